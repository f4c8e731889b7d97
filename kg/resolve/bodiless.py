"""Posts of which the article does not tell the body: nothing is stated of them, and that is recorded."""

from __future__ import annotations

from collections.abc import Iterator

from kg.lexicon.titles import PostKind, heads
from kg.model import Extraction, Issue, MentionKind
from kg.resolve.people_posts import is_many


def _is_office(written: str) -> bool:
    """Whether one has the post in a body only, and not with many: not 记者, 画家."""
    word = next((written[at:] for at in range(len(written)) if written[at:] in heads()), "")
    return bool(word) and heads()[word].kind is not PostKind.WEAK and not is_many(written)


def posts_without_body(extraction: Extraction) -> Iterator[Issue]:
    """One issue for the posts that stand before names and of whose body nothing is told in the article.

    Who has another post there, posts that many hold in a body (记者), and what one is without a body (画家, 司机), are
    not spoken of.
    """
    placed = {fact.person for fact in extraction.roles}
    titles = {m.span.end: m.text for m in extraction.mentions if m.kind is MentionKind.TITLE and _is_office(m.text)}
    people = [m for m in extraction.mentions if m.kind is MentionKind.PERSON and placed.isdisjoint(m.names)]
    told = [f"{titles[m.span.start]}{m.text}" for m in people if m.span.start in titles]
    if told:
        yield Issue(
            "post-without-body",
            f"{'、'.join(dict.fromkeys(told))}: of which body is not told; the post was left out",
            extraction.article.identifier,
        )
