"""Posts in the body of an article: the bare title with its modifiers, without the body that it is held in."""

from __future__ import annotations

from kg.lexicon.titles import PostKind
from kg.mentions.finds import Finds
from kg.model import Article, Mention, MentionKind


def find_titles(article: Article, finds: Finds) -> tuple[Mention, ...]:
    """The posts named in ``Article.text``, sorted; ``names``: the bare title (副省长), as written (常务副省长)."""
    return tuple(
        Mention(
            MentionKind.TITLE,
            span,
            article.text[span.start : span.end],
            tuple(dict.fromkeys((title.role, title.written))),
            None,
            "title-lexicon",
            0.5 if title.head.kind is PostKind.WEAK else 0.9,
        )
        for titles in finds.titles
        for title in titles
        if (span := title.core)
    )
