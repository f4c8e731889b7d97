"""Posts of which the article does not tell the body: nothing is stated of them, and that is recorded."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Extraction, Issue, MentionKind
from kg.resolve.people_posts import is_many


def posts_without_body(extraction: Extraction) -> Iterator[Issue]:
    """One issue for the posts that stand before names and of whose body nothing is told in the article.

    Who has another post there, and posts that many hold in a body (记者), are not spoken of.
    """
    placed = {fact.person for fact in extraction.roles}
    titles = {m.span.end: m.text for m in extraction.mentions if m.kind is MentionKind.TITLE and not is_many(m.text)}
    people = [m for m in extraction.mentions if m.kind is MentionKind.PERSON and m.text not in placed]
    told = [f"{titles[m.span.start]}{m.text}" for m in people if m.span.start in titles]
    if told:
        yield Issue(
            "post-without-body",
            f"{'、'.join(dict.fromkeys(told))}: of which body is not told; the post was left out",
            extraction.article.identifier,
        )
