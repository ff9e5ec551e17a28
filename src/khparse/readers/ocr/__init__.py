"""Recognising pictures of pages with tesseract (OCR).

Importing this package raises `UnreadableError` where Pillow, of the extra `ocr`, is not installed.
"""

from __future__ import annotations

from importlib.util import find_spec

from khparse.errors import UnreadableError

if find_spec("PIL") is None:
    raise UnreadableError("recognising its pictures needs Pillow", 'pip install "khparse[ocr]"')
