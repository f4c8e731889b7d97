"""How likely words that were taken for a name are one: logistic weights over their form and what stands beside them.

A post or an event shows that a name is one. People of whom nothing is said but their name have no such witness, and
towns, plants and turns of speech are often built like names; which of them are told is decided here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import rjieba

from kg.lexicon.namesakes import name_part_count
from kg.lexicon.people import people_words, sounding
from kg.lexicon.person_names import common_family_names, person_weights
from kg.lexicon.titles import PostKind
from kg.lexicon.weights import probability
from kg.lexicon.word_classes import plain_word, word_classes
from kg.mentions.finds import Finds
from kg.mentions.name_ends import is_han
from kg.mentions.person_names import DOTS, HYPHENS, is_place, surname_of
from kg.model import Mention, MentionKind, Span

_MOST = 4
"""So many places of a name are looked at."""
_LISTS = frozenset("、，；和及与／/")
_OPENS, _CLOSES = frozenset("“‘「『《"), frozenset("”’」』》")
_NAMED = (MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANIZATION)
_CAP = 3
_NEAR = 7
_STOPS = frozenset("。！？；\n")


class Reading:
    """An article with what the features of its names ask for more than once."""

    def __init__(self, text: str, finds: Finds, mentions: tuple[Mention, ...]) -> None:
        self.text = text
        self.edges = [edge for sentence in finds.sentences for edge in sentence.edges]
        self.titles_end = {t.span.end: t.head.kind for titles in finds.titles for t in titles}
        self.titles_start = {t.span.start: t.head.kind for titles in finds.titles for t in titles}
        self.seen_as_other: dict[str, int] = {}
        for sentence in finds.sentences:
            for entity in sentence.entities:
                if entity.kind is not MentionKind.PERSON:
                    self.seen_as_other[entity.text] = self.seen_as_other.get(entity.text, 0) + 1
        self.places: dict[str, list[Mention]] = {}
        self.ends: dict[int, Mention] = {}
        self.starts: dict[int, Mention] = {}
        self.wholes: list[Span] = []
        self.people: set[int] = set()
        for mention in mentions:
            if mention.kind is MentionKind.PERSON:
                self.places.setdefault(mention.text, []).append(mention)
                self.people.update(range(mention.span.start, mention.span.end))
            elif mention.kind in (MentionKind.EVENT, MentionKind.POLICY):
                self.wholes.append(mention.span)
            if mention.kind in _NAMED:
                self.ends[mention.span.end] = mention
                self.starts[mention.span.start] = mention

    def features(self, name: str) -> tuple[str, ...]:
        """What holds of the person's name ``name``, as names of weights; ``name`` is the text of a mention."""
        places = self.places[name]
        shape = _shape(name)
        found = dict.fromkeys((*_form(name), f"often={min(len(places), _CAP)}"))
        found[f"{shape}:often={min(len(places), _CAP)}"] = None
        if name in self.seen_as_other:
            found["seen-as-other"] = None
        for mention in places[:_MOST]:
            for feature in self._beside(mention):
                found[feature] = None
                found[f"{shape}:{feature}"] = None
        return tuple(found)

    def _beside(self, mention: Mention) -> Iterator[str]:
        """What stands around one place of a name."""
        text, start, end = self.text, mention.span.start, mention.span.end
        yield f"rule={mention.source.removesuffix('-mended')}"
        yield f"mended={mention.source.endswith('-mended')}"
        yield f"post-before={self._kind(self.titles_end, start)}"
        yield f"post-after={self._kind(self.titles_start, end)}"
        before, after = text[start - 1 : start], text[end : end + 1]
        yield f"before={before if before else 'begin'}" if before != "\n" else "before=line"
        yield f"after={after if after else 'end'}" if after != "\n" else "after=line"
        yield from self._words(start, end)
        yield from self._around(start, end)
        yield f"left={self._listed(start, self.ends, -1)}"
        yield f"right={self._listed(end, self.starts, 1)}"
        if before in _OPENS and after in _CLOSES:
            yield f"quoted={before}"
            yield f"quoted-then={text[end + 1 : end + 2]}"
        if any(whole.contains(mention.span) for whole in self.wholes):
            yield "in-a-name"

    @staticmethod
    def _kind(posts: dict[int, PostKind], at: int) -> str:
        return posts[at].value if at in posts else "none"

    def _words(self, start: int, end: int) -> Iterator[str]:
        """The words before and after, by themselves and by their classes."""
        edges = self.edges
        first, last = bisect_left(edges, start), bisect_right(edges, end)
        for side, (a, b) in (
            ("word-before", (first - 1, first)),
            ("second-before", (first - 2, first - 1)),
            ("word-after", (last - 1, last)),
            ("second-after", (last, last + 1)),
        ):
            if a < 0 or b >= len(edges):
                continue
            if edges[a] in self.people:  # names are not learned
                yield f"{side}=person"
                continue
            word = plain_word(self.text[edges[a] : edges[b]])
            narrow, wide = word_classes().get(word, (0, 0))
            yield f"{side}={word.strip() or 'line'}"
            yield f"{side}-class={narrow}"
            yield f"{side}-wide={wide}"

    def _around(self, start: int, end: int) -> Iterator[str]:
        """The wider classes of the words of the same clause, some to each side."""
        edges, text = self.edges, self.text
        first, last = bisect_left(edges, start), bisect_right(edges, end) - 1
        for side, steps in (("left", range(first, max(0, first - _NEAR), -1)), ("right", range(last, last + _NEAR))):
            for at in steps:
                a, b = (at - 1, at) if side == "left" else (at, at + 1)
                if b >= len(edges):
                    break
                word = text[edges[a] : edges[b]]
                if word in _STOPS:
                    break
                yield f"{side}-near={word_classes().get(plain_word(word), (0, 0))[0]}"

    def _listed(self, at: int, others: dict[int, Mention], step: int) -> str:
        """What a list that the name stands in has next to it: a person, a place, a body, something else."""
        mark = self.text[at - 1 : at] if step < 0 else self.text[at : at + 1]
        if mark not in _LISTS or not mark:
            return "none"
        other = others.get(at + step)
        return f"{mark}{other.kind.value}" if other else f"{mark}other"

    def probability(self, name: str) -> float:
        """How likely ``name``, the text of a mention, names a person, from 0 to 1."""
        return probability(person_weights(), self.features(name))


def _level(count: int) -> int:
    """``count`` by its order of magnitude."""
    return count.bit_length() // 2


@lru_cache(maxsize=1 << 14)
def _shape(name: str) -> str:
    """How a name is built: with a dot, as a Chinese one, by sound, or as neither."""
    if any(dot in name for dot in DOTS + HYPHENS):
        return "dotted"
    if not is_han(name):
        return "mixed"
    family = surname_of(name)
    sounds = set(name) <= sounding()
    chinese = bool(family) and 1 <= len(name) - len(family) <= 2
    if chinese and sounds:
        return "either" if family in common_family_names() or len(family) > 1 else "sounding"
    return "chinese" if chinese else "sounding" if sounds else "other"


@lru_cache(maxsize=1 << 14)
def _form(name: str) -> tuple[str, ...]:
    """What the characters of ``name`` tell."""
    shape = _shape(name)
    family = surname_of(name)
    given = name[len(family) :]
    found = [f"shape={shape}", f"{shape}:length={min(len(name), 9)}", f"{shape}:last={name[-1]}", f"last={name[-1]}"]
    found.append(f"first={name[0]}")
    if shape in ("chinese", "either", "other"):
        found.append(f"{shape}:family={_level(name_part_count('family', family))}")
        found.append(f"{shape}:given={_level(name_part_count('given', given))}")
        levels = [_level(name_part_count("given-character", c)) for c in given] or [0]
        found += [f"{shape}:rarest={min(levels)}", f"{shape}:size={len(given)}:commonest={max(levels)}"]
    if shape in ("sounding", "dotted", "either"):
        parts = [part for part in _parts(name) if part]
        found += [f"{shape}:part={_level(name_part_count('foreign', part))}" for part in parts]
    tagged = rjieba.tag(name, hmm=False)
    found += [f"{shape}:words={min(len(tagged), 4)}", f"{shape}:class={tagged[0][1] if len(tagged) == 1 else 'many'}"]
    longest = max(tagged, key=lambda pair: len(pair[0]))
    found.append(f"{shape}:longest={min(len(longest[0]), 4)}:{longest[1][:2]}")
    found.append(f"{shape}:last-word={len(tagged[-1][0])}:{tagged[-1][1][0]}")
    narrow, wide = word_classes().get(name, (0, 0))
    found += [f"known-word={narrow > 0}", f"own-wide={wide}"]
    found += [f"inside={word}" for word, _ in tagged if len(tagged) > 1 and len(word) > 1]
    if is_place(name):
        found.append("place")
    if name in people_words("no_people"):
        found.append("no-people")
    return tuple(found)


def _parts(name: str) -> Iterator[str]:
    cuts = [-1, *(at for at, char in enumerate(name) if char in DOTS + HYPHENS), len(name)]
    return (name[a + 1 : b] for a, b in pairwise(cuts))
