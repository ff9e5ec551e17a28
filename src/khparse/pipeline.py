"""Temporary: to be replaced by parse.py under this name (git mv -f parse.py pipeline.py).

A module khparse.parse would hide the function khparse.parse as soon as it is imported.
"""

from khparse.parse import parse_document as parse_document
