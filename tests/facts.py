"""Facts that a careful reader wrote down for each fixture (fixtures/facts/*.toml), compared with a plan.

One TOML file a document: `[metadata]`, `[signature]` and `[lists]`, whose rows are columns between bars:
`outline` path | first words; `references` id | date; `assignments` path | role | agency; `deadlines` path | spec.
A path joins printed labels; `~words` names a table row by the beginning of its task. A spec is `start/end`
(`..` open), a recurrence (`monthly:15`, `yearly:11-30`) or `relative`. Rows that begin with `?` are optional.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Facts = dict[str, Any]
_RHYTHMS = {("MONTHLY", "3"): "quarterly", ("MONTHLY", "6"): "semiannual", ("MONTHLY", "12"): "yearly"}


def load(path: Path) -> Facts:
    return tomllib.loads(path.read_text("utf-8"))


def plain(text: str | None) -> str:
    """Letters and digits in lower case without accents: how OCR and tone placement don't matter."""
    decomposed = unicodedata.normalize("NFD", (text or "").replace("Đ", "D").replace("đ", "d"))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def compare(facts: Facts, plan: Facts) -> list[str]:
    """Return a line for each fact that the plan lacks or says otherwise, and for units and citations too many."""
    return [
        *_header(facts["metadata"], plan["metadata"]),
        *_signature(facts.get("signature", {}), plan["signature"] or {}),
        *_outline(facts["lists"], plan["sections"]),
        *_references(facts["lists"], plan["references"]),
        *_assignments(facts["lists"], plan["assignments"]),
        *_deadlines(facts["lists"], plan),
        *_recipients(facts["lists"], plan["recipients"]),
    ]


def _rows(lists: Facts, name: str) -> Iterator[tuple[bool, list[str]]]:
    for line in lists.get(name, []):
        yield line.startswith("?"), [cell.strip() for cell in line.lstrip("?").split("|")]


def _header(facts: Facts, metadata: Facts) -> Iterator[str]:
    number, date = metadata["number"] or {}, metadata["date"] or {}
    issuer = metadata["issuer"] or {}
    said = {
        "type": (metadata["doc_type"] or {}).get("code"),
        "number": number.get("number"),
        "symbol": number.get("symbol"),
        "date": date.get("edtf"),
        "place": metadata["place"],
        "subject": metadata["subject"],
        "parent": issuer.get("parent"),
    }
    for name, value in said.items():
        if name in facts and plain(facts[name]) != plain(value):
            yield f"{name}: {facts[name]!r} is read as {value!r}"
    if facts.get("issuer") and not any(
        plain(name) in plain(f"{issuer.get('name')} {issuer.get('text')}")
        for name in facts["issuer"].split("||")
    ):
        yield f"issuer: {facts['issuer']!r} is read as {issuer.get('name')!r}"


def _signature(facts: Facts, signature: Facts) -> Iterator[str]:
    for fact, name in (("authority", "authority"), ("signer", "name"), ("position", "position")):
        if fact in facts and plain(facts[fact]) != plain(signature.get(name)):
            yield f"{fact}: {facts[fact]!r} is read as {signature.get(name)!r}"


def _units(sections: list[Facts]) -> Iterator[Facts]:
    for section in sections:
        yield section
        yield from _units(section["children"])


def _labelled(path: str | None) -> str:
    return "/".join(part for part in (path or "").split("/") if part and part[0] not in "-+*•●○▪")


def _outline(lists: Facts, sections: list[Facts]) -> Iterator[str]:
    printed = {
        unit["id"]: plain(f"{unit['heading'] or ''} {unit['text']}")
        for unit in _units(sections)
        if unit["kind"] != "bullet"
    }
    printed = {_labelled(path): text for path, text in printed.items()}
    rows = list(_rows(lists, "outline"))
    for optional, (path, words) in rows:
        if not optional and not printed.get(path, "").startswith(plain(words)[:24]):
            yield f"outline: {path} {words} is missing"
    for path in printed.keys() - {row[0] for _, row in rows}:
        yield f"outline: {path} is no unit"


def _references(lists: Facts, references: list[Facts]) -> Iterator[str]:
    said: dict[str, set[str]] = {}
    for reference in references:
        said.setdefault(plain(reference["id"]), set()).add((reference["date"] or {}).get("edtf", ""))
    rows = list(_rows(lists, "references"))
    for optional, row in rows:
        dates = said.get(plain(row[0]))
        if dates is None:
            if not optional:
                yield f"references: {row[0]} is missing"
        elif row[1:] and row[1] not in dates and not optional:
            yield f"references: {row[0]} is dated {sorted(dates)}"
    for name in said.keys() - {plain(row[0]) for _, row in rows}:
        yield f"references: {name} is no citation of the list"


def _same_body(printed: str, read: str) -> bool:
    one, other = plain(printed), plain(read)
    return f" {one} " in f" {other} " or (f" {other} " in f" {one} " and len(other) >= 0.6 * len(one))


def _in_row(path: str, item: Facts, task: str) -> bool:
    return plain(path) in plain(task) if path.startswith("~") else _labelled(item["section"]) == path


def _assignments(lists: Facts, assignments: list[Facts]) -> Iterator[str]:
    for optional, (path, role, agency) in _rows(lists, "assignments"):
        found = any(
            _in_row(path, item, item["task"]) and any(_same_body(agency, body["text"]) for body in item[role])
            for item in assignments
        )
        if not found and not optional:
            yield f"assignments: {path} {role} {agency} is missing"


def _spec(deadline: Facts) -> set[str]:
    """Return the ways in which a deadline may be written in the list."""
    start, end, rule = deadline["start"], deadline["end"], deadline["recurrence"]
    if not rule:
        return {f"{start or '..'}/{end or '..'}", f"../{end}", "relative"}
    parts = dict(part.split("=") for part in rule.split(";"))
    rhythm = _RHYTHMS.get((parts["FREQ"], parts.get("INTERVAL", "1")), parts["FREQ"].lower())
    day, month = parts.get("BYMONTHDAY"), parts.get("BYMONTH")
    if rhythm == "yearly" and day and month and month.isdigit():
        return {rhythm, f"{rhythm}:{int(month):02}-{int(day):02}"}
    return {rhythm, f"{rhythm}:{day}"}


def _deadlines(lists: Facts, plan: Facts) -> Iterator[str]:
    tasks = {item["id"]: item["task"] for item in plan["assignments"]}
    for optional, (path, spec) in _rows(lists, "deadlines"):
        found = any(
            _in_row(path, item, tasks.get(item["assignment"], "")) and spec in _spec(item)
            for item in plan["deadlines"]
        )
        if not found and not optional:
            yield f"deadlines: {path} {spec} is missing"


def _recipients(lists: Facts, recipients: list[Facts]) -> Iterator[str]:
    if "recipients" in lists and lists["recipients"] != len(recipients):
        yield f"recipients: {lists['recipients']} lines are read as {len(recipients)}"
