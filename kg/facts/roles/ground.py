"""An article laid out for reading posts: people, bodies and territories by where they begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from kg.facts.context import Context
from kg.lexicon.lands import find_lands
from kg.lexicon.titles import FoundTitle
from kg.mentions.body_scan import Scanner
from kg.mentions.finds import Finds
from kg.model import Article, Mention, MentionKind, Sentence, Span

# （记者甲、乙）, 本报记者 甲
_BYLINE = re.compile(r"(?:记者|通讯员|摄影|特派员)[^，。；：）)]{0,14}$")


@dataclass(frozen=True, slots=True)
class Ground:
    """What stands where in ``text`` (``Article.text``).

    ``people_from`` and ``people_to``: people by first and by last offset; ``speakers``: those whom the text speaks of;
    ``bodies_to``: organisations by last offset; ``places_to``: first offset of the chain of divisions, or the country,
    that ends there; ``titles``: the posts of each sentence, by their place in it.
    """

    text: str
    context: Context
    people: tuple[Mention, ...]
    speakers: tuple[Mention, ...]
    people_from: dict[int, Mention]
    people_to: dict[int, Mention]
    bodies_to: dict[int, Mention]
    places_to: dict[int, int]
    lands_to: dict[int, int]
    sentences: tuple[Sentence, ...]
    titles: tuple[tuple[FoundTitle, ...], ...]
    scanners: tuple[Scanner, ...]

    @classmethod
    def of(cls, article: Article, mentions: tuple[Mention, ...], context: Context, finds: Finds) -> Ground:
        """Lay out ``article``."""
        text = article.text
        body, lands = finds.sentences, finds.lands
        people = tuple(m for m in mentions if m.kind is MentionKind.PERSON)
        bodies = tuple(m for m in mentions if m.kind is MentionKind.ORGANIZATION)
        divisions = [found.span for found in finds.divisions]
        places = [m.span for m in mentions if m.kind is MentionKind.PLACE]
        starts = sorted({s.start for s in (*divisions, *lands, *(m.span for m in bodies))})
        scanners = tuple(
            Scanner.of(text, s, starts[bisect_right(starts, s.span.start - 1) : bisect_right(starts, s.span.end)])
            for s in body
        )
        return cls(
            text,
            context,
            people,
            tuple(p for p in people if _is_spoken_of(text, p.span.start)),
            {m.span.start: m for m in people},
            {m.span.end: m for m in people},
            _longest(bodies),
            _chains((*divisions, *places)),
            {s.end: s.start for s in lands},
            body,
            finds.titles,
            scanners,
        )

    def land_before(self, at: int, floor: int) -> int | None:
        """Where the country that ends at ``at`` begins: 奥地利 in 奥地利联邦总理, too; None where there is none."""
        if at in self.lands_to:
            return self.lands_to[at]
        near = max(floor, at - 14)
        found = find_lands(self.text[near:at])
        return near + found[-1].start if found and near + found[-1].end == at else None

    def sentence_at(self, at: int) -> int:
        """The index of the sentence that holds ``at``."""
        return max(0, bisect_right(self.sentences, at, key=lambda s: s.span.start) - 1)


def _is_spoken_of(text: str, start: int) -> bool:
    """Whether who is named at ``start`` stands neither in a byline inside the text nor in a work's name."""
    return text[start - 1 : start] != "《" and not _BYLINE.search(text[max(0, start - 16) : start])


def _longest(bodies: tuple[Mention, ...]) -> dict[int, Mention]:
    found: dict[int, Mention] = {}
    for body in bodies:
        if body.span.end not in found or len(found[body.span.end].span) < len(body.span):
            found[body.span.end] = body
    return found


def _chains(spans: tuple[Span, ...]) -> dict[int, int]:
    """End → start of the chain of places that ends there: 湖南省|岳阳市|云溪区."""
    begins: dict[int, int] = {}
    for span in sorted(spans, key=lambda s: (s.end, -s.start)):
        begins[span.end] = min(begins.get(span.end, span.start), begins.get(span.start, span.start))
    return begins
