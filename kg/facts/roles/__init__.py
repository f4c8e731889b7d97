"""Person – role – organisation: who holds, held or gets which post, in which body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.facts.roles.binding import Holding, bind
from kg.facts.roles.bodies import Held, resolve
from kg.facts.roles.fit import fits
from kg.facts.roles.ground import Ground
from kg.facts.roles.leaders import is_leader, leader_body, looks_chinese, same_person
from kg.facts.roles.posts import Post, read_chains
from kg.lexicon.endings import kind_of
from kg.model import Article, DateValue, Evidence, Mention, RoleFact, Sentence, Span

__all__ = ["find_roles"]

_Resolved = tuple[Held, float] | None
# A body less sure than this was guessed from afar: it gives way to one that is told for the same person and post.
_TOLD = 0.8


def find_roles(article: Article, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...]) -> tuple[RoleFact, ...]:
    """The roles that the body of ``article`` states, one for each person, role and organisation, in text order."""
    ground = Ground.of(article, sentences, mentions)
    if not ground.people:
        return ()
    day = (article.dateline.date if article.dateline else None) or article.published
    stated: list[tuple[RoleFact, float]] = []
    pending: list[Holding] = []
    for holding, chain, bodies in _holdings(ground):
        if holding.rule == "title-after-name" and holding.posts[0].bare:
            pending.append(holding)
        else:
            stated += _facts(ground, holding, chain, bodies, day)
    for holding in pending:
        told = [fact for fact, _ in stated]
        for post in holding.posts:
            resolved = _after_name(ground, post, holding.person, told)
            stated += _facts(ground, holding, (post,), [resolved], day)
    return tuple(sorted(_settled(stated), key=lambda f: (f.evidence.span.start, f.evidence.span.end)))


def _holdings(ground: Ground) -> Iterator[tuple[Holding, Sequence[Post], list[_Resolved]]]:
    memory: list[Held] = []
    subject: Mention | None = None
    speakers = ground.speakers
    for index, sentence in enumerate(ground.sentences):
        for chain in read_chains(ground, index):
            bodies: list[_Resolved] = []
            for post in chain:
                bodies.append(resolve(ground, post, [held for held, _ in filter(None, bodies)], memory))
            for holding in bind(ground, index, chain, subject):
                yield holding, chain, bodies
            memory += [held for held, _ in filter(None, bodies)]
        subject = next((p for p in speakers if sentence.span.contains(p.span)), subject)


def _after_name(ground: Ground, post: Post, person: Mention, told: Sequence[RoleFact]) -> _Resolved:
    """The body of a bare title after a name: a leader's, or the one in which the person was told to hold a post."""
    if is_leader(post):
        return leader_body(ground, post, person, told)
    own = [fact for fact in told if same_person(fact.person, person.text)]
    if any(fact.role == post.title.role for fact in own):
        return None
    for fact in own:
        kind = kind_of(fact.organization[0])
        if fits(post.title.role, kind, strict=True) or fits(post.head.word, kind, strict=True):
            return Held(fact.organization, kind, "", fact.evidence.span.start), 0.7
    if own or not looks_chinese(person.text):
        return None
    memory = [Held(f.organization, kind_of(f.organization[0]), "", f.evidence.span.start) for f in told
              if f.evidence.span.end <= person.span.start]
    return resolve(ground, post, (), memory)


def _facts(ground: Ground, holding: Holding, chain: Sequence[Post], bodies: Sequence[_Resolved],
           day: DateValue | None) -> Iterator[tuple[RoleFact, float]]:
    former = holding.former
    for post in holding.posts:
        former = former or post.former
        resolved = bodies[chain.index(post)] if post in chain else None
        if resolved is None:
            continue
        body, sure = resolved
        span = Span(min(holding.span.start, post.span.start), max(holding.span.end, post.span.end))
        evidence = Evidence(span, ground.text[span.start : span.end], holding.rule, round(holding.confidence * sure, 3))
        title = ground.text[post.span.start : post.span.end].replace("\n", "")
        yield RoleFact(_name(holding.person), post.title.role, title, body.names, evidence, None if former else day, former), sure


def _name(person: Mention) -> str:
    return (person.names[0] if person.names else person.text).replace("\n", "").replace(" ", "")


def _settled(stated: Iterable[tuple[RoleFact, float]]) -> Iterator[RoleFact]:
    """The surest fact for each person, role and body; a guessed body gives way to a told one."""
    facts: dict[tuple[str, str, str], tuple[RoleFact, float]] = {}
    told: set[tuple[str, str]] = set()
    for fact, sure in stated:
        key = (fact.person, fact.role, fact.organization[0])
        if key not in facts or facts[key][0].evidence.confidence < fact.evidence.confidence:
            facts[key] = (fact, sure)
        if sure >= _TOLD:
            told.add((fact.person, fact.role))
    for fact, sure in facts.values():
        if sure >= _TOLD or (fact.person, fact.role) not in told:
            yield fact
