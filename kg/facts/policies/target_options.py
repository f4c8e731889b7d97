"""Every noun phrase near a policy that may tell what it is aimed at, with what is seen of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import rjieba

from kg.facts.policies.groups import Group
from kg.facts.policies.issuer_options import Ground
from kg.facts.policies.options import Option, Traits, step
from kg.facts.policies.sides import lands_in
from kg.lexicon.gazetteer import country_names, divisions_named
from kg.lexicon.policies import words
from kg.model import Claim

# How far around a mention is looked.
_REACH = 48
_SHORTEST, _LONGEST = 2, 16
# Two characters around a policy are seldom all that it is aimed at.
_SHORTEST_AROUND = 3
_LONGEST_OF_NAME = 14
_MARKS = re.compile(r"[^一-鿿A-Za-z\d０-９·%％]+")
_DIGIT = re.compile(r"[\d０-９]")
_NOTE = re.compile(r"[（(][^（）()]*[）)]$")
# Classes of words of jieba's dictionary that no phrase holds.
_BREAKING = frozenset("pcudrfyem")
_JOINTS = frozenset(("、", "和", "与", "及", "以及", "或", "或者"))
_NAME_BREAKS = _JOINTS | {"的", "关于", "等"}

_Words = list[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A run of words: its ``text``, where it begins (in the article, or in the policy's name), and its neighbours."""

    text: str
    at: int
    last: str
    count: int
    before: str
    after: str


@cache
def _breaks() -> frozenset[str]:
    """The words that end a noun phrase: verbs of making, aiming and carrying out, particles, prepositions."""
    keys = ("aiming_verbs", "name_verbs", "carry_verbs", "make_verbs", "quote_verbs", "issuing_verbs", "acting_verbs")
    return _JOINTS | {word for key in (*keys, "phrase_breaks") for word in words(key)}


@lru_cache(maxsize=1 << 14)
def _is_break(word: str, tag: str) -> bool:
    """Whether no noun phrase goes on over ``word``."""
    return tag[0] in _BREAKING or word in _breaks() or _MARKS.match(word) is not None


@cache
def _frames() -> frozenset[str]:
    """The words at either end of a policy's name that tell nothing of its matter."""
    return frozenset((*words("name_frames"), *words("name_tails")))


def target_options(found: Group, told: tuple[Claim, ...], ground: Ground) -> list[Option]:
    """The claims ``told`` by grammar with the phrases behind the first mention of ``found`` that say something else.

    Where nothing is told, the phrases of its name, and those before and behind it. A name that everybody knows and of
    which something is told has no other target.
    """
    traits = Traits.of(found)
    options = {claim.names[0]: _told(claim, len(told), traits, ground) for claim in told}
    if told and traits.sort == "settled":
        return list(options.values())
    names = [name for claim in told for name in claim.names]
    own = found.mentions[0].span
    # What two states declare by a character each is about what they say there.
    if not told and not lands_in(found.names[0]):
        for phrase, left in _in_name(found.names[0]):
            features = [*_general("name", phrase.text, traits, ground), *_of_name(phrase, left, traits)]
            options.setdefault(phrase.text, Option((phrase.text,), features, None, "weighed-name", own.start, own.end))
    for low, high, before in _around(found, ground)[bool(told) :]:
        side, edge = ("before", high) if before else ("after", low)
        for phrase in _phrases(ground.scene.text, low, high):
            if phrase.text in options:
                if told:  # where a claim stands counts as it does for other phrases
                    options[phrase.text].features.extend(_of_sentence(phrase, side, edge, "t", traits, ground))
            elif len(phrase.text) >= _SHORTEST_AROUND and not _is_near(phrase.text, names):
                features = _general(side, phrase.text, traits, ground)
                features += _of_sentence(phrase, side, edge, "u" if told else "n", traits, ground)
                start, end = min(phrase.at, own.start), max(phrase.at + len(phrase.text), own.end)
                options[phrase.text] = Option((phrase.text,), features, None, "weighed", start, end)
    return list(options.values())


def _is_near(text: str, names: list[str]) -> bool:
    return any(text in name or name in text for name in names)


def _told(claim: Claim, count: int, traits: Traits, ground: Ground) -> Option:
    rule = claim.evidence.rule
    features = [f"rule={rule}", f"rule={rule}:{traits.rule}", f"rule={rule}:{traits.sort}", f"told={min(count, 3)}"]
    features += _general("told", claim.names[0], traits, ground)
    return Option(claim.names, features, claim)


def _general(side: str, text: str, traits: Traits, ground: Ground) -> list[str]:
    """What is seen of a phrase wherever it stands: its length, its end, how often the text tells it."""
    seen = [
        f"{side}:length={step(len(text), 2, 3, 4, 6, 8, 12)}",
        f"{side}:rule={traits.rule}",
        f"{side}:head={traits.head}",
        f"{side}:end={text[-2:]}",
    ]
    if side != "name":
        seen.append(f"{side}:count={step(ground.scene.text.count(text), 0, 1, 2, 4)}")
    if text in country_names() or divisions_named(text):
        seen.append(f"{side}:place")
    if text in words("no_target"):
        seen.append(f"{side}:none")
    return seen


def _in_name(name: str) -> Iterator[tuple[_Phrase, int]]:
    """The runs of words of a policy's name, each with the number of words after it."""
    tokens = rjieba.tag(_NOTE.sub("", name))
    for i, (first, _) in enumerate(tokens):
        if first in _NAME_BREAKS or _MARKS.fullmatch(first) or _DIGIT.match(first) or first in _frames():
            continue
        text = ""
        for j in range(i, len(tokens)):
            word = tokens[j][0]
            text += word
            if word == "关于" or _MARKS.fullmatch(word) or _DIGIT.match(word) or len(text) > _LONGEST_OF_NAME:
                break
            if word not in _NAME_BREAKS and word not in _frames() and len(text) >= _SHORTEST:
                before = tokens[i - 1][0] if i else "^"
                after = tokens[j + 1][0] if j + 1 < len(tokens) else "$"
                yield _Phrase(text, i, word, j - i, before, after), len(tokens) - 1 - j


def _of_name(phrase: _Phrase, left: int, traits: Traits) -> list[str]:
    """What is seen of a phrase of the policy's name, ``left`` words before its end."""
    place = f"place={min(phrase.at, 2)}-{min(left, 2)}"
    return [
        f"name:{traits.sort}",
        f"name:before={phrase.before}",
        f"name:after={phrase.after}",
        f"name:last={phrase.last}",
        f"name:words={min(phrase.count, 5)}",
        f"name:{place}",
        f"name:{traits.sort}:{place}",
    ]


def _around(found: Group, ground: Ground) -> tuple[tuple[int, int, bool], ...]:
    """The stretches before and behind the first mention in its sentence: begin, end, whether it is the one before."""
    start, end = found.mentions[0].span.start, found.mentions[0].span.end
    behind = min(ground.sentence_end(end), end + _REACH)
    return (max(ground.scene.begin(start), start - _REACH), start, True), (end, behind, False)


def _phrases(text: str, low: int, high: int) -> Iterator[_Phrase]:
    """The noun phrases of ``text[low:high]``: runs between breaks, alone, with the verb after them, with 的 and the
    run after that."""
    seen: _Words = []
    for word, tag in rjieba.tag(text[low:high]):
        seen.append((word, tag, low))
        low += len(word)
    broken = [_is_break(word, tag) for word, tag, _ in seen]
    runs: dict[int, int] = {}
    for i, is_broken in enumerate(broken):
        if not is_broken and (i == 0 or broken[i - 1]):
            runs[i] = next((j for j in range(i, len(seen)) if broken[j]), len(seen)) - 1
    for first, last in runs.items():
        yield from _phrase(seen, first, last)
        if last + 1 < len(seen):
            word, tag, _ = seen[last + 1]
            if tag[0] == "v" and len(word) == 2:
                yield from _phrase(seen, first, last + 1)
            elif word == "的" and last + 2 in runs:
                yield from _phrase(seen, first, runs[last + 2])


def _phrase(seen: _Words, first: int, last: int) -> Iterator[_Phrase]:
    text = "".join([word for word, _, _ in seen[first : last + 1]])
    if _SHORTEST <= len(text) <= _LONGEST:
        before = seen[first - 1][0] if first else "^"
        after = seen[last + 1][0] if last + 1 < len(seen) else "$"
        yield _Phrase(text, seen[first][2], seen[last][0], last - first, before, after)


def _of_sentence(phrase: _Phrase, side: str, edge: int, mark: str, traits: Traits, ground: Ground) -> list[str]:
    """What is seen of a phrase in a sentence with the policy, which stands at ``edge``."""
    text, end = ground.scene.text, phrase.at + len(phrase.text)
    gap = text[end:edge] if side == "before" else text[edge : phrase.at]
    commas = min(gap.count("，") + gap.count("；") + gap.count("："), 3)
    seen = [
        f"{side}:{mark}:{traits.rule}",
        f"{side}:before={phrase.before}",
        f"{side}:after={phrase.after}",
        f"{side}:{mark}:commas={commas}",
        f"{side}:{traits.sort}:commas={commas}",
        f"{side}:far={step(len(gap), 0, 2, 5, 10, 20, 40)}",
        f"{side}:last={phrase.last}",
        f"{side}:words={min(phrase.count, 4)}",
    ]
    acting = ground.scene.between(phrase.at - 1, end + 3)
    if acting and acting[0].span.start < end:
        seen.append(f"{side}:actor={acting[0].kind}")
    return seen
