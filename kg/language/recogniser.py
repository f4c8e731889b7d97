"""The trained recogniser of people, bodies and places as a spaCy component."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.features import feature_keys
from kg.language.weights import Weights, load_weights
from kg.language.words import Words, cut, entities_at, words_of

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
        words = words_of(doc)
        found = self.entities(words)
        if not found:
            return doc
        doc = cut(doc, words, {edge for start, end, _ in found for edge in (start, end)})
        doc.set_ents(entities_at(doc, found))
        return doc

    def entities(self, words: Words) -> list[tuple[int, int, str]]:
        """The entities in the text of ``words`` as (start, end, label), by offset, in order."""
        found: list[tuple[int, int, str]] = []
        names = self.weights.labels
        labels = self.weights.best_labels(feature_keys(words), words.gaps)
        kind, start, last = "", 0, -2
        for place in [at for at, label in enumerate(labels) if label]:
            name = names[labels[place]]
            if kind and (place != last + 1 or name != f"I-{kind}"):
                found.append((start, last + 1, kind))
                kind = ""
            if not kind:
                start, kind = place, name[2:]
            last = place
        if kind:
            found.append((start, last + 1, kind))
        return found
