"""The closing of a document: recipients, signatures, who signs."""
