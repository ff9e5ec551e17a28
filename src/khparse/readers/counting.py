"""Numbers as automatic lists print them: in Roman figures, in letters."""

from __future__ import annotations

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(count: int) -> str:
    """Return I, II, III …; in figures what has none."""
    if not 0 < count < 4000:
        return str(count)
    text = ""
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        text += sign * times
    return text


def letter(count: int) -> str:
    """Return A … Z, AA, BB …: Word repeats the letter, up to 780, and never uses Đ."""
    if not 0 < count <= 780:
        return str(count)
    rounds, index = divmod(count - 1, 26)
    return chr(ord("A") + index) * (rounds + 1)


def letter_counted(count: int) -> str:
    """Return A … Z, AA, AB …: the columns of a spreadsheet, and lists of OpenDocument, go on so."""
    if not 0 < count <= 18278:
        return str(count)
    text = ""
    while count:
        count, index = divmod(count - 1, 26)
        text = chr(ord("A") + index) + text
    return text
