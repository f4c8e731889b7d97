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


def test_titles_right_before_a_name_are_kept() -> None:
    told = sightings("社区医生苏远舟看望居民，随后温以宁医生也到了。", "苏远舟", "温以宁")
    assert told["苏远舟"]["titles"] == ["医生"]
    assert "titles" not in told["温以宁"]


def test_a_bracket_tells_of_two_of_one_name_who_is_meant() -> None:
    text = "列席的有苏远舟（吉林）、温以宁（女）、苏远舟（最高检）。"
    extraction = Extraction(
        Article("p#1", "p", text, OffsetMap.identity(len(text))),
        mentions=(Mention(MentionKind.PERSON, Span(4, 7), "苏远舟", ("苏远舟",)),),
    )
    told = [q.object for q in article_quads(extraction, resolve(extraction)) if q.predicate == v.SIGHTING]
    around = [json.loads(one.value).get("around") for one in told if isinstance(one, Literal)]
    assert sorted(filter(None, around)) == [["220000"], ["中华人民共和国最高人民检察院"]]


def test_what_an_article_is_about_tells_the_field_of_who_is_named_in_it() -> None:
    told = sightings("苏远舟昨天胜出。这次羽毛球赛很热闹，羽毛球爱好者坐满看台。", "苏远舟")
    assert told["苏远舟"]["words"] == ["羽毛球"]


def test_speaking_with_reporters_makes_nobody_a_reporter() -> None:
    told = sightings("苏远舟对记者说，水渠修好了。本报记者温以宁、顾长河报道", "苏远舟", "温以宁", "顾长河")
    assert "words" not in told["苏远舟"]
    assert [told[name]["words"] for name in ("温以宁", "顾长河")] == [["记者"], ["记者"]]
