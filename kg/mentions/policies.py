"""Mentions of policies: documents and named programmes.

``source`` of a mention is ``policy/KIND/RULE`` with KIND ``document`` or ``programme``; ``names`` holds the fullest
form first. A mention says that the words name an instrument; who issued it and whom it serves is for the facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.lexicon.policies import words
from kg.lexicon.searching import respelt
from kg.mentions.policy_documents import bracketed, clean_title, find_documents, head_of
from kg.mentions.policy_names import are_alike, plain
from kg.mentions.policy_programmes import find_programmes
from kg.mentions.policy_scores import Reading, threshold
from kg.mentions.policy_wide import Candidate
from kg.model import Article, Mention, MentionKind, Sentence, Span

# Papers print half-width marks too; one character stands for one, so offsets stay.
_WIDE = tuple(zip(",;:?!()『』", "，；：？！（）“”", strict=True))
# Where two readings overlap the better kind wins, then the longer one.
_RANK = {
    "approval": 0,
    "title": 0,
    "short-title": 0,
    "settled": 1,
    "plan": 1,
    "quoted": 2,
    "quoted-whole": 3,
    "law": 3,
    "about": 1,
    "year": 4,
    "led": 4,
    "resolution": 4,
    "measures": 4,
    "numbered": 3,
    "state-policy": 4,
    "signed": 5,
    "statute": 5,
    "motion": 5,
    "listed": 5,
    "quoted-bare": 5,
    "scored": 5,
    "salient": 6,
    "short-name": 7,
}


def wide_marks(text: str) -> str:
    """``text`` with its marks full-width."""
    return respelt(text, _WIDE)


def find_policies(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    """The policy mentions of the body, sorted by span, none overlapping; ``sentences`` are all of the article's."""
    sure = sure_mentions(article)
    return tuple(sorted((*sure, *_scored(article, sentences, sure)), key=lambda m: m.span))


def sure_mentions(article: Article) -> tuple[Mention, ...]:
    """The mentions that a settled name or a grammar finds, without those that only the scorer takes for policies."""
    text = wide_marks(article.text)
    found = [*find_documents(text), *find_programmes(text)]
    found.sort(key=lambda m: (_RANK[m.source.rsplit("/", 1)[-1]], m.span.start - m.span.end, m.span.start))
    taken = bytearray(len(article.text))
    kept = []
    for mention in found:
        start, end = mention.span.start, mention.span.end
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append(replace(mention, text=mention.span.of(article.text)))
    return tuple(sorted(kept, key=lambda m: m.span))


def reading_of(text: str, headline: str, sentences: tuple[Sentence, ...], sure: tuple[Mention, ...]) -> Reading:
    """``text`` as the scorer reads it."""
    # The tagger loads the language room; who only asks a store loads this room, too, but needs no words.
    from kg.mentions.policy_tagger import outlook

    return Reading(text, headline, tuple(m.span for m in sure), outlook(text, headline, sentences, sure))


def free_candidates(reading: Reading, sure: tuple[Mention, ...]) -> list[Candidate]:
    """The candidates that touch nothing sure, and of those that the grammar found the ones outside of 《》."""
    taken, titled = bytearray(len(reading.text)), bytearray(len(reading.text))
    for span in (m.span for m in sure):
        taken[span.start : span.end] = b"\x01" * len(span)
    for start, end in bracketed(reading.text):
        titled[start:end] = b"\x01" * (end - start)
    return [
        c
        for c in reading.candidates
        if not any(taken[c.start : c.end]) and not ((c.start, c.end) in reading.told and any(titled[c.start : c.end]))
    ]


def _scored(article: Article, sentences: tuple[Sentence, ...], sure: tuple[Mention, ...]) -> Iterator[Mention]:
    """What the scorer adds to ``sure``: the likeliest candidates that nothing overlaps.

    What is named like a policy that is told already is the same one in other words, and has its name first.
    """
    text = wide_marks(article.text)
    reading = reading_of(text, article.headline or "", sentences, sure)
    taken = bytearray(len(text))
    free = free_candidates(reading, sure)
    scored = sorted(((reading.probability(c), c) for c in free), key=lambda pair: (-pair[0], pair[1].start))
    known = [(plain(name), m.names[0]) for m in sure for name in m.names]
    for chance, candidate in scored:
        start, end = candidate.start, candidate.end
        if chance < threshold():
            return
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            span = Span(start, end)
            head = head_of(text[start:end])
            is_written = head is not None and head not in words("weak_document_heads") and not candidate.quoted
            kind = "document" if is_written else "programme"
            source = f"policy/{kind}/scored"
            name = clean_title(text[start:end])
            mine = plain(name)
            same = next((full for other, full in known if other != mine and are_alike(mine, other)), name)
            known.append((mine, same))
            names = tuple(dict.fromkeys((same, name)))
            yield Mention(
                MentionKind.POLICY, span, span.of(article.text), names, source=source, confidence=round(chance, 2)
            )
