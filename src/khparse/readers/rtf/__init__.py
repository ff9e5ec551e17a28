"""Rich Text Format (.rtf, specification 1.0 to 1.9.1): tokens, fonts, stories, tables."""
