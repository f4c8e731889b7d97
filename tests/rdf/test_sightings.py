"""What an article's graph keeps to tell who is who."""

from __future__ import annotations

import json
from typing import Any

from pyoxigraph import Literal

from kg.model import Article, Extraction, Mention, MentionKind, OffsetMap, Span
from kg.rdf import article_quads
from kg.rdf import vocabulary as v
from kg.resolve import resolve

TEXT = "苏远舟到青石镇查看水渠。图为修好的水渠。（温以宁摄）"


def sightings(text: str, *names: str) -> dict[str, dict[str, Any]]:
    """What is kept of each person, by name."""
    found = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    mentions = tuple(Mention(MentionKind.PERSON, span, span.of(text), (span.of(text),)) for span in found)
    extraction = Extraction(Article("p#1", "p", text, OffsetMap.identity(len(text))), mentions=mentions)
    told = [q.object for q in article_quads(extraction, resolve(extraction)) if q.predicate == v.SIGHTING]
    each = [json.loads(one.value) for one in told if isinstance(one, Literal)]
    return {one["names"][0]: one for one in each if "names" in one}


def test_who_is_named_in_a_signature_alone_is_an_author() -> None:
    told = sightings(TEXT, "苏远舟", "温以宁")
    assert told["温以宁"]["author"]
    assert "author" not in told["苏远舟"]
