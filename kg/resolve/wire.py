"""Copies of one dispatch: articles whose words are mostly the same, and what each paper changed.

Which articles are compared is found by MinHash: texts that share most of their shingles (runs of five characters) are
likely to share one of a few hashes. Whether they are copies is then counted from the texts themselves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from rensa import RMinHash

from kg.model import Copy, HandJudgement, Reason
from kg.resolve.grouping import Groups
from kg.resolve.hand import Hand
from kg.resolve.names import folded

SHINGLE: Final = 5
ROWS: Final = 3
"""Minimal hashes that two texts must share together: with more, fewer strangers are compared and more copies missed."""
SKETCHES: Final = ((None, 7), (150, 7))
"""So many such keys of the whole text, and of its first characters: papers cut dispatches from behind."""
SHORTEST: Final = 60
"""Characters from which a text is compared; shorter ones say the same by chance."""
ALIKE: Final = 0.7
"""Two texts are copies when the longer has so much of the shorter."""
ALIKE_AT_HOME: Final = 0.95
"""… and so much within one paper, which prints one form of words for many occasions."""
NEWS: Final = 3
"""Days within which papers print a dispatch."""
SEED: Final = 20
_CLAUSE: Final = re.compile(r".*?(?:(?:[，。；！？：、\n]|[,;!?:](?!\d))+[”’》」』）)]*|$)")
_LETTERS: Final = re.compile(r"\W+")


def plain(text: str) -> str:
    """The text as it is compared: simplified, half width, letters and digits only."""
    return _LETTERS.sub("", folded(text))


def shingles(text: str) -> list[str]:
    """The runs of characters in a plain text, in order."""
    return [text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1)]


def story_keys(identifier: str, text: str) -> frozenset[str]:
    """The keys under which an article's copies are looked for; its identifier, without a space as the only one, is one.

    None for a text that is too short. They hold the version of the hashing, for keys of two versions say nothing.
    """
    letters = plain(text)
    if len(letters) < SHORTEST:
        return frozenset()
    keys, runs = {identifier.replace(" ", "_")}, shingles(letters)
    for at, (length, number) in enumerate(SKETCHES):
        sketch = RMinHash(num_perm=number * ROWS, seed=SEED)
        sketch.update(runs[: length and length - SHINGLE + 1])
        found = sketch.digest()
        for start in range(0, len(found), ROWS):
            words = "".join(f"{value:08x}" for value in found[start : start + ROWS])
            keys.add(f"{'文首'[at]}{start // ROWS} {RMinHash.ALGORITHM_VERSION}-{words}")
    return frozenset(keys)


def likeness(one: str, other: str) -> float:
    """How much of the shorter of two texts the longer has, 0 to 1.

    >>> likeness("青澜江大桥今天通车。" * 2, "青澜江大桥今天通车。" * 2 + "全长三公里。")
    1.0
    """
    ours, theirs = _shingles_of(one), _shingles_of(other)
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


@lru_cache(maxsize=256)
def _shingles_of(text: str) -> frozenset[str]:
    return frozenset(shingles(plain(text)))


def are_near(one: Copy, other: Copy) -> bool:
    """Whether two articles were printed at about one time, so that their texts are worth comparing."""
    return one.day is not None and other.day is not None and abs(one.day - other.day) <= NEWS


def are_copies(one: Copy, other: Copy, alike: float) -> bool:
    """Whether texts that are so much alike are of one dispatch."""
    return alike >= (ALIKE_AT_HOME if one.paper and one.paper == other.paper else ALIKE) and are_near(one, other)


def stories_of(
    copies: Collection[Copy], pairs: Collection[tuple[Copy, Copy]], by_hand: Collection[HandJudgement] = ()
) -> list[list[Copy]]:
    """The dispatches, each with its copies, the first printed first; ``pairs`` are copies of each other."""
    hand = Hand(copies, by_hand)
    groups: Groups[Copy] = Groups(sorted(copies, key=lambda c: c.order))
    for joined in hand.one:
        for other in joined[1:]:
            groups.join(joined[0], other)
    for one, other in sorted(pairs, key=lambda p: (p[0].order, p[1].order)):
        ours, theirs = ([c for c in copies if groups.together(c, each)] for each in (one, other))
        if not hand.apart(ours, theirs):
            groups.join(one, other)
    found = [sorted(group, key=lambda c: c.order) for group in groups.all()]
    return sorted((group for group in found if len(group) > 1), key=lambda group: group[0].order)


def copy_reason(alike: float) -> Reason:
    """Why two articles are one dispatch."""
    return Reason("same-text", round(10 * (alike - ALIKE), 1) + 0.0, (f"{alike:.0%}",))


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the one text (``before``) for which the other has others (``after``); either may be empty."""

    before: str
    after: str


def changes(one: str, other: str) -> Iterator[Change]:
    """What the other text changed, clause by clause, in order; the words that both have are left out."""
    ours, theirs = (list(filter(None, _CLAUSE.findall(text))) for text in (one, other))
    matcher = SequenceMatcher(None, [plain(c) for c in ours], [plain(c) for c in theirs], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal" and (plain("".join(ours[a:b])) or plain("".join(theirs[c:d]))):
            yield Change(_joined(ours[a:b]), _joined(theirs[c:d]))


def _joined(clauses: Sequence[str]) -> str:
    return "".join(clauses).strip()
