"""Metadata: identification by the levels of FRBR, and the things that the text refers to."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from khparse.facts.rows import symbol_of
from khparse.models import Agency, Plan, Signature
from khparse.output.akn.names import Ids, issue_day, slug, work_iri
from khparse.output.akn.xml import add
from khparse.output.words import plain

_SOURCE = "khparse"
_CHANGES = ("amends", "replaces", "repeals")


class Meta:
    """The ids under which the text refers to bodies, persons and roles; `write` writes what they are."""

    def __init__(self, plan: Plan, ids: Ids, iris: dict[str, str]) -> None:
        self._plan = plan
        self._iris = iris
        self._ids = ids
        self._things: dict[tuple[str, str], str] = {}
        ids.once(_SOURCE)
        issuer = plan.metadata.issuer
        self.issuer = self.refer("TLCOrganization", issuer.name) if issuer else None
        for signature in signatures_of(plan):
            if signature.name:
                self.refer("TLCPerson", signature.name)
            if signature.position:
                self.refer("TLCRole", signature.position)
        for agency in agencies_of(plan):
            self.refer("TLCOrganization", agency.name)

    def refer(self, tag: str, name: str) -> str:
        """Return the reference to a thing of a class, such as `TLCPerson`, that is called `name`."""
        shown = plain(name)
        if (tag, shown) not in self._things:
            self._things[tag, shown] = self._ids.once(slug(name) or tag.lower())
        return f"#{self._things[tag, shown]}"

    def write(self, parent: etree._Element, component: str) -> None:
        """Write the metadata of the document, or of the attachment that is its `component`."""
        meta = add(parent, "meta")
        self._identification(meta, component)
        if component == "main":
            self._references(meta)

    def _identification(self, meta: etree._Element, component: str) -> None:
        plan, metadata = self._plan, self._plan.metadata
        day, known = issue_day(plan)
        iri = work_iri(plan)
        expression = f"{iri}/vie@{day}"
        author = self.issuer or f"#{_SOURCE}"
        number = metadata.number
        identification = add(meta, "identification", source=f"#{_SOURCE}")

        work = add(identification, "FRBRWork")
        add(work, "FRBRthis", value=f"{iri}/!{component}")
        add(work, "FRBRuri", value=iri)
        if metadata.subject:
            add(work, "FRBRalias", value=plain(metadata.subject), name="title")
        add(work, "FRBRdate", date=day, name=known)
        add(work, "FRBRauthor", href=author)
        add(work, "FRBRcountry", value="vn")
        if metadata.doc_type:
            add(work, "FRBRsubtype", value=slug(metadata.doc_type.name))
        if number and (symbol := symbol_of(number)):
            add(work, "FRBRnumber", value=plain(symbol))
        if metadata.doc_type:
            add(work, "FRBRname", value=plain(metadata.doc_type.name))

        expressed = add(identification, "FRBRExpression")
        add(expressed, "FRBRthis", value=f"{expression}/!{component}")
        add(expressed, "FRBRuri", value=expression)
        add(expressed, "FRBRdate", date=day, name=known)
        add(expressed, "FRBRauthor", href=author)
        add(expressed, "FRBRlanguage", language="vie")

        manifestation = add(identification, "FRBRManifestation")
        add(manifestation, "FRBRthis", value=f"{expression}/!{component}.xml")
        add(manifestation, "FRBRuri", value=f"{expression}.xml")
        add(
            manifestation, "FRBRdate", date=day, name=known
        )  # of the words: the day of marking up would differ
        add(manifestation, "FRBRauthor", href=f"#{_SOURCE}")
        add(manifestation, "FRBRformat", value="application/akn+xml")

    def _references(self, meta: etree._Element) -> None:
        """Write what the text refers to; documents that this one changes are active references."""
        references = add(meta, "references", source=f"#{_SOURCE}")
        original = {"href": work_iri(self._plan), "showAs": plain(self._plan.metadata.subject) or "nn"}
        add(references, "original", eId=self._ids.once("original"), **original)
        cited: set[tuple[str, str]] = set()
        for reference in self._plan.references:
            iri, changes = self._iris[reference.id], reference.relation in _CHANGES
            if (iri, reference.relation) in cited:
                continue
            cited.add((iri, reference.relation))
            tag = "activeRef" if changes else "TLCReference"
            element = add(
                references, tag, eId=self._ids.numbered("cited"), href=iri, showAs=plain(reference.id)
            )
            if not changes:
                element.set("name", reference.relation)
        kinds = {"TLCOrganization": "organization", "TLCPerson": "person", "TLCRole": "role"}
        for (tag, name), found in self._things.items():
            add(
                references,
                tag,
                eId=found,
                href=f"/akn/ontology/{kinds[tag]}/vn/{slug(name) or found}",
                showAs=name,
            )
        add(
            references,
            "TLCOrganization",
            eId=_SOURCE,
            href=f"/akn/ontology/organization/{_SOURCE}",
            showAs=_SOURCE,
        )


def signatures_of(plan: Plan) -> list[Signature]:
    """Return all signatures of a plan."""
    return [*([plan.signature] if plan.signature else []), *plan.other_signatures]


def agencies_of(plan: Plan) -> Iterator[Agency]:
    """Yield the bodies that tasks name."""
    for assignment in plan.assignments:
        yield from (*assignment.lead, *assignment.support, *assignment.report_to)
