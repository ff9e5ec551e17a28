"""Deadlines as an iCalendar file (RFC 5545) that Outlook, Google and Apple calendars import."""

from khparse.output.ics.calendar import left_out, to_ics

__all__ = ["left_out", "to_ics"]
