"""PDF: the placed words of its text layer, or pictures of its pages where that can't be used."""
