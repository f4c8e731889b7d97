"""What the tagger of policies looks at: each word of an article as a row of integer feature keys.

What a word is by itself (its spelling, its class in jieba's dictionary, the word lists that it stands in) is looked up
once and kept; what stands around it is found for all words of an article at once. The trainer uses the keys as names
of features and the tagger as addresses in its table of weights.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import rjieba
from numpy.typing import NDArray

from kg.language.features import Keys, join_columns
from kg.lexicon.policies import words
from kg.lexicon.word_classes import plain_word, word_classes
from kg.model import Mention, Sentence

Places = NDArray[np.intp]

_HEADS = ("strong_heads", "wide_heads", "broad_heads", "made_heads", "quoted_heads", "weak_heads")
_VERBS = ("carry_verbs", "make_verbs", "quote_verbs", "issuing_verbs")
_OTHERS = ("firm_verbs", "touching_verbs", "generic", "leading", "breaks", "wide_cuts", "doctrine")
_MARKS = frozenset("，。；：！？、（）…\n")
_OPEN, _CLOSE = "“《（「", "”》）」"
_FAR = 5
"""Heads and verbs farther off are all as far."""
_KEPT = 1 << 17
"""So many different words are kept in memory at once."""

# By itself: w spelling, t class, e last character, f last two, p first, g word lists, c and m what words it is like.
# Around it: q what quotes it stands in, s the sure policy that holds it, n the recognised name, h the next head of
# policy in its clause and d how far it is, v the verb of carrying out before and u how far, k whether the headline has
# it, i its sentence.
_OWN = "wtefpgcm"
_SHAPES = (
    "w-2 w-1 w0 w1 w2 t-1 t0 t1 e-1 e0 e1 f0 p0 g-1 g0 g1 i0 c-1 c0 c1 "
    "w-1,w0 w0,w1 e-1,e0 e0,e1 f0,h0 q-1,q0 q0,t0 s-1,s0 s0,s1 n-1,n0 n0,n1 h0,d0 v0,u0 v0,h0 t0,h0 w-1,h0 w-1,w1 "
    "c-1,c0 c0,c1 c0,h0 k0,t0 t-1,t0,t1 g-1,t0,h0 u0,d0,t0 m-1,m0,m1"
)
TEMPLATES = tuple(sorted((tuple(shape.split(",")) for shape in _SHAPES.split()), key=len))
_COLUMNS = tuple(sorted({name for template in TEMPLATES for name in template}))
_SHIFTS = tuple((name[0], int(name[1:])) for name in _COLUMNS)
_JOINED = tuple(
    np.array([_COLUMNS.index(template[place]) for template in TEMPLATES if len(template) > place]) for place in range(3)
)


@dataclass(frozen=True, slots=True)
class Read:
    """The words of an article's body. ``starts`` and ``ends`` index its text; ``keys`` has shape (templates, words)."""

    starts: Places
    ends: Places
    keys: Keys


@lru_cache(maxsize=4096)
def _number(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


@cache
def _lists() -> dict[str, int]:
    """The lists that each word stands in, a bit for each."""
    found: dict[str, int] = {}
    for bit, key in enumerate((*_HEADS, *_VERBS, *_OTHERS)):
        for word in words(key):
            found[word] = found.get(word, 0) | 1 << bit
    return found


def _of_word(word: str) -> tuple[int, ...]:
    """The columns of :data:`_OWN`, then what the word does: 1 a head, 2 a verb, 4 ends a clause, 8 opens, 16 closes."""
    plain = plain_word(word)
    tag = rjieba.tag(word)[-1][1]
    flags = _lists().get(word, 0)
    heads, verbs = len(_HEADS), len(_VERBS)
    does = bool(flags & ((1 << heads) - 1)) | (2 * bool((flags >> heads) & ((1 << verbs) - 1)))
    does |= 4 * (word[0] in _MARKS) | 8 * (word[0] in _OPEN) | 16 * (word[0] in _CLOSE)
    return (
        _number(plain),
        _number(tag),
        ord(plain[-1]),
        _number(plain[-2:]),
        ord(plain[0]),
        flags + 1,
        *word_classes().get(plain, (1, 1)),
        does,
    )


class _Rows:
    """The rows of the words seen so far, made once and kept."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._rows = np.zeros((1024, len(_OWN) + 1), dtype=np.uint64)

    def of(self, words: Sequence[str]) -> Keys:
        """What ``words`` are by themselves: shape (columns, words)."""
        places = self._places
        if len(places) + len(words) > _KEPT:
            places.clear()
        try:
            found = [places[word] for word in words]
        except KeyError:
            self._add([word for word in dict.fromkeys(words) if word not in places])
            found = [places[word] for word in words]
        return self._rows.take(found, axis=0).T

    def _add(self, words: Sequence[str]) -> None:
        while len(self._places) + len(words) > len(self._rows):
            self._rows = np.concatenate((self._rows, np.zeros_like(self._rows)))
        begin, end = len(self._places), len(self._places) + len(words)
        self._rows[begin:end] = np.array([_of_word(word) for word in words], dtype=np.uint64)
        self._places.update(zip(words, range(begin, end), strict=True))


_known = _Rows()


def read_words(text: str, headline: str, sentences: Iterable[Sentence], sure: Iterable[Mention]) -> Read:
    """The words of the body of ``sentences`` in ``text``, ``sure`` being the policies that are certain."""
    body = [s for s in sentences if not s.in_headline]
    starts = [edge for s in body for edge in s.edges[:-1]]
    ends = [edge for s in body for edge in s.edges[1:]]
    spelled = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    begins = np.array(starts, dtype=np.intp)
    own = _known.of(spelled) if spelled else np.zeros((len(_OWN) + 1, 0), dtype=np.uint64)
    rows = dict(zip(_OWN, own[:-1], strict=True)) | _around(own[0], own[-1].astype(np.intp))
    rows["s"] = _marked(text, begins, ((m.span.start, m.span.end, m.source) for m in sure))
    named = ((m.span.start, m.span.end, m.kind.value) for s in body for m in s.entities)
    rows["n"] = _marked(text, begins, named)
    told = {word for word in set(spelled) if len(word) > 1 and word in headline} if headline else set()
    rows["k"] = np.array([word in told for word in spelled], dtype=np.uint64) + np.uint64(1)
    order = np.minimum(np.arange(len(body)), 3).astype(np.uint64) + np.uint64(1)
    rows["i"] = np.repeat(order, [len(s.edges) - 1 for s in body])
    columns = np.zeros((len(_COLUMNS), len(spelled)), dtype=np.uint64)
    for column, (name, by) in zip(columns, _SHIFTS, strict=True):
        row = rows[name]
        if by == 0:
            column[:] = row
        elif by > 0:
            column[:-by] = row[by:]
        else:
            column[-by:] = row[:by]
    return Read(begins, np.array(ends, dtype=np.intp), join_columns(columns, _JOINED))


def _around(spelling: Keys, does: Places) -> dict[str, Keys]:
    """The columns that tell of quotes, heads and verbs around each word."""
    count = len(does)
    at = np.arange(count)
    quoted = np.maximum.accumulate(np.where(does & 24, at, -1))
    inside = (quoted >= 0) & ((does[quoted] & 8) > 0)
    q = np.where(inside, spelling[quoted], 1).astype(np.uint64)
    mark_before = np.maximum.accumulate(np.where(does & 4, at, -1))
    verb = np.maximum.accumulate(np.where(does & 2, at, -1))
    verb[1:] = verb[:-1]
    verb[:1] = -1
    governed = verb > mark_before
    mark_after = np.minimum.accumulate(np.where(does & 4, at, count)[::-1])[::-1]
    head = np.minimum.accumulate(np.where(does & 1, at, count)[::-1])[::-1]
    headed = head < mark_after
    return {
        "q": q,
        "h": np.where(headed, spelling[np.minimum(head, count - 1)], 1).astype(np.uint64),
        "d": np.where(headed, np.minimum(head - at, _FAR), _FAR + 1).astype(np.uint64),
        "v": np.where(governed, spelling[verb], 1).astype(np.uint64),
        "u": np.where(governed, np.minimum(at - verb, _FAR), _FAR + 1).astype(np.uint64),
    }


def _marked(text: str, starts: Places, spans: Iterable[tuple[int, int, str]]) -> Keys:
    """For each word the number of the span that holds it, one more where the span begins; 1 outside of all."""
    places = np.ones(len(text) + 1, dtype=np.uint64)
    for start, end, kind in spans:
        number = _number(kind)
        places[start:end] = number
        places[start] = number + 1
    return places[starts]
