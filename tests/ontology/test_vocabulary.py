"""The ontology says of every term of ours what it is, in both languages, and of no other."""

import json
import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from kg.queries.terms import ontology_text, term_labels
from kg.rdf import vocabulary as v

ROOT = Path(__file__).parents[2]
ONTOLOGY = Graph().parse(data=ontology_text(), format="turtle")
OURS = sorted(str(term) for term in set(ONTOLOGY.subjects()) if str(term).startswith(v.WT))
ALIGNED = ("org#", "foaf/", "schema.org/", "sem/", "prov#", "skos/core#", "oa#")

USED = sorted({node.value for node in vars(v).values() if isinstance(node, NamedNode)})
WRITTEN = re.compile(r"\bwt:([A-Za-z]+)")


def languages(term: str, predicate: URIRef) -> set[str | None]:
    return {getattr(value, "language", None) for value in ONTOLOGY.objects(URIRef(term), predicate)}


@pytest.mark.parametrize("term", OURS, ids=lambda term: term.partition("#")[2])
def test_each_term_of_ours_is_explained_in_both_languages(term: str) -> None:
    assert languages(term, RDFS.label) == languages(term, RDFS.comment) == {"zh", "en"}
    kinds = set(ONTOLOGY.objects(URIRef(term), RDF.type))
    assert kinds & {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual, RDFS.Datatype}
    if kinds & {OWL.ObjectProperty, OWL.DatatypeProperty}:
        assert ONTOLOGY.value(URIRef(term), RDFS.domain) is not None
        assert ONTOLOGY.value(URIRef(term), RDFS.range) is not None


def test_what_the_graph_uses_of_ours_is_declared_and_nothing_else_is() -> None:
    used = {term for term in USED if term.startswith(v.WT)}
    # a datatype and a class that only ranges speak of
    assert set(OURS) - used == {v.WT + "PartialDate", v.WT + "Verdict"}
    assert used <= set(OURS)


def test_every_term_of_other_vocabularies_has_labels_in_both_languages() -> None:
    reused = [term for term in USED if not term.startswith((v.WT, v.XSD))]
    assert [term for term in reused if languages(term, RDFS.label) != {"zh", "en"}] == []


def test_every_wt_name_written_anywhere_is_declared() -> None:
    files = [
        *ROOT.glob("kg/**/*.py"),
        *ROOT.glob("api/**/*.py"),
        *ROOT.glob("ontology/**/*.*"),
        *ROOT.glob("docs/*.md"),
    ]
    written = {
        (name, file.name)
        for file in files
        if file.suffix != ".pyc"
        for name in WRITTEN.findall(file.read_text("utf-8"))
    }
    assert {(name, file) for name, file in written if v.WT + name not in OURS} == set()


def test_the_vocabulary_is_aligned_to_the_settled_ones() -> None:
    named = {str(term) for triple in ONTOLOGY for term in triple}
    assert [known for known in ALIGNED if not any(known in term for term in named)] == []


def test_labels_are_found_by_term() -> None:
    assert term_labels(v.CHAIR.value) == ("主持人", "chair")
    assert term_labels("http://example.org/ns#other") == ("other", "other")


def test_the_context_names_every_term_and_no_other() -> None:
    context = json.loads(ontology_text("context.jsonld"))["@context"]
    ids = {value["@id"] if isinstance(value, dict) else value for value in context.values() if value != 1.1}
    full = {
        v.PREFIXES[prefix] + name
        for prefix, _, name in (i.partition(":") for i in ids if not i.startswith("@"))
        if not name.startswith("//")
    }
    spoken = {term for term in USED if not term.startswith(v.XSD)} - {v.TYPE.value}
    assert full == spoken


def test_the_context_reads_what_it_should() -> None:
    context = json.loads(ontology_text("context.jsonld"))["@context"]
    document = {
        "@context": context,
        "id": "https://w3id.org/wentu/id/event/x",
        "type": ["Event", "Meeting"],
        "label": "全市防汛工作会议",
        "chair": "https://w3id.org/wentu/id/person/y",
    }
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    said = {(str(p), o.n3()) for _, p, o in graph}
    assert said == {
        (v.TYPE.value, f"<{v.EVENT.value}>"),
        (v.TYPE.value, f"<{v.MEETING.value}>"),
        (v.LABEL.value, '"全市防汛工作会议"@zh'),
        (v.CHAIR.value, "<https://w3id.org/wentu/id/person/y>"),
    }
