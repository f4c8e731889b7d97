"""Events of an article: meetings, talks, ceremonies and visits, with day, place, chair, participants and organisers."""

from __future__ import annotations

from kg.facts.context import Context
from kg.facts.events.alluded_to import alluded_people
from kg.facts.events.arrivals import find_arrivals
from kg.facts.events.attendance import attend
from kg.facts.events.bare import find_bare, find_spoken
from kg.facts.events.days import of_spring, of_the_issue, paired, shared, spread
from kg.facts.events.delegations import find_delegations
from kg.facts.events.farewells import find_farewells
from kg.facts.events.joining import join
from kg.facts.events.journeys import find_journeys
from kg.facts.events.meetings import find_meetings
from kg.facts.events.press import find_after_talks, find_press
from kg.facts.events.recalled import find_recalled
from kg.facts.events.receptions import find_receptions
from kg.facts.events.rites import find_rites
from kg.facts.events.scene import Scene
from kg.facts.events.sessions import find_sessions
from kg.facts.events.talks import find_talks
from kg.facts.events.unnamed import find_unnamed
from kg.facts.events.visits import find_visits
from kg.facts.events.when import settle
from kg.model import Article, EventFact, Mention, RoleFact, Sentence

__all__ = ["find_events"]


def find_events(
    article: Article,
    sentences: tuple[Sentence, ...],
    mentions: tuple[Mention, ...],
    context: Context,
    roles: tuple[RoleFact, ...] = (),
) -> tuple[EventFact, ...]:
    """The events that the body of ``article`` states, in the order of their telling; each is told once.

    ``mentions`` are those of the body; people, bodies and dates are taken from them. Evidence indexes
    ``article.text``.
    """
    scene = Scene.of(article, sentences, mentions, context, roles)
    told = [*find_meetings(scene), *find_talks(scene), *find_visits(scene)]
    told += find_sessions(scene)
    told += find_bare(scene, told)
    told += find_unnamed(scene, told)
    told += find_spoken(scene, told)
    receptions = list(find_receptions(scene))
    told = [d for d in told if not any(r.evidence.span.contains(d.evidence.span) for r in receptions)]
    told += receptions
    told += find_arrivals(scene, told)
    told += find_journeys(scene, told)
    told += find_recalled(scene, told)
    told += find_press(scene, told)
    told += find_after_talks(scene, told)
    told += find_delegations(scene, told)
    for draft in told:
        of_the_issue(scene, draft)
    drafts = join(scene, [*told, *find_rites(scene, told), *find_farewells(scene, told)])
    attend(scene, drafts)
    alluded_people(scene, drafts)
    for draft in drafts:
        settle(scene, draft)
        spread(scene, draft)
        of_spring(scene, draft)
    paired(scene, drafts)
    shared(scene, drafts)
    return tuple(draft.fact() for draft in drafts)
