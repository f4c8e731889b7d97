"""The example queries of ``ontology/queries``: each file has its titles, what it answers and its parameters on top.

::

    # title: 谁担任什么职务
    # title@en: Who holds which post
    # about: …
    # about@en: …
    # parameter: person – 人名 (a name)
    PREFIX …
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ExampleQuery:
    """An example of ``ontology/queries``: file stem, titles, what it answers, parameters, and the SPARQL text."""

    name: str
    title_zh: str
    title_en: str
    about_zh: str
    about_en: str
    parameters: tuple[tuple[str, str], ...]
    text: str


_HEAD = re.compile(r"^# (?P<key>[a-z]+(?:@en)?): *(?P<value>.+?) *$", re.MULTILINE)


@cache
def example_queries() -> tuple[ExampleQuery, ...]:
    """All examples, by file name. Raises ``ValueError`` for a file whose head lacks a title or what it answers."""
    found = (file for file in (files("ontology") / "queries").iterdir() if file.name.endswith(".rq"))
    return tuple(read_example(file.name[:-3], file.read_text("utf-8")) for file in sorted(found, key=lambda f: f.name))


def read_example(name: str, text: str) -> ExampleQuery:
    """One example from the text of its file."""
    pairs = [(match["key"], match["value"]) for match in _HEAD.finditer(text)]
    head = dict(pairs)
    try:
        zh, en, about_zh, about_en = (head[key] for key in ("title", "title@en", "about", "about@en"))
    except KeyError as missing:
        raise ValueError(f"{name}.rq: its head has no '# {missing.args[0]}: …' line") from None
    parameters = (value.partition(" – ") for key, value in pairs if key == "parameter")
    return ExampleQuery(name, zh, en, about_zh, about_en, tuple((n.strip(), what) for n, _, what in parameters), text)
