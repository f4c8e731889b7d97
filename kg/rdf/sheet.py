"""The lines of one article while they are written: entities with their names, facts with their words."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Final

from pyoxigraph import NamedNode

from kg.lexicon.gazetteer import division
from kg.model import Article, DateValue, Entity, EntityKind, Evidence
from kg.rdf import vocabulary as v
from kg.rdf.bodies import families_of, replacing, whole_of
from kg.rdf.dates import date_literal
from kg.rdf.iris import article_iri, entity_iri, page_iri, statement_iri
from kg.rdf.terms import Term, chinese, literal, node, term, value_of
from kg.resolve.titles import amended_by, version_of

Told = defaultdict[NamedNode, defaultdict[Term, list[Term]]]
"""What was said, by predicate and subject, in the order of saying."""

CLASSES: Final[dict[EntityKind, Term]] = {
    EntityKind.PERSON: term(v.PERSON),
    EntityKind.ORGANIZATION: term(v.ORGANIZATION),
    EntityKind.PLACE: term(v.PLACE),
    EntityKind.ROLE: term(v.ROLE),
    EntityKind.EVENT: term(v.EVENT),
    EntityKind.POLICY: term(v.POLICY),
    EntityKind.TOPIC: term(v.CONCEPT),
}
_INTEGER: Final = f"^^{v.XSD_INTEGER}"
_DECIMAL: Final = f"^^{v.XSD_DECIMAL}"


class Sheet:
    """Collects the lines of N-Quads of the article's graph. Nothing said twice is kept twice.

    ``told`` is what they say, without what is said of statements but their subject, object and place.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.graph = node(article_iri(article.identifier))
        self.told: Told = defaultdict(lambda: defaultdict(list))
        self._end = f" {self.graph} .\n"
        self._lines: dict[str, None] = {}
        self._named: set[Term] = set()
        self._led_to: set[Term] = set()

    def lines(self) -> list[str]:
        """All that was said, each once, in the order of saying."""
        return list(self._lines)

    def say(self, subject: Term, predicate: NamedNode, value: Term) -> None:
        """States one triple in the article's graph."""
        line = f"{subject} {term(predicate)} {value}{self._end}"
        if line not in self._lines:
            self._lines[line] = None
            self.told[predicate][subject].append(value)

    def entity(self, entity: Entity) -> Term:
        """The entity's IRI, described by its class and names (and, for a place, by where it lies)."""
        thing = node(entity_iri(entity.kind, entity.key))
        if thing not in self._named:
            self._named.add(thing)
            self.say(thing, v.TYPE, CLASSES[entity.kind])
            self.say(thing, v.LABEL, chinese(entity.names[0]))
            for name in entity.names[1:]:
                self.say(thing, v.ALT_LABEL, chinese(name))
            if entity.adcode:
                self.say(thing, v.ADCODE, literal(entity.adcode))
            if entity.country:
                self.say(thing, v.COUNTRY_CODE, literal(entity.country))
            if entity.parent:
                self.say(thing, v.CONTAINED_IN, self.division(entity.parent))
            if entity.kind is EntityKind.ORGANIZATION:
                self._body(thing, entity)
            if entity.kind is EntityKind.POLICY:
                self._policy(thing, entity)
        return thing

    def _policy(self, thing: Term, policy: Entity) -> None:
        """Which document it is a version of or amends, by its title; that document has its name here and no more."""
        for relation, title in ((v.IS_VERSION_OF, version_of), (v.AMENDS, amended_by)):
            if base := title(policy.names[0]):
                other = node(entity_iri(EntityKind.POLICY, base))
                self.say(thing, relation, other)
                self.say(other, v.LABEL, chinese(base))

    def _body(self, thing: Term, body: Entity) -> None:
        """What its name tells of a body; those that it leads to are described by label and name alone."""
        for family in families_of(body):
            self.say(thing, v.TYPE, term(family))
        whole = whole_of(body)
        for relation, other in ((v.SUB_ORGANIZATION_OF, whole), *((v.IS_REPLACED_BY, one) for one in replacing(body))):
            if other is not None and other.key != body.key:
                linked = node(entity_iri(other.kind, other.key))
                self.say(thing, relation, linked)
                if linked not in self._named and linked not in self._led_to:
                    self._led_to.add(linked)
                    self.say(linked, v.TYPE, term(v.ORGANIZATION))
                    self.say(linked, v.LABEL, chinese(other.names[0]))
                    self._body(linked, other)

    def has(self, entity: Entity) -> bool:
        """Whether something was said of the entity already."""
        return node(entity_iri(entity.kind, entity.key)) in self._named

    def division(self, adcode: str) -> Term:
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

    def date(self, subject: Term, predicate: NamedNode, date: DateValue, evidence: Evidence | None) -> None:
        """States the day, or the first day of a range, with its evidence where there is one."""
        self._day(subject, predicate, date.start, date.basis, evidence)

    def end_date(self, subject: Term, predicate: NamedNode, date: DateValue, evidence: Evidence | None) -> None:
        """States the last day of a range; nothing where the date is none."""
        if date.end and date.end != date.start:
            self._day(subject, predicate, date.end, date.basis, evidence)

    def _day(self, subject: Term, predicate: NamedNode, text: str, basis: str, evidence: Evidence | None) -> None:
        day = _day(text)
        if day is None:  # 2月30日 is misprinted: the words stay in the body, the graph holds days only
            return
        if evidence is None:
            self.say(subject, predicate, day)
            return
        statement = self.fact(subject, predicate, day, evidence)
        if basis:
            self.say(statement, v.DATE_BASIS, chinese(basis))

    def fact(self, subject: Term, predicate: NamedNode, value: Term, evidence: Evidence) -> Term:
        """States a triple and the words that state it; the statement's IRI.

        The words are cut from the body by the evidence's span, so they cannot disagree with it. Raises
        ``ValueError`` where the span reaches beyond the body or is empty.
        """
        span, body = evidence.span, self.article.text
        if not len(span) or span.end > len(body):
            raise ValueError(f"{self.article.identifier}: no words at [{span.start}, {span.end}) for {evidence.rule}")
        self.say(subject, predicate, value)
        iri = statement_iri(value_of(self.graph), value_of(subject), predicate.value, value, span.start, span.end)
        statement, end = node(iri), self._end
        self.say(statement, v.SUBJECT, subject)
        self.say(statement, v.OBJECT, value)
        self.say(statement, v.START, _integer(span.start))
        self.say(statement, v.END, _integer(span.end))
        about = (
            f"{statement} {_STATES} {term(predicate)}{end}",
            f"{statement} {_IS_STATEMENT}{end}",
            f"{statement} {_STANDS_IN} {self.graph}{end}",
            f"{statement} {_IN_WORDS} {literal(span.of(body))}{end}",
            f"{statement} {_BY_RULE} {_rule(evidence.rule)}{end}",
            f"{statement} {_SURE} {_decimal(evidence.confidence)}{end}",
        )
        self._lines.update(dict.fromkeys(about))
        for rest in self.article.continuations:
            if rest.clean.overlaps(span):
                self.say(statement, v.ON_PAGE, node(page_iri(rest.page)))
        return statement


_STATES, _STANDS_IN, _IN_WORDS = term(v.PREDICATE), term(v.DERIVED_FROM), term(v.EXACT)
_BY_RULE, _SURE, _IS_STATEMENT = term(v.RULE), term(v.CONFIDENCE), f"{v.TYPE} {v.STATEMENT}"


@lru_cache(maxsize=1024)
def _rule(name: str) -> Term:
    return literal(name)


@lru_cache(maxsize=4096)
def _day(text: str) -> Term | None:
    day = date_literal(text)
    return None if day is None else str(day)


def _integer(number: int) -> Term:
    return f'"{number}"{_INTEGER}'


@lru_cache(maxsize=1024)
def _decimal(number: float) -> Term:
    """In the canonical form, which engines keep: any other would look like a change at every build."""
    return literal(f"{number:.2f}".rstrip("0").rstrip("."), _DECIMAL)
