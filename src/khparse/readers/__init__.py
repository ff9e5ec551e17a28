"""Readers: bytes to documents, one file a format."""
