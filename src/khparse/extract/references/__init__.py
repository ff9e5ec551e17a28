"""Citations of other documents and laws."""
