"""The version of khparse, read by the build and by `khparse --version`."""

__version__ = "0.1.0"
