"""People named in the body, from the recogniser's entities."""

from __future__ import annotations

from kg.model import Article, Mention, MentionKind, Sentence


def find_people(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    """The people named in ``article.text``, sorted by span."""
    return tuple(
        mention
        for sentence in sentences
        if not sentence.in_headline
        for mention in sentence.entities
        if mention.kind is MentionKind.PERSON
    )
