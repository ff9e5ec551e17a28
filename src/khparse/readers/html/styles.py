"""What style says of an element and matters to its text: bold, hidden, its font, the marker of a list."""

from __future__ import annotations

import re
from typing import NamedTuple

from khparse.readers.html.tree import Element

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?([.#][\w-]+)?", re.IGNORECASE)
_MARKER = re.compile(r"([.#][\w-]+) ?> ?li::?before", re.IGNORECASE)
_NAMES = re.compile(r"[.#][\w-]+")
_PROPERTIES = frozenset(
    "content display font font-family font-size font-weight left list-style list-style-type mso-element mso-hide"
    " mso-list position text-indent top visibility white-space".split()
)
_MOST_RULES = 20_000
_AWAY = re.compile(r"-\s*\d{3,}")  # hundreds of pixels outside of the page
_BOLD = {"bold": True, "bolder": True, "normal": False, "lighter": False}
_BOLD_TAGS = frozenset("b dt h1 h2 h3 h4 h5 h6 strong th".split())
# Class names that style sheets of many sites agree on.
_HIDDEN_CLASSES = frozenset(
    "d-none hidden hide sr-only screen-reader-text visually-hidden visuallyhidden u-hidden is-hidden".split()
)

Declarations = dict[str, str]


class Look(NamedTuple):
    """How text is set: what an element inherits, and hands on."""

    bold: bool = False
    font: str = ""
    keeps_lines: bool = False


class Styles:
    """The style sheets of a page. Only rules for a tag, a class or an id are read, none for some media only."""

    def __init__(self, sheets: list[str]) -> None:
        self._rules: dict[tuple[str, str], Declarations] = {}
        self._markers: dict[str, str] = {}
        self._shown: set[str] = set()  # names whose display depends on more than one rule
        self._parsed: dict[str, Declarations] = {}
        for sheet in sheets:
            self._read(_COMMENT.sub(" ", sheet))

    def _read(self, sheet: str) -> None:
        """Read a style sheet. Each piece ends a rule; one with more than one brace opens an at-rule as well."""
        within = False
        for piece in sheet.split("}"):
            parts = piece.split("{")
            if len(parts) == 1:
                within = False
            elif len(parts) > 2 or within:
                within = True
            elif len(self._rules) < _MOST_RULES:
                selectors = parts[0].rpartition(";")[2]  # behind @import …;
                self._add_rule(selectors, _declarations(parts[1]))

    def _add_rule(self, selectors: str, declared: Declarations) -> None:
        if not declared:
            return
        for selector in selectors.split(","):
            selector = " ".join(selector.split())
            if marker := _MARKER.fullmatch(selector):
                self._markers[marker[1]] = declared.get("content", "")
            elif (simple := _SIMPLE.fullmatch(selector)) and selector:
                tag, name = (simple[1] or "").lower(), simple[2] or ""
                self._rules.setdefault((tag, name), {}).update(declared)
            elif "display" in declared:
                self._shown.update(_NAMES.findall(selector))

    def of(self, element: Element) -> Declarations:
        """Return what is declared for an element, the most specific last."""
        style = element.attributes.get("style")
        own = self._parse(style) if style else _NOTHING
        if not self._rules:
            return own
        tag, rules = element.tag, self._rules
        found = dict(rules.get((tag, ""), _NOTHING))
        names = [f".{name}" for name in element.get("class").split()]
        if number := element.get("id"):
            names.append(f"#{number}")
        for name in names:
            for key in (("", name), (tag, name)):
                if rule := rules.get(key):
                    found.update(rule)
                    if name in self._shown:
                        found.pop("display", None)
        found.update(own)
        return found

    def _parse(self, style: str) -> Declarations:
        found = self._parsed.get(style)
        if found is None:
            found = self._parsed[style] = _declarations(style)
        return found

    def marker(self, element: Element) -> str | None:
        """Return what a style sheet prints before the items of a list, as CSS says it; None without."""
        names = (f".{name}" for name in element.get("class").split())
        return next((self._markers[name] for name in names if name in self._markers), None)

    def is_hidden(self, element: Element) -> bool:
        """Return whether a reader of the page doesn't see the element."""
        attributes = element.attributes
        if not attributes:
            return False
        if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
            return True
        if not _HIDDEN_CLASSES.isdisjoint(attributes.get("class", "").lower().split()):
            return True
        declared = self.of(element)
        if not declared:
            return False
        outside = declared.get("position", "") in ("absolute", "fixed")
        return (
            declared.get("display") == "none"
            or declared.get("visibility") in ("hidden", "collapse")
            or declared.get("mso-hide") == "all"
            or declared.get("font-size") in ("0", "0px", "0pt")
            or (outside and any(_AWAY.match(declared.get(side, "")) for side in ("left", "top")))
            or (_AWAY.match(declared.get("text-indent", "")) is not None and len(declared["text-indent"]) > 6)
        )

    def look(self, element: Element, inherited: Look) -> Look:
        """Return how the text of an element is set, given how that around it is."""
        tag = element.tag
        if not element.attributes and not self._rules and tag not in _BOLD_TAGS and tag != "pre":
            return inherited
        declared = self.of(element)
        bold, font, keeps_lines = inherited
        if tag in _BOLD_TAGS:
            bold = True
        if weight := declared.get("font-weight"):
            bold = _BOLD.get(weight, weight >= "600") if weight != "inherit" else bold
        elif "font" in declared:
            bold = "bold" in declared["font"]
        family = declared.get("font-family") or (element.get("face") if tag == "font" else "")
        if family:
            font = family.split(",")[0].strip(" \"'")
        space = declared.get("white-space", "")
        if tag == "pre" or space:
            keeps_lines = space.startswith("pre") if space else True
        return Look(bold, font, keeps_lines)


_NOTHING: Declarations = {}


def _declarations(text: str) -> Declarations:
    """Return the declarations in `text` that matter here, names and values in lower case but for content."""
    found: Declarations = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in _PROPERTIES:
            value = " ".join(value.split())
            keep = name in ("content", "font-family")
            value = value if keep else value.lower()
            found[name] = value.replace("!important", "").strip()
    return found
