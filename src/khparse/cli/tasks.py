"""`khparse tasks`: who does what until when, as a table."""

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


def tasks(
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
    """Print the tasks of plans with their agencies and times.

    --format xlsx makes a workbook to track them, with sheets of tasks, deadlines and references; ics a calendar.
    """
    options = read_options(encoding, ocr, ocr_lang, max_bytes, timeout)
    selection = selection_of(agency, role, start, end, section)
    print_rows("tasks", files, selection, options, output, format, lang, alarm)
