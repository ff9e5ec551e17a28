"""Words of a closing: what stands before a signer's name, and the purposes noted behind recipients.

Nghị định 30/2020/NĐ-CP, article 13 and Annex I (TM., KT., TL., TUQ., Q.), and Hướng dẫn 36-HD/VPTW
(T/M, K/T).
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from khparse.fold import fold_case_kept
from khparse.lexicon import table, values


class SignatureToken(NamedTuple):
    """An authority mark (`meaning` is TM, KT, TL, TUQ or Q), title, rank, degree or marker."""

    kind: str
    meaning: str


@cache
def _tokens() -> dict[str, SignatureToken]:
    return {
        fold_case_kept(token).upper(): SignatureToken(row["kind"], row["meaning"])
        for row in table("signature_tokens")
        for token in values(row["tokens"])
    }


_LONGEST_TOKEN = 5  # words


def token_at_start(line: str) -> tuple[SignatureToken, str] | None:
    """Return the longest token that opens a line of a signature block, and the rest of the line.

    >>> token_at_start("K/T TRƯỞNG BAN")
    (SignatureToken(kind='authority', meaning='KT'), 'TRƯỞNG BAN')
    """
    words, folded = line.split(), fold_case_kept(line).upper().split()
    for size in range(min(_LONGEST_TOKEN, len(words)), 0, -1):
        found = _tokens().get(" ".join(folded[:size]).rstrip(":"))
        if found:
            return found, " ".join(words[size:])
    head, dot, rest = line.partition(".")
    found = _tokens().get(f"{fold_case_kept(head)}.".upper()) if dot else None
    return (found, rest.strip()) if found else None


@cache
def _purposes() -> dict[str, str]:
    return {form.lower(): row["purpose"] for row in table("recipient_forms") for form in values(row["forms"])}


def purpose_of(note: str) -> str | None:
    """Return why a recipient gets the document, by the note behind its name: `(b/c)` is `report`."""
    return _purposes().get(" ".join(note.lower().split()).strip("() "))
