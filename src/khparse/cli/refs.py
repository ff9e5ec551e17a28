"""`khparse refs`: the documents that plans cite, as a table."""

from __future__ import annotations

from khparse.cli.reading import Files, Output
from khparse.cli.rows import AsTable, InSection, Language, print_rows, selection_of
from khparse.cli.streams import Debug, Encoding, MaxBytes, Ocr, OcrLanguage, Timeout, read_options


def refs(
    files: Files,
    section: InSection = None,
    output: Output = None,
    format: AsTable = None,
    lang: Language = "vi",
    encoding: Encoding = None,
    ocr: Ocr = "auto",
    ocr_lang: OcrLanguage = None,
    max_bytes: MaxBytes = None,
    timeout: Timeout = None,
    debug: Debug = False,
) -> None:
    """Print the documents that plans cite, and how: as their basis, to implement, amend or replace them."""
    options = read_options(encoding, ocr, ocr_lang, max_bytes, timeout)
    print_rows("references", files, selection_of(section=section), options, output, format, lang)
