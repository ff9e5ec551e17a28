"""`khparse deadlines`: what is due when, as a table or a calendar."""

from __future__ import annotations

from khparse.cli.reading import Files, Output
from khparse.cli.rows import (
    Alarms,
    AsDated,
    From,
    InSection,
    Language,
    OfAgency,
    OfRole,
    To,
    print_rows,
    selection_of,
)
from khparse.cli.streams import Debug, Encoding, MaxBytes, Ocr, OcrLanguage, Timeout, read_options


def deadlines(
    files: Files,
    agency: OfAgency = None,
    role: OfRole = None,
    start: From = None,
    end: To = None,
    section: InSection = None,
    output: Output = None,
    format: AsDated = None,
    lang: Language = "vi",
    alarm: Alarms = None,
    encoding: Encoding = None,
    ocr: Ocr = "auto",
    ocr_lang: OcrLanguage = None,
    max_bytes: MaxBytes = None,
    timeout: Timeout = None,
    debug: Debug = False,
) -> None:
    """Print the times that plans set, with their tasks and agencies.

    --format xlsx makes a workbook to track them, with sheets of tasks, deadlines and references; ics a calendar.
    """
    options = read_options(encoding, ocr, ocr_lang, max_bytes, timeout)
    selection = selection_of(agency, role, start, end, section)
    print_rows("deadlines", files, selection, options, output, format, lang, alarm)
