"""The documents that a plan rests on and cites, each once."""

from __future__ import annotations

from khparse.fold import key
from khparse.models import Plan, Reference
from khparse.output.digest.body import Body, Column
from khparse.output.digest.identity import cited_name
from khparse.output.digest.words import section_label
from khparse.output.words import capitalised, clean

_ORDER = ("basis", "implements", "amends", "replaces", "repeals", "guides", "cites")


def write_sources(body: Body, plan: Plan) -> None:
    """Add a table of the cited documents: those it rests on, those it carries out, then the others."""
    words = body.words
    documents: dict[str, list[Reference]] = {}
    for reference in plan.references:
        documents.setdefault(f"{reference.doc_type} {key(reference.id)}", []).append(reference)
    rows = []
    for found in sorted(documents.values(), key=lambda found: min(_rank(item) for item in found)):
        fullest = max(found, key=lambda item: len(item.text))
        title = max((clean(item.title) for item in found), key=len)
        relations = dict.fromkeys(words(f"relation {item.relation}") for item in sorted(found, key=_rank))
        sections = dict.fromkeys(label for item in found if (label := section_label(item.section)))
        names = capitalised(cited_name(fullest, words))
        rows.append([names, capitalised(title), "; ".join(relations), "; ".join(sections)])
    columns = [
        Column(words("no."), 9, True),
        Column(words("document"), 52),
        Column(words("about"), 44),
        Column(words("relation"), 22),
        Column(words("section"), 19, True),
    ]
    body.caption(words("sources caption"))
    body.table(columns, [[str(number), *row] for number, row in enumerate(rows, 1)])


def _rank(reference: Reference) -> int:
    return _ORDER.index(reference.relation)
