"""Made-up graphs to score: a few lines say what an extractor found."""

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf import vocabulary as v
from kg.rdf.iris import article_iri, entity_iri, membership_iri

CASES = Path(__file__).parents[1] / "cases" / "evaluate"
ARTICLES, PAGES = CASES / "articles", CASES / "pages"


class Found:
    """What an extractor found in one article."""

    def __init__(self, identifier: str) -> None:
        self.graph = NamedNode(article_iri(identifier))
        self.quads: list[Quad] = []
        self.say(self.graph, v.IDENTIFIER, Literal(identifier))

    def say(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        self.quads.append(Quad(subject, predicate, value, self.graph))

    def thing(self, kind: str, *names: str) -> NamedNode:
        node = NamedNode(entity_iri(kind, names[0]))
        for i, name in enumerate(names):
            self.say(node, v.ALT_LABEL if i else v.LABEL, Literal(name, language="zh"))
        return node

    def role(self, person: str, role: str, *body: str, title: str = "") -> "Found":
        ends = (self.thing("person", person), self.thing("role", role), self.thing("organization", *body))
        membership = NamedNode(membership_iri(*(end.value for end in ends)))
        for predicate, end in zip((v.MEMBER, v.IN_ROLE, v.IN_ORGANIZATION), ends, strict=True):
            self.say(membership, predicate, end)
        if title:
            self.say(membership, v.TITLE, Literal(title, language="zh"))
        return self

    def event(
        self,
        name: str,
        *,
        start: Iterable[str] = (),
        end: str = "",
        places: Iterable[str] = (),
        chairs: Iterable[str] = (),
        attendees: Iterable[str] = (),
        organizers: Iterable[str] = (),
    ) -> "Found":
        event = self.thing("event", name)
        self.say(event, v.TYPE, v.EVENT)
        for day in start:
            self.say(event, v.START_DATE, Literal(day))
        if end:
            self.say(event, v.END_DATE, Literal(end))
        self._tie(event, v.LOCATION, "place", places)
        self._tie(event, v.CHAIR, "person", chairs)
        self._tie(event, v.ATTENDEE, "person", attendees)
        self._tie(event, v.ORGANIZER, "organization", organizers)
        return self

    def policy(
        self, name: str, *, issued: Iterable[str] = (), issuers: Iterable[str] = (), targets: Iterable[str] = ()
    ) -> "Found":
        policy = self.thing("policy", name)
        self.say(policy, v.TYPE, v.POLICY)
        for day in issued:
            self.say(policy, v.ISSUED, Literal(day))
        self._tie(policy, v.ISSUED_BY, "organization", issuers)
        self._tie(policy, v.TARGET, "topic", targets)
        return self

    def _tie(self, subject: NamedNode, predicate: NamedNode, kind: str, names: Iterable[str]) -> None:
        for name in names:
            self.say(subject, predicate, self.thing(kind, name))


def all_right() -> list[Quad]:
    """Everything that the annotated articles state."""
    first = (
        Found("qlrb-01")
        .role("陆远舟", "书记", "中共青澜市委", title="市委书记")
        .role("沈知微", "市长", "青澜市人民政府")
        .event(
            "全市防汛工作会议",
            start=["2021-05-11"],
            places=["青澜市民中心"],
            chairs=["陆远舟"],
            attendees=["陆远舟", "沈知微"],
            organizers=["青澜市委"],
        )
    )
    second = (
        Found("yhrb-01")
        .policy("云河省垃圾分类管理办法", issued=["--05-10"], issuers=["云河省政府"], targets=["垃圾分类"])
        .policy("清河行动", issued=["--05-10"], targets=["河道"])
    )
    return first.quads + second.quads
