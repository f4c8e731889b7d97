"""What the ontology calls a class or property, in Chinese and English."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.rdf.vocabulary import LABEL, TYPE


def ontology_text(name: str = "wentu.ttl") -> str:
    """A file of the ``ontology`` folder, as it is shipped."""
    return (files("ontology") / name).read_text(encoding="utf-8")


@cache
def _labels() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for quad in parse(ontology_text(), format=RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if quad.predicate == LABEL and isinstance(subject, NamedNode) and isinstance(value, Literal):
            found.setdefault(subject.value, {})[value.language or ""] = value.value
    return found


@cache
def named_terms() -> tuple[list[str], list[str]]:
    """The IRIs of the classes and of the properties that the graph uses."""
    kinds: dict[str, set[str]] = {"Class": set(), "Property": set()}
    for quad in parse(ontology_text(), format=RdfFormat.TURTLE):
        if quad.predicate == TYPE and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            for kind, found in kinds.items():
                if local_name(quad.object.value).endswith(kind) and quad.subject.value in _labels():
                    found.add(quad.subject.value)
    return sorted(kinds["Class"]), sorted(kinds["Property"])


def term_labels(term: str) -> tuple[str, str]:
    """(Chinese, English) label of a term that the ontology names, else its local name twice."""
    labels = _labels().get(term, {})
    return labels.get("zh", local_name(term)), labels.get("en", local_name(term))


def local_name(thing: str) -> str:
    """What follows the last ``/`` or ``#``."""
    return re.split(r"[/#]", thing)[-1]
