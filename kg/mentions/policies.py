"""Mentions of policies: documents and named programmes.

``source`` of a mention is ``policy/KIND/RULE`` with KIND ``document`` or ``programme``; ``names`` holds the fullest
form first. A mention says that the words name an instrument; who issued it and whom it serves is for the facts.
"""

from __future__ import annotations

from dataclasses import replace

from kg.mentions.policy_documents import find_documents
from kg.mentions.policy_programmes import find_programmes
from kg.model import Article, Mention, Sentence

# Papers print half-width marks too; one character stands for one, so offsets stay.
WIDE = str.maketrans(",;:?!()", "，；：？！（）")
# Where two readings overlap the better kind wins, then the longer one.
_RANK = {
    "title": 0, "short-title": 0, "settled": 1, "plan": 1, "quoted": 2, "quoted-whole": 3, "law": 3, "about": 3,
    "year": 4, "led": 4, "resolution": 4, "measures": 4, "state-policy": 4, "signed": 5, "statute": 5, "motion": 5,
    "listed": 5, "quoted-bare": 5, "salient": 6, "short-name": 7,
}


def find_policies(article: Article, sentences: tuple[Sentence, ...] = ()) -> tuple[Mention, ...]:
    """The policy mentions of the body, sorted by span, none overlapping."""
    text = article.text.translate(WIDE)
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
