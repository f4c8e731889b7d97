"""Places in a text: chains of divisions with what lies in them, countries, venues, and what the recogniser saw.

A chain runs from the widest division down to the spot (长沙市岳麓区某街道某社区) and has its shorter tails as aliases.
北京's 人民大会堂 is one place with the city: 北京人民大会堂, 人民大会堂.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from kg.lexicon.events import alternation
from kg.lexicon.gazetteer import FoundDivision, divisions_named, find_divisions
from kg.lexicon.lands import find_countries
from kg.lexicon.places import place_words
from kg.mentions.finds import Finds
from kg.model import Article, Mention, MentionKind, Span

_SPOT = re.compile(rf"(?:[\u4e00-\u9fffA-Za-z0-9·“”]{{0,14}}?{alternation(place_words().spot_endings)})")
_VENUE = re.compile(rf"{alternation(place_words().venues)}[\u4e00-\u9fff]{{0,2}}?(?:厅|大厅|[东西南北]门外?广场)?")
_NOT_SPOT = re.compile(
    r"[的了在是和与同等]|来到|走进|前往|调研|考察|举行|召开|书记|主任|市长|县长|区长|省长|镇长|政府|省委|市委|县委|人大|政协"
)
#: So short a name holds no other.
_WHOLE = 3
_JOINED = re.compile(r"\s?")


def find_places(article: Article, finds: Finds) -> tuple[Mention, ...]:
    """The places named in the body, sorted, without overlaps, fullest name first."""
    found = list(_chains(article.text, finds.divisions, _people_ends(finds)))
    found += [(Span(*m.span()), "place:venue") for m in _VENUE.finditer(article.text)]
    found += [(span, "place:country") for span in find_countries(article.text)]
    for sentence in finds.sentences:
        found += [(m.span, "place:recogniser") for m in sentence.entities if m.kind is MentionKind.PLACE]
    found.sort(key=lambda f: (f[0].start, -len(f[0])))
    out: list[Mention] = []
    end = 0
    for span, rule in found:
        if span.start < end or not len(span):
            continue
        words = span.of(article.text)
        out.append(Mention(MentionKind.PLACE, span, words, place_names(words), source=rule))
        end = span.end
    return tuple(out)


def _people_ends(finds: Finds) -> tuple[int, ...]:
    """Where posts and the names of people end, in order: no spot holds such an end (某市某厂厂长林大山)."""
    posts = [title.span.end for titles in finds.titles for title in titles]
    people = [m.span.end for s in finds.sentences for m in s.entities if m.kind is MentionKind.PERSON]
    return tuple(sorted((*posts, *people)))


def _chains(text: str, divisions: tuple[FoundDivision, ...], people: tuple[int, ...]) -> Iterator[tuple[Span, str]]:
    """Divisions that stand side by side, joined, with the spot that follows them where one does."""
    run: Span | None = None
    for found in divisions:
        if run is not None and run.end == found.span.start:
            run = Span(run.start, found.span.end)
            continue
        if run is not None:
            yield _with_spot(text, run, people), "place:chain"
        run = found.span
    if run is not None:
        yield _with_spot(text, run, people), "place:chain"


def _with_spot(text: str, run: Span, people: tuple[int, ...]) -> Span:
    spot = _SPOT.match(text, run.end)
    if spot is None or _NOT_SPOT.search(spot[0]):
        return run
    further = _SPOT.match(text, spot.end())
    if further is not None and not _NOT_SPOT.search(further[0]):
        spot = further
    ends = people[bisect_right(people, run.end) :][:1]
    return run if ends and ends[0] <= spot.end() else Span(run.start, spot.end())


def place_names(words: str) -> tuple[str, ...]:
    """The names of a place written so: itself, then its tails without the divisions in front.

    长沙市岳麓区某社区 → 长沙市岳麓区某社区, 岳麓区某社区, 某社区; 京 → 北京; 北京人民大会堂 → …, 人民大会堂.
    """
    words = words.strip("“”\"' ")
    if words in place_words().abbreviations:
        return (place_words().abbreviations[words], words)
    if len(words) <= _WHOLE:
        return (words,)
    names = [words]
    at = 0
    for found in find_divisions(words):
        if found.span.start != at:
            break
        at = found.span.end
        rest = words[at:]
        if len(rest) >= 3 or (rest and divisions_named(rest)):
            names.append(rest)
    country = next((span.end for span in find_countries(words) if span.start == 0), 0)
    if country and len(words) - country >= 2:
        names.append(words[country:])
    return tuple(dict.fromkeys(names))
