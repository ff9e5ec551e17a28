"""The head of a document: type line, number, date, place, issuer, subject."""
