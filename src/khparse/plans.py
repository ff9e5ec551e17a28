"""Plans from documents, and from khparse's own JSON."""

from __future__ import annotations

from khparse.document import Document
from khparse.errors import UnreadableError
from khparse.models import Plan

_MARK = '"khparse.plan"'
_MARK_WITHIN = 200


def plans_in(document: Document) -> list[Plan]:
    """Return the plan that a document is, or the plans that it holds as khparse printed them (JSON, JSON Lines).

    Raises `UnreadableError` for JSON of khparse that is damaged, or of another version of the schema.
    """
    if not is_printed(document):
        from khparse.pipeline import parse_document

        return [parse_document(document)]
    from pydantic import ValidationError

    lines = [line for line in document.text.split("\n") if line.strip()]
    texts = lines if all(line[0] == "{" and line.rstrip()[-1] == "}" for line in lines) else [document.text]
    try:
        return [Plan.model_validate_json(text) for text in texts]
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        cause = f"it is no plan that this version of khparse wrote ({place}: {first['msg'].lower()})"
        raise UnreadableError(cause, "extract it anew") from None


def is_printed(document: Document) -> bool:
    """Return whether a document is JSON that khparse printed."""
    return document.text[:1] == "{" and _MARK in document.text[:_MARK_WITHIN]
