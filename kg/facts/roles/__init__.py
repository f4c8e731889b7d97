"""Person – role – organisation: who holds, held or gets which post, in which body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.facts.context import Context
from kg.facts.roles.binding import bind
from kg.facts.roles.bodies import resolve
from kg.facts.roles.fit import fits
from kg.facts.roles.ground import Ground
from kg.facts.roles.held import Held
from kg.facts.roles.holding import Holding
from kg.facts.roles.late import late
from kg.facts.roles.leaders import MINISTERS, is_leader, leader_body, same_person
from kg.facts.roles.post import Post
from kg.facts.roles.posts import read_chains
from kg.facts.roles.speakers import spoken_of
from kg.facts.roles.stating import Resolved, Stated, facts_of, settled
from kg.lexicon.endings import kind_of
from kg.lexicon.person_names import looks_chinese
from kg.lexicon.titles import PostKind
from kg.mentions.finds import Finds
from kg.model import Article, Mention, RoleFact

_DEPUTIES = ("委员", "常委")
# 甲代表大家发言: after a name it is a verb.
_VERB = "代表"

__all__ = ["find_roles"]


def find_roles(article: Article, mentions: tuple[Mention, ...], context: Context, finds: Finds) -> tuple[RoleFact, ...]:
    """The roles that the body of ``article`` states, one for each person, role and organisation, in text order."""
    ground = Ground.of(article, mentions, context, finds)
    if not ground.people:
        return ()
    day = (article.dateline.date if article.dateline else None) or article.published
    stated: list[Stated] = []
    pending: list[Holding] = []
    for holding, chain, bodies in _holdings(ground):
        if holding.rule == "title-after-name" and holding.posts[0].bare:
            pending.append(holding)
        else:
            stated += facts_of(ground, holding, chain, bodies, day)
    for holding in pending:
        told = [item.fact for item in stated]
        for post in holding.posts:
            resolved = _after_name(ground, post, holding.person, told)
            stated += facts_of(ground, holding, (post,), [resolved], day)
    dead = late(ground)
    facts = (replace(f, as_of=None, former=True) if f.person in dead else f for f in settled(stated))
    return tuple(sorted(facts, key=lambda f: (f.evidence.span.start, f.evidence.span.end)))


def _holdings(ground: Ground) -> Iterator[tuple[Holding, Sequence[Post], list[Resolved]]]:
    memory: list[Held] = []
    subject: Mention | None = None
    for index in range(len(ground.sentences)):
        for chain in read_chains(ground, index):
            bodies: list[Resolved] = []
            for post in chain:
                bodies.append(resolve(ground, post, [held for held, _ in filter(None, bodies)], memory))
            for holding in bind(ground, index, chain, subject):
                yield holding, chain, bodies
            memory += [held for held, _ in filter(None, bodies)]
        subject = spoken_of(ground, index) or subject


def _deputy(ground: Ground, post: Post) -> Resolved:
    """甲委员, 乙常委: of the congress or conference that the text speaks of."""
    for mention in ground.context.bodies:
        if kind_of(mention.names[0]) in ("conference", "congress"):
            names = tuple(dict.fromkeys(name.removesuffix("常委会") for name in mention.names))
            names = names if kind_of(mention.text) == "conference" or "政协" in mention.text else mention.names
            return Held(names, kind_of(mention.names[0]), "", post.span.start), 0.7
    return None


def _after_name(ground: Ground, post: Post, person: Mention, told: Sequence[RoleFact]) -> Resolved:
    """The body of a bare title after a name: a leader's, or the one in which the person was told to hold a post."""
    if post.head.kind is PostKind.OWN and post.head.word.endswith("委员长"):
        return resolve(ground, post, (), ())
    beside = ground.bodies_to.get(person.span.start)
    if beside and kind_of(beside.names[0]) and post.head.kind in (PostKind.POST, PostKind.WEAK):
        body = beside.names  # 某部某某局长介绍说
        return Held(body, kind_of(body[0]), "", beside.span.start), 0.8
    if is_leader(post):
        return leader_body(ground, post, person, told)
    if post.title.role == _VERB:
        return None
    if post.title.role in _DEPUTIES:
        return _deputy(ground, post)
    own = [fact for fact in told if same_person(fact.person, person.text)]
    if any(fact.role == post.title.role or {fact.role, post.title.role} <= MINISTERS for fact in own):
        return None
    for fact in own:
        kind = kind_of(fact.organization[0])
        if fits(post.title.role, kind, strict=True) or fits(post.head.word, kind, strict=True):
            return Held(fact.organization, kind, "", fact.evidence.span.start), 0.7
    if own or not looks_chinese(person.text):
        return None
    memory = [
        Held(f.organization, kind_of(f.organization[0]), "", f.evidence.span.start)
        for f in told
        if f.evidence.span.end <= person.span.start
    ]
    return resolve(ground, post, (), memory)
