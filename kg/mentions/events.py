"""Mentions of events by name: numbered sessions (党的二十大) and noun phrases that end in an event's head."""

from __future__ import annotations

from kg.mentions.event_phrases import Phrase
from kg.mentions.finds import Finds
from kg.model import Article, Mention, MentionKind


def find_event_names(article: Article, finds: Finds, dates: tuple[Mention, ...] = ()) -> tuple[Mention, ...]:
    """The events that the body names, in order. ``dates`` (DATE mentions) bound names that follow a day.

    Phrases that only point back (会议, 这次论坛) are left out.
    """
    mentions = [
        Mention(MentionKind.EVENT, c.span, c.span.of(article.text), c.names, source="event:congress")
        for c in finds.congresses
    ]
    ends = {c.span.end for c in finds.congresses}
    for phrase in finds.phrases(dates):
        if names_event(phrase) and phrase.span.end not in ends:
            mentions.append(
                Mention(
                    MentionKind.EVENT, phrase.span, phrase.text, (phrase.text,), source="event:phrase", confidence=0.8
                )
            )
    return tuple(sorted(mentions, key=lambda m: m.span))


def names_event(phrase: Phrase) -> bool:
    """Whether a phrase names an event for itself, as 全省某推进会 does and 会议 or 各类会议 does not."""
    return not phrase.generic and len(phrase.text) <= _LONGEST


#: Longer ones are clauses whose opener was not seen.
_LONGEST = 60
