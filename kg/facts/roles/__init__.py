"""Person – role – organisation: who holds, held or gets which post, in which body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.facts.roles.binding import Holding, bind
from kg.facts.roles.bodies import Held, resolve
from kg.facts.roles.ground import Ground
from kg.facts.roles.leaders import is_leader, leader_body, same_person
from kg.facts.roles.posts import Post, read_chains
from kg.model import Article, DateValue, Evidence, Mention, RoleFact, Sentence, Span

__all__ = ["find_roles"]


def find_roles(article: Article, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...]) -> tuple[RoleFact, ...]:
    """The roles that the body of ``article`` states, one for each person, role and organisation, in text order."""
    ground = Ground.of(article, sentences, mentions)
    if not ground.people:
        return ()
    day = _day(article)
    facts: dict[tuple[str, str, str], RoleFact] = {}
    stated: list[RoleFact] = []
    pending: list[tuple[Holding, Post]] = []
    for holding, fact in _state(ground, day):
        if isinstance(fact, Post):
            pending.append((holding, fact))
        else:
            stated.append(fact)
    for holding, post in pending:
        stated += _leader(ground, holding, post, stated, day)
    for fact in stated:
        key = (fact.person, fact.role, fact.organization[0])
        if key not in facts or facts[key].evidence.confidence < fact.evidence.confidence:
            facts[key] = fact
    return _without_guesses(facts.values())


def _day(article: Article) -> DateValue | None:
    if article.dateline and article.dateline.date:
        return article.dateline.date
    return article.published


def _leader(ground: Ground, holding: Holding, post: Post, told: Sequence[RoleFact], day: DateValue | None) -> Iterator[RoleFact]:
    resolved = leader_body(ground, post, holding.person, told)
    if resolved:
        yield from _facts(ground, holding, (post,), [resolved], day)


def _state(ground: Ground, day: DateValue | None) -> Iterator[tuple[Holding, RoleFact | Post]]:
    memory: list[Held] = []
    subject: Mention | None = None
    for index, sentence in enumerate(ground.sentences):
        chains = read_chains(ground, index)
        for chain in chains:
            bodies = _resolve_chain(ground, chain, memory)
            for holding in bind(ground, index, chain, subject):
                if holding.rule == "title-after-name" and len(holding.posts) == 1 and is_leader(holding.posts[0]):
                    yield holding, holding.posts[0]
                    continue
                yield from ((holding, fact) for fact in _facts(ground, holding, chain, bodies, day))
            memory += [body for body, _ in filter(None, bodies)]
        subject = next((p for p in ground.speakers if sentence.span.contains(p.span)), subject)


def _resolve_chain(ground: Ground, chain: Sequence[Post], memory: Sequence[Held]) -> list[tuple[Held, float] | None]:
    found: list[tuple[Held, float] | None] = []
    for post in chain:
        before = [body for body, _ in filter(None, found)]
        found.append(resolve(ground, post, before, memory))
    return found


def _facts(ground: Ground, holding: Holding, chain: Sequence[Post], bodies: Sequence[tuple[Held, float] | None],
           day: DateValue | None) -> Iterator[RoleFact]:
    former = holding.former
    for post in holding.posts:
        former = former or post.former
        resolved = bodies[chain.index(post)]
        if resolved is None:
            continue
        body, sure = resolved
        begin = min(holding.span.start, post.span.start)
        span = Span(begin, max(holding.span.end, post.span.end))
        evidence = Evidence(span, ground.text[span.start : span.end], holding.rule, round(holding.confidence * sure, 3))
        title = ground.text[post.span.start : post.span.end].replace("\n", "")
        yield RoleFact(_name(holding.person), post.title.role, title, body.names, evidence, None if former else day, former)


def _name(person: Mention) -> str:
    return (person.names[0] if person.names else person.text).replace("\n", "").replace(" ", "")


def _without_guesses(facts: Sequence[RoleFact] | object) -> tuple[RoleFact, ...]:
    """Leave out a guessed body where the same person's same post is told with its body elsewhere."""
    listed: list[RoleFact] = list(facts)  # type: ignore[call-overload]
    best: dict[tuple[str, str], float] = {}
    for fact in listed:
        key = (fact.person, fact.role)
        best[key] = max(best.get(key, 0.0), fact.evidence.confidence)
    kept = [f for f in listed if f.evidence.confidence >= 0.65 or best[f.person, f.role] <= f.evidence.confidence]
    return tuple(sorted(kept, key=lambda f: (f.evidence.span.start, f.evidence.span.end)))
