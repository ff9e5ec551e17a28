"""HTML documents that need nothing beside themselves: a package's template, styles and script in one file."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from khparse.output.view.escape import shown


def rendered(package: str, **values: Any) -> str:
    """Return the page.html of a package with `values`, and with its page.css, dark.css and page.js inside.

    Its script comes behind the one that all pages have, for the switch between light and dark (`dark.js`).

    Its policy (CSP) lets nothing run but this script and these styles, and nothing be fetched. The template puts
    them where it says `policy`, `styles`, `dark` and `script`. Every other text is escaped, and its characters
    that act instead of being seen are shown by their names.
    """
    styles, dark = (_resource(package, name) for name in ("page.css", "dark.css"))
    script = _resource("khparse.output", "dark.js") + _resource(package, "page.js")
    environment = Environment(
        autoescape=True, finalize=_finalize, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.from_string(_resource(package, "page.html")).render(
        policy=(
            f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(styles)} {_hash(dark)}; "
            "base-uri 'none'; form-action 'none'"
        ),
        styles=Markup(styles),
        dark=Markup(dark),
        script=Markup(script),
        **values,
    )


def _resource(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """Return the source expression of CSP (level 3) that lets an inline element with this content in."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _finalize(value: Any) -> Any:
    """Make what a template prints fit for the page; Jinja escapes it then."""
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value
