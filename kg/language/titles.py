"""Posts as entities of a spaCy document, by the lexicon of titles."""

from __future__ import annotations

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.words import cut, entities_at, words_of
from kg.lexicon.titles import find_titles

LABEL = "TITLE"


@Language.factory("wentu_titles", requires=["doc.ents"], assigns=["doc.ents", "doc.spans"])
def make_title_marker(nlp: Language, name: str) -> TitleMarker:
    """The pipeline component that marks posts; it stands after the recogniser."""
    return TitleMarker()


class TitleMarker:
    """Sets ``doc.spans["titles"]`` to all posts of the text and adds those within no other entity to ``doc.ents``.

    A post need not begin or end where a dictionary word does; such words are cut there, so the document that comes
    back may have more tokens than the one that was given.
    """

    def __call__(self, doc: Doc) -> Doc:
        """``doc``, or one with finer words, with its posts labelled ``TITLE``."""
        found = [(title.core.start, title.core.end, LABEL) for title in find_titles(doc.text)]
        if not found:
            doc.spans["titles"] = []
            return doc
        named = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
        doc = cut(doc, words_of(doc), {edge for start, end, _ in found for edge in (start, end)})
        doc.spans["titles"] = entities_at(doc, found)
        free = [post for post in found if not _meets(post, named)]
        doc.set_ents(entities_at(doc, sorted([*named, *free])))
        return doc


def _meets(post: tuple[int, int, str], named: list[tuple[int, int, str]]) -> bool:
    """Whether ``post`` overlaps one of ``named``, which are sorted and apart."""
    at = bisect_right(named, post[0], key=lambda entity: entity[0])
    return (at > 0 and named[at - 1][1] > post[0]) or (at < len(named) and named[at][0] < post[1])
