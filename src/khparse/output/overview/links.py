"""Links: from figures to the documents that they list, and from documents to their JSON."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from khparse.batch.stores import is_url
from khparse.batch.trees import tree_at
from khparse.output.overview.models import Document, Figure, Figures
from khparse.output.overview.words import Lang, count_label
from khparse.output.view.escape import markup


class Links:
    """Links of a page to its list of documents, which the script narrows to those of the link."""

    def __init__(self, figures: Figures, lang: Lang) -> None:
        self._numbers = {document.name: str(index) for index, document in enumerate(figures.listed)}
        self._lang = lang
        self._count = 0

    def to(self, figure: Figure, told: str, more: str = "") -> Markup:
        """Return the attributes of the link of a figure; `told` says which it is. `more` are others, escaped."""
        self._count += 1
        documents = " ".join(sorted((self._numbers[name] for name in figure.listed), key=int))
        count = count_label(figure.documents, "document", self._lang)
        return Markup(
            f'id="f{self._count}" href="#documents" data-d="{documents}" data-t="{markup(told)}" '
            f'data-c="{count}"{more}'
        )


def links_to(output: str, page: Path | None) -> Callable[[Document], str | None]:
    """Return a function that returns the URL of a document's JSON below `output`, or None where it isn't there.

    `output` is a folder or the address of a store. In a folder, the URL leads from that of `page`, or from anywhere
    on this machine (`file:`) where the page is no file. The function raises `StoreError`.
    """
    tree = tree_at(output)
    base = f"{output.rstrip('/')}/" if is_url(output) else _base(Path(output), page)

    def address(document: Document) -> str | None:
        if document.error is not None or not tree.size(document.target):
            return None
        return base + quote(f"{document.target}.json", errors="replace")

    return address


def _base(output: Path, page: Path | None) -> str:
    if page is not None:
        try:
            below = os.path.relpath(output.resolve(), page.resolve().parent)
        except ValueError:  # another drive
            below = ""
        if below:
            # With a dot, so that no name is taken for a scheme (RFC 3986, 4.2).
            return "./" + quote(below.replace(os.sep, "/"), errors="replace") + "/"
    return output.resolve().as_uri() + "/"
