"""Extractors: one file a kind of fact."""
