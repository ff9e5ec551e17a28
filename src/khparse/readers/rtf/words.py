"""Control words of RTF by what they mean to a reader of the text."""

from __future__ import annotations

CHARACTERS = {
    b"tab": "\t", b"line": "\n", b"lbr": "\n", b"softline": "\n", b"page": "\n", b"column": "\n",
    b"emdash": "—", b"endash": "–", b"emspace": "\u2003", b"enspace": "\u2002", b"qmspace": "\u2005",
    b"bullet": "•", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"zwj": "\u200d", b"zwnj": "\u200c",
}  # fmt: skip
"""Words that print a character; page and column breaks are breaks of a line, as in other formats."""

SYMBOLS = {
    b"\\": "\\", b"{": "{", b"}": "}", b"~": "\xa0", b"-": "\xad", b"_": "-", b"\t": "\t", b":": ":",
}  # fmt: skip
"""Control symbols that print a character; the soft hyphen is for `FontConverter`: it is a letter of TCVN3."""

READ = frozenset(
    (
        b"field", b"fldinst", b"fldrslt", b"footnote", b"listtext", b"pntext", b"shp", b"shpgrp", b"shpinst", b"shptxt",
        b"do", b"dptxbxtext", b"upr", b"ud", b"moMath", b"moMathPara",
    )
)  # fmt: skip
"""Destinations whose text is printed; others that are marked by `\\*` are passed over."""

SKIPPED = frozenset(
    (
        b"info", b"header", b"headerl", b"headerr", b"headerf", b"footer", b"footerl", b"footerr", b"footerf",
        b"ftnsep", b"ftnsepc", b"ftncn", b"aftnsep", b"aftnsepc", b"aftncn", b"colortbl", b"filetbl",
        b"listtable", b"listoverridetable", b"rsidtbl", b"revtbl", b"pict", b"nonshppict", b"shppict", b"object",
        b"shprslt", b"sp", b"sn", b"sv", b"annotation", b"atnid", b"atnauthor", b"atrfstart", b"atrfend",
        b"bkmkstart", b"bkmkend", b"xe", b"rxe", b"tc", b"tcn", b"txe", b"pn", b"pntxta", b"pntxtb",
        b"pnseclvl", b"nonesttables", b"nesttableprops", b"generator", b"themedata", b"datastore", b"template",
        b"private", b"userprops", b"xmlnstbl", b"mmathPict", b"mmathPr", b"mctrlPr", b"mrPr", b"maccPr",
        b"margPr", b"mbarPr", b"mborderBoxPr", b"mboxPr", b"mdPr", b"meqArrPr", b"mfPr", b"mfuncPr",
        b"mgroupChrPr", b"mlimLowPr", b"mlimUppPr", b"mmPr", b"mnaryPr", b"moMathParaPr", b"mphantPr",
        b"mradPr", b"msPrePr", b"msSubPr", b"msSubSupPr", b"msSupPr",
    )
)  # fmt: skip
"""Destinations that print nothing in the text, or print it a second time for older readers."""
