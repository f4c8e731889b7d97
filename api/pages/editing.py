"""What the query page's editor knows: our prefixes, the terms of our vocabulary, the endpoint. None of it from afar."""

from __future__ import annotations

from typing import Any

from flask import g, request

from api.assets import has_yasgui
from api.i18n import labels, pattern
from kg.queries.terms import named_terms
from kg.rdf.iris import BASE
from kg.rdf.iris import PREFIXES as KINDS
from kg.rdf.vocabulary import PREFIXES

SAID = ("run", "share", "copied", "position", "lost", "download", "failed", "editor", "keys", "rows")


def editor() -> dict[str, Any] | None:
    """The values for ``static/query/main.js``; None where YASGUI was not bundled and the plain editor serves."""
    if not has_yasgui():
        return None
    classes, properties = named_terms()
    return {
        "endpoint": f"{request.script_root}/sparql",
        "base": request.script_root,
        "namespace": BASE.removesuffix("id/"),
        "prefixes": {**PREFIXES, **KINDS},
        "classes": classes,
        "properties": properties,
        "labels": labels() if g.language == "zh" else {},
        "said": {name: pattern(f"sparql.{name}", g.language) for name in SAID},
    }
