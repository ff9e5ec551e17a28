"""The layout of a text: lines to paragraphs and tables."""
