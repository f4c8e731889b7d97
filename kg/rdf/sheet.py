"""The quads of one article while they are written: entities with their names, facts with their words."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.lexicon.gazetteer import division
from kg.model import Article, DateValue, Entity, EntityKind, Evidence
from kg.rdf import vocabulary as v
from kg.rdf.bodies import families_of, replacing, whole_of
from kg.rdf.dates import date_literal
from kg.rdf.iris import article_iri, entity_iri, page_iri, statement_iri
from kg.resolve.titles import amended_by, version_of

Node = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Node]

CLASSES: Final[dict[EntityKind, NamedNode]] = {
    EntityKind.PERSON: v.PERSON,
    EntityKind.ORGANIZATION: v.ORGANIZATION,
    EntityKind.PLACE: v.PLACE,
    EntityKind.ROLE: v.ROLE,
    EntityKind.EVENT: v.EVENT,
    EntityKind.POLICY: v.POLICY,
    EntityKind.TOPIC: v.CONCEPT,
}


def chinese(text: str) -> Literal:
    """A literal in Chinese."""
    return Literal(text, language="zh")


class Sheet:
    """Collects quads in the article's graph. Nothing said twice is kept twice."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.graph = NamedNode(article_iri(article.identifier))
        self._quads: list[Quad] = []
        self._triples: list[Triple | None] = []
        self._named: set[NamedNode] = set()
        self._led_to: set[NamedNode] = set()

    def quads(self) -> dict[Quad, Triple | None]:
        """All that was said, each once, in the order of saying, with its terms; None for what sightings never ask.

        To take a quad apart makes its terms anew, which costs more than all else that is done with them.
        """
        return dict(zip(self._quads, self._triples, strict=True))

    def say(self, subject: NamedNode, predicate: NamedNode, value: Node) -> None:
        """States one triple in the article's graph."""
        self._quads.append(Quad(subject, predicate, value, self.graph))
        self._triples.append((subject, predicate, value))

    def entity(self, entity: Entity) -> NamedNode:
        """The entity's node, described by its class and names (and, for a place, by where it lies)."""
        node = NamedNode(entity_iri(entity.kind, entity.key))
        if node not in self._named:
            self._named.add(node)
            self.say(node, v.TYPE, CLASSES[entity.kind])
            self.say(node, v.LABEL, chinese(entity.names[0]))
            for name in entity.names[1:]:
                self.say(node, v.ALT_LABEL, chinese(name))
            if entity.adcode:
                self.say(node, v.ADCODE, Literal(entity.adcode))
            if entity.country:
                self.say(node, v.COUNTRY_CODE, Literal(entity.country))
            if entity.parent:
                self.say(node, v.CONTAINED_IN, self.division(entity.parent))
            if entity.kind is EntityKind.ORGANIZATION:
                self._body(node, entity)
            if entity.kind is EntityKind.POLICY:
                self._policy(node, entity)
        return node

    def _policy(self, node: NamedNode, policy: Entity) -> None:
        """Which document it is a version of or amends, by its title; that document has its name here and no more."""
        for relation, title in ((v.IS_VERSION_OF, version_of), (v.AMENDS, amended_by)):
            if base := title(policy.names[0]):
                other = NamedNode(entity_iri(EntityKind.POLICY, base))
                self.say(node, relation, other)
                self.say(other, v.LABEL, chinese(base))

    def _body(self, node: NamedNode, body: Entity) -> None:
        """What its name tells of a body; those that it leads to are described by label and name alone."""
        for family in families_of(body):
            self.say(node, v.TYPE, family)
        whole = whole_of(body)
        for relation, other in ((v.SUB_ORGANIZATION_OF, whole), *((v.IS_REPLACED_BY, one) for one in replacing(body))):
            if other is not None and other.key != body.key:
                linked = NamedNode(entity_iri(other.kind, other.key))
                self.say(node, relation, linked)
                if linked not in self._named and linked not in self._led_to:
                    self._led_to.add(linked)
                    self.say(linked, v.TYPE, v.ORGANIZATION)
                    self.say(linked, v.LABEL, chinese(other.names[0]))
                    self._body(linked, other)

    def has(self, entity: Entity) -> bool:
        """Whether something was said of the entity already."""
        return NamedNode(entity_iri(entity.kind, entity.key)) in self._named

    def division(self, adcode: str) -> NamedNode:
        """The node of a division of the standard, with all that hold it."""
        unit = division(adcode)
        return self.entity(
            Entity(
                EntityKind.PLACE,
                adcode,
                (unit.name if unit else adcode,),
                adcode,
                (unit.parent or None) if unit else None,
            )
        )

    def date(self, subject: NamedNode, predicate: NamedNode, date: DateValue, evidence: Evidence | None) -> None:
        """States the day, or the first day of a range, with its evidence where there is one."""
        self._day(subject, predicate, date.start, date.basis, evidence)

    def end_date(self, subject: NamedNode, predicate: NamedNode, date: DateValue, evidence: Evidence | None) -> None:
        """States the last day of a range; nothing where the date is none."""
        if date.end and date.end != date.start:
            self._day(subject, predicate, date.end, date.basis, evidence)

    def _day(self, subject: NamedNode, predicate: NamedNode, text: str, basis: str, evidence: Evidence | None) -> None:
        day = date_literal(text)
        if day is None:  # 2月30日 is misprinted: the words stay in the body, the graph holds days only
            return
        if evidence is None:
            self.say(subject, predicate, day)
            return
        statement = self.fact(subject, predicate, day, evidence)
        if basis:
            self.say(statement, v.DATE_BASIS, chinese(basis))

    def fact(self, subject: NamedNode, predicate: NamedNode, value: Node, evidence: Evidence) -> NamedNode:
        """States a triple and the words that state it; the statement's node.

        The words are cut from the body by the evidence's span, so they cannot disagree with it. Raises
        ``ValueError`` where the span reaches beyond the body or is empty.
        """
        span, body = evidence.span, self.article.text
        if not len(span) or span.end > len(body):
            raise ValueError(f"{self.article.identifier}: no words at [{span.start}, {span.end}) for {evidence.rule}")
        self.say(subject, predicate, value)
        iri = statement_iri(self.graph.value, subject.value, predicate.value, str(value), span.start, span.end)
        statement, graph, start, end = NamedNode(iri), self.graph, _integer(span.start), _integer(span.end)
        self._quads += (
            Quad(statement, v.SUBJECT, subject, graph),
            Quad(statement, v.OBJECT, value, graph),
            Quad(statement, v.START, start, graph),
            Quad(statement, v.END, end, graph),
            Quad(statement, v.TYPE, v.STATEMENT, graph),
            Quad(statement, v.PREDICATE, predicate, graph),
            Quad(statement, v.DERIVED_FROM, graph, graph),
            Quad(statement, v.EXACT, Literal(span.of(body)), graph),
            Quad(statement, v.RULE, _rule(evidence.rule), graph),
            Quad(statement, v.CONFIDENCE, _decimal(evidence.confidence), graph),
        )
        self._triples += (
            (statement, v.SUBJECT, subject),
            (statement, v.OBJECT, value),
            (statement, v.START, start),
            (statement, v.END, end),
            *_UNASKED,
        )
        for rest in self.article.continuations:
            if rest.clean.overlaps(span):
                self.say(statement, v.ON_PAGE, NamedNode(page_iri(rest.page)))
        return statement


_UNASKED: Final = (None,) * 6


@lru_cache(maxsize=1024)
def _rule(name: str) -> Literal:
    return Literal(name)


@lru_cache(maxsize=16_384)
def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=v.XSD_INTEGER)


@lru_cache(maxsize=1024)
def _decimal(number: float) -> Literal:
    """In the canonical form, which engines keep: any other would look like a change at every build."""
    return Literal(f"{number:.2f}".rstrip("0").rstrip("."), datatype=v.XSD_DECIMAL)
