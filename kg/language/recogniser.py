"""The trained recogniser of people, bodies and places as a spaCy component."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.documents import make_doc, text_of, word_starts
from kg.language.features import feature_keys
from kg.language.weights import Weights, load_weights

MODEL = Path(__file__).parent / "model" / "recogniser.npz"


@Language.factory(
    "wentu_recogniser", assigns=["doc.ents", "token.ent_iob", "token.ent_type"], default_config={"model": None}
)
def make_recogniser(nlp: Language, name: str, model: str | None) -> Recogniser:
    """The pipeline component; ``model`` is a path to a trained model instead of the one that ships."""
    return Recogniser(load_weights(Path(model) if model else MODEL))


class Recogniser:
    """Labels a document's characters and sets ``doc.ents`` to the ``PER``, ``ORG`` and ``LOC`` that they spell.

    A name need not begin or end where a dictionary word does; such words are cut there, so the document that comes
    back may have more tokens than the one that was given.
    """

    def __init__(self, weights: Weights) -> None:
        self.weights = weights

    def __call__(self, doc: Doc) -> Doc:
        """``doc``, or one with finer words, with its entities."""
        if not len(doc):
            return doc
        found = list(self.entities(doc))
        if not found:
            return doc
        starts = word_starts(doc).tolist()
        edges = {edge for start, end, _ in found for edge in (start, end)}
        inside = sorted(edges.difference(starts, [len(text_of(doc))]))
        if inside:
            doc = _cut_at(inside, starts, doc)
            starts = word_starts(doc).tolist()
        index = {start: number for number, start in enumerate(starts)}
        size = len(doc)
        doc.set_ents([Span(doc, index[start], index.get(end, size), label) for start, end, label in found])
        return doc

    def entities(self, doc: Doc) -> Iterator[tuple[int, int, str]]:
        """The entities of ``doc`` as (start, end, label), by offset."""
        names = self.weights.labels
        labels = self.weights.best_labels(feature_keys(doc))
        kind, start, last = "", 0, -2
        for place in np.flatnonzero(labels).tolist():
            name = names[labels[place]]
            if kind and (place != last + 1 or name != f"I-{kind}"):
                yield start, last + 1, kind
                kind = ""
            if not kind:
                start, kind = place, name[2:]
            last = place
        if kind:
            yield start, last + 1, kind


def _cut_at(places: list[int], starts: list[int], doc: Doc) -> Doc:
    """A document like ``doc`` whose words are also cut at ``places``."""
    text = text_of(doc)
    tags = doc.to_array("TAG")
    numbers = np.searchsorted(starts, places, side="right") - 1
    edges = np.insert(np.array(starts), numbers + 1, places).tolist()
    return make_doc(
        doc.vocab,
        text,
        [text[a:b] for a, b in zip(edges, [*edges[1:], len(text)], strict=True)],
        np.insert(tags, numbers + 1, tags[numbers]),
    )
