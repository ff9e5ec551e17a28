"""Folding: spellings that mean the same are made equal, without moving an offset.

Old and new tone placement (hoà/hòa), dashes, quotes, Đ and its look-alikes differ between offices and within
one document. All foldings here keep the length of a composed (NFC) text.
"""

from __future__ import annotations

import re
import unicodedata

_VARIANTS = {
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2018": "'", "\u2019": "'", "\u2032": "'",
    "\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ",
    "\u2044": "/", "\u2215": "/",
}  # fmt: skip
# A pattern of the few that vary: `str.translate` looks every character of a text up.
_VARIANT = re.compile(f"[{''.join(_VARIANTS)}]")


def _tone_pairs() -> dict[str, str]:
    """Map each old placement of an open oa, oe, uy to the new one: `oà` to `òa`."""
    pairs: dict[str, str] = {}
    for first, second in (("o", "a"), ("o", "e"), ("u", "y")):
        for mark in "\u0300\u0301\u0309\u0303\u0323":
            old = first + unicodedata.normalize("NFC", second + mark)
            new = unicodedata.normalize("NFC", first + mark) + second
            for variant in (str.lower, str.upper, str.capitalize):
                pairs[variant(old)] = variant(new)
            pairs[first + old[1].upper()] = new[0] + second.upper()
    return pairs


_PAIRS = _tone_pairs()
_TONE = re.compile(r"[oOuU](?<![qQ][uU])[àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ](?!\w)")
_COMBINING = re.compile(r"[\u0300-\u036f]")


def is_composed(text: str) -> bool:
    """Return whether `text` holds no combining mark, as NFC Vietnamese text doesn't."""
    return _COMBINING.search(text) is None


def fold_case_kept(text: str) -> str:
    """Return `text` with tone placement, dashes, quotes and Đ unified; same length for NFC text."""
    unified = _VARIANT.sub(lambda match: _VARIANTS[match.group()], text)
    return _TONE.sub(lambda match: _PAIRS.get(match.group(), match.group()), unified)


def lower(text: str) -> str:
    """Return `text` in lower case with its length kept (`İ` and the like stay as they are)."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return low


def fold(text: str) -> tuple[str, str]:
    """Return the folded text with its case kept, and in lower case; both as long as `text`."""
    folded = fold_case_kept(text)
    return folded, lower(folded)


_KEY_WORD = re.compile(r"[^\W_]+")


def key(text: str) -> str:
    """Return the key under which spellings of one name meet: lower case, words only, `&` and `và` dropped.

    >>> key("Sở Văn hoá, Thể thao & Du lịch") == key("Sở Văn hóa - Thể thao và Du Lịch")
    True
    """
    low = lower(fold_case_kept(unicodedata.normalize("NFC", text)))
    return " ".join(word for word in _KEY_WORD.findall(low) if word != "và")
