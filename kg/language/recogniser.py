"""The trained recogniser of people, bodies and places as a spaCy component."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

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
        words = [(token.text, token.tag_) for token in doc]
        found = list(self.entities(doc.text, words))
        if not found:
            return doc
        cut = _cut_at({edge for start, end, _ in found for edge in (start, end)}, words, doc)
        cut.set_ents([_span(cut, start, end, label) for start, end, label in found])
        return cut

    def entities(self, text: str, words: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
        """The entities of ``text`` as (start, end, label), by offset."""
        names = self.weights.labels
        start, kind = 0, ""
        for place, label in enumerate([*self.weights.best_labels(feature_keys(text, words)), 0]):
            name = names[label]
            if kind and name != f"I-{kind}":
                yield start, place, kind
                kind = ""
            if name.startswith("B-"):
                start, kind = place, name[2:]


def _cut_at(edges: set[int], words: Sequence[tuple[str, str]], doc: Doc) -> Doc:
    """``doc`` itself, or one whose words are also cut at ``edges``."""
    inside = edges.difference([token.idx for token in doc], [len(doc.text)])
    if not inside:
        return doc
    texts: list[str] = []
    tags: list[str] = []
    at = 0
    for word, tag in words:
        end = at + len(word)
        cuts = [at, *(place for place in range(at + 1, end) if place in inside), end]
        texts += [word[a - at : b - at] for a, b in zip(cuts, cuts[1:], strict=False)]
        tags += [tag] * (len(cuts) - 1)
        at = end
    return Doc(doc.vocab, words=texts, spaces=[False] * len(texts), tags=tags)


def _span(doc: Doc, start: int, end: int, label: str) -> Span:
    span = doc.char_span(start, end, label=label)
    assert span is not None, "words were cut at every edge"
    return span
