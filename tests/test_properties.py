"""What holds for any text: a plan comes out, spans slice back, and variants of one text say the same.

Variants are those of the wild: decomposed letters, old and new tone placement, newlines and byte order marks
of other systems, blanks that don't break, marks without width.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import khparse
from golden import FIXTURES, documents
from khparse.fold import fold_case_kept
from khparse.models import Plan
from khparse.pipeline import parse_document
from khparse.readers import read_file

TEXTS = {path.name: path.read_text("utf-8") for path in documents() if path.suffix in (".txt", ".md")}
SOME = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# --- Spans -------------------------------------------------------------------------------------------------


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def assert_spans(plan: Plan, text: str) -> None:
    for fact in objects(json.loads(plan.to_json())):
        for name in ("span", "heading_span", "extent"):
            if span := fact.get(name):
                assert 0 <= span["start"] <= span["end"] <= len(text), (name, fact)
        if (span := fact.get("span")) and "text" in fact:
            assert text[span["start"] : span["end"]] == fact["text"]


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_spans_of_documents(path: Path) -> None:
    document = read_file(path)
    assert_spans(parse_document(document), document.text)


# --- Random texts ------------------------------------------------------------------------------------------

PIECES = [
    "KẾ HOẠCH", "Số: 12/KH-UBND", "ngày 28 tháng 6 năm 2023", "trước ngày 30/6", "Quý II/2024", "hằng năm",
    "V/v", "I.", "1.", "1.1.", "a)", "(1)", "-", "+", "Điều 1.", "Phụ lục", "Nơi nhận:", "TM. UBND",
    "CHỦ TỊCH", "Căn cứ", "Sở Y tế", "UBND các xã, phường", "các sở, ban, ngành", "chủ trì", "phối hợp với",
    "báo cáo về", "Giao", "Quyết định số 5/QĐ-TTg", "của Thủ tướng Chính phủ", "Luật Đất đai",
    "Nguyễn Văn A", "kèm theo Kế hoạch số", "| 1 | Làm | Sở Y tế | Quý I |\n", "STT\tNội dung\tChủ trì",
    "**", "…", "\\", "e\u0302\u0301", "\u00a0", "\u200b", "\u00ad", "²", "\ud800", "\0",
]  # fmt: skip
blanks = st.sampled_from(["", " ", " ", "\n", "\n", "\n\n", "\t", "    ", "|", ", ", ". ", ": "])
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.tuples(st.sampled_from(PIECES), blanks), max_size=60).map(
        lambda parts: "".join(map("".join, parts))
    ),
)


@given(texts)
@example("N\n\\")  # these failed once
@example("a)ở\u3000")
@example("V/v ngày tháng")
@example("8 tháng ①")
@example("5/4 đến ngày 0{//2026")
@example("Giao Ban Chỉ huy Quân sự các xã, phường và lực")
@example("đề nghị Công ty nộp")
@example("các Bộ: " * 2000)
@SOME
def test_any_text_gives_a_plan(text: str) -> None:
    plan = khparse.parse(text)
    printed = plan.to_json()
    assert_spans(plan, re.sub("[\ud800-\udfff]", "\ufffd", text))
    assert Plan.model_validate_json(printed) == plan
    assert khparse.parse(text).to_json() == printed


@given(st.sampled_from(sorted(TEXTS)), st.integers(0, 9_000), st.integers(0, 2_000), texts)
@SOME
def test_damaged_documents_give_a_plan(name: str, start: int, length: int, other: str) -> None:
    text = TEXTS[name][:start] + other + TEXTS[name][start + length :]
    assert_spans(khparse.parse(text), re.sub("[\ud800-\udfff]", "\ufffd", text))


def test_output_does_not_depend_on_the_process() -> None:
    program = "import sys, khparse; [print(khparse.parse_file(path).to_json()) for path in sys.argv[1:]]"
    paths = [str(FIXTURES / name) for name in TEXTS]
    outputs = [
        subprocess.run(
            [sys.executable, "-c", program, *paths],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]


# --- Variants of a text ------------------------------------------------------------------------------------

_TONES = "\u0300\u0301\u0309\u0303\u0323"
_OPEN = {
    unicodedata.normalize("NFC", first + tone) + second: first + unicodedata.normalize("NFC", second + tone)
    for first, second in ("oa", "oe", "uy", "OA", "OE", "UY", "Oa", "Oe", "Uy")
    for tone in _TONES
}  # new placement to the old one: òa to oà
_NEW = re.compile(rf"(?<![qQ])(?:{'|'.join(_OPEN)})(?!\w)")
_OLD = re.compile(rf"(?<![qQ])(?:{'|'.join(_OPEN.values())})(?!\w)")
_PLACED = {old: new for new, old in _OPEN.items()}


def sprinkled(text: str, marks: str, share: float, where: str) -> str:
    """Put marks behind some of the places that the pattern `where` finds, always the same ones."""
    random = Random(len(text))
    return re.sub(
        where, lambda m: m.group() + random.choice(marks) if random.random() < share else m.group(), text
    )


def with_some_hard_blanks(text: str) -> str:
    random = Random(len(text))
    return re.sub(" ", lambda _: random.choice(" \u00a0"), text)


VARIANTS: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "old tones": lambda text: _NEW.sub(lambda m: _OPEN[m.group()], text),
    "new tones": lambda text: _OLD.sub(lambda m: _PLACED[m.group()], text),
    "windows newlines": lambda text: text.replace("\n", "\r\n"),
    "old mac newlines": lambda text: text.replace("\n", "\r"),
    "byte order mark": lambda text: "\ufeff" + text,
    "hard blanks": lambda text: text.replace(" ", "\u00a0"),
    "some hard blanks": with_some_hard_blanks,
    "blanks at line ends": lambda text: text.replace("\n", "  \n"),
    "zero width between words": lambda text: sprinkled(
        text, "\u200b\u2060\ufeff\u200e", 0.3, r"(?<=\w) (?=\w)"
    ),
    "soft hyphens between words": lambda text: sprinkled(text, "\u00ad", 0.3, r"\w(?= )"),
    "soft hyphens in words": lambda text: sprinkled(text, "\u00ad", 0.1, r"(?<=[^\W\d])[^\W\d](?=[^\W\d])"),
    "double blanks": lambda text: re.sub(r"(?<=\w) (?=\w)", "  ", text),
    "indented": lambda text: re.sub(r"(?m)^(?=[^|\n])", "  ", text),
    "long dashes": lambda text: re.sub(r"(?<=[ \n])-(?= )", "–", text),
    "typographic quotes": lambda text: re.sub(r'"([^"\n]*)"', r"“\1”", text),
    "no final newline": lambda text: text.rstrip(),
    "blank lines around": lambda text: f"\n\n{text}\n\n",
    "look-alikes of Đ": lambda text: text.replace("Đ", "\u00d0"),
}

_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u2060\ufeff]")


def plain(text: str | None) -> str | None:
    """The text in one spelling."""
    if text is None:
        return None
    return " ".join(fold_case_kept(unicodedata.normalize("NFC", _INVISIBLE.sub("", text))).split())


def facts(plan: Plan) -> dict[str, Any]:
    """What a plan says, in one spelling and without offsets."""
    metadata, signature = plan.metadata, plan.signature
    return {
        "type": metadata.doc_type and metadata.doc_type.code,
        "number": metadata.number and (metadata.number.number, plain(metadata.number.symbol)),
        "date": metadata.date and metadata.date.edtf,
        "place": plain(metadata.place),
        "issuer": metadata.issuer and (plain(metadata.issuer.name), plain(metadata.issuer.parent)),
        "subject": plain(metadata.subject),
        "marks": (plain(metadata.urgency), plain(metadata.secrecy), metadata.origin),
        "sections": [
            plain(section["id"]) for section in objects(json.loads(plan.to_json())) if "extent" in section
        ],
        "references": [(plain(r.id), r.date and r.date.edtf, r.relation, r.section) for r in plan.references],
        "assignments": [
            (a.section, *([plain(body.name) for body in role] for role in (a.lead, a.support, a.report_to)))
            for a in plan.assignments
        ],
        "deadlines": [
            (d.section, d.start, d.end, d.inclusive, d.recurrence, plain(d.relative)) for d in plan.deadlines
        ],
        "recipients": [plain(recipient.name) for recipient in plan.recipients],
        "signature": signature and (signature.authority, plain(signature.name), plain(signature.position)),
        "tables": [[[plain(cell) for cell in row] for row in table.rows] for table in plan.tables],
        "notes": [note.code for note in plan.notes],
    }


@cache
def facts_of(name: str) -> dict[str, Any]:
    return facts(khparse.parse(TEXTS[name]))


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", TEXTS)
def test_variants_say_the_same(name: str, variant: str) -> None:
    text = VARIANTS[variant](TEXTS[name])
    plan = khparse.parse(text)
    assert_spans(plan, text)
    found, expected = facts(plan), facts_of(name)
    for kind in expected:
        assert found[kind] == expected[kind], kind
