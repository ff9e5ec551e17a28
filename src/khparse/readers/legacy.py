"""Whether a text may hold parts in a legacy encoding: a quick look, so that others cost nothing.

What they are in `khparse.encodings` finds out, which is imported only then.
"""

from __future__ import annotations

import re

# What no Vietnamese text in Unicode holds but texts in legacy encodings do that were pasted as Latin-1: letters
# of other languages, signs inside words. Two sets, for a set is searched ten times faster than alternatives.
_LETTER = re.compile("[¡¢£¤¥¦¨©ª¬®¯´µ¶¸¹¼¾ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïðñöøûüþÿŒœŠšŽžŸƒˆ\x02-\x06\x10-\x1e\x80-\x9f]")
_SIGN = re.compile(
    "[«»·½×÷\xadºÃìòÌÒ]"
    "(?:(?<=[A-Za-z][«»·½×÷\xad])(?=[A-Za-z])|(?<=á[»º])|(?<=Ã)[\xa0-¿]|(?<=[aeiouyâêôAEIOUYÂÊÔ][ìòÌÒ]))"
)
_CAPITAL_FONT = re.compile(r"\.vn.*h$", re.IGNORECASE)


def may_be_legacy(text: str) -> bool:
    """Return whether a text holds signs of a legacy encoding; false for all Vietnamese text in Unicode."""
    return _LETTER.search(text) is not None or _SIGN.search(text) is not None


def is_capital_font(name: str) -> bool:
    """Return whether a font prints small letters as capitals (`.VnTimeH`): also text of ASCII alone in it."""
    return _CAPITAL_FONT.match(name) is not None
