"""Trains the recogniser again: ``python -m kg.language.train --data PATH [--out PATH]``.

``PATH`` holds the annotated corpora of :data:`CORPORA` (``ner/NAME.train.bio.gz``) and the news that ``annotations/``
annotates (``news/NAME.jsonl.gz``). The result depends on nothing but the data and the settings: nothing is drawn by
chance.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import pycrfsuite
from numpy.typing import NDArray
from spacy.strings import StringStore

from kg.language.corpora import LABELS, Tagged, read_annotations, read_bio, texts_of, thinned, without
from kg.language.features import GAP, TEMPLATES, Keys, feature_keys
from kg.language.recogniser import MODEL
from kg.language.weights import store_weights
from kg.language.words import WordReader

log = logging.getLogger(__name__)

CORPORA = ("msra", "pd1998jan")
NEWS = ("xinwenlianbo",)
"""What is trained on. The first corpus's notion of a name is the one that the model follows."""

ANNOTATIONS = Path(__file__).parent / "annotations"

# What the later corpora mark otherwise than the first they learn in features of their own, which no article has.
_OWN = tuple(
    TEMPLATES.index(names)
    for names in (("c0",), ("c-1", "c0"), ("c0", "c1"), ("w0",), ("t0",), ("w-1", "s0"), ("w1", "s0"))
)
_BLOCK = 400


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train: passes over the data, weight of the L1 and L2 penalties, how often a feature must occur.

    Features that read a column of one of the letters in ``without`` are left out (see ``features``).
    """

    iterations: int = 85
    l1: float = 0.1
    l2: float = 0.01
    least: int = 3
    without: str = ""


def corpus_keys(sentences: Sequence[Tagged], corpus: int) -> Iterator[Keys]:
    """The feature keys of blocks of ``sentences``, the gaps between them left out: shape (templates, characters)."""
    read = WordReader(StringStore().add)
    for at in range(0, len(sentences), _BLOCK):
        block = sentences[at : at + _BLOCK]
        keys = feature_keys(read(GAP.join(s.text for s in block)))
        inside = np.ones(keys.shape[1], dtype=bool)
        inside[np.cumsum([len(s.text) + 1 for s in block])[:-1] - 1] = False
        yield with_own(keys[:, inside], corpus)


def with_own(keys: Keys, corpus: int) -> Keys:
    """``keys`` with the features that only the ``corpus`` has, by its number in :data:`CORPORA`, 0 for none."""
    own = keys[_OWN, :] * np.uint64(2 * corpus + 1) if corpus else np.zeros_like(keys[_OWN, :])
    return np.concatenate((keys, own))


def _numbered(keys: Keys, used: Sequence[bool], least: int) -> tuple[list[str], NDArray[np.int32]]:
    """The names of the features that are trained, and for each place the numbers of its own or -1."""
    names: list[str] = []
    numbers = np.empty(keys.shape, dtype=np.int32)
    for row, of_row, wanted in zip(keys, numbers, used, strict=True):
        known, inverse, counts = np.unique(row, return_inverse=True, return_counts=True)
        kept = (counts >= least) & (known != 0) & wanted
        number = np.where(kept, len(names) + np.cumsum(kept) - 1, -1)
        of_row[:] = number[inverse]
        names += map(str, known[kept].tolist())
    return names, numbers.T


def train(corpora: Sequence[Sequence[Tagged]], out: Path, settings: Settings) -> int:
    """Trains on ``corpora``, the leading one first, and writes the model to ``out``; returns its number of features."""
    sentences = [sentence for corpus in corpora for sentence in corpus]
    keys = np.concatenate([k for number, corpus in enumerate(corpora) for k in corpus_keys(corpus, number)], axis=1)
    used = [not any(name[0] in settings.without for name in template) for template in TEMPLATES]
    used += [used[number] for number in _OWN]
    return train_field(keys, [sentence.labels for sentence in sentences], LABELS, out, settings, used)


def train_field(
    keys: Keys,
    sequences: Sequence[Sequence[str]],
    labels: tuple[str, ...],
    out: Path,
    settings: Settings,
    used: Sequence[bool],
) -> int:
    """Trains a conditional random field and writes it to ``out``; returns its number of features.

    ``keys`` has shape (templates, places), the places of all ``sequences`` of labels one behind the other; ``used``
    tells which templates count.
    """
    names, numbers = _numbered(keys, used, settings.least)
    log.info("%d sequences, %d places, %d features", len(sequences), keys.shape[1], len(names))
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params({"c1": settings.l1, "c2": settings.l2, "max_iterations": settings.iterations})
    at = 0
    for sequence in sequences:
        rows = numbers[at : at + len(sequence)].tolist()
        trainer.append([[names[number] for number in row if number >= 0] for row in rows], sequence)
        at += len(sequence)
    del numbers
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.crfsuite")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        trained = tagger.info()
        tagger.close()
    return store_weights(out, labels, trained.state_features, trained.transitions)


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=MODEL, show_default=True)
@click.option(
    "--exclude",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    help="Annotated articles (JSON with a text) whose sentences are not trained on.",
)
@click.option("--iterations", default=Settings().iterations, show_default=True)
@click.option("--l1", default=Settings().l1, show_default=True)
@click.option("--l2", default=Settings().l2, show_default=True)
@click.option("--least", default=Settings().least, show_default=True)
def main(data: Path, out: Path, exclude: tuple[Path, ...], iterations: int, l1: float, l2: float, least: int) -> None:
    """Trains the recogniser on the corpora in DATA and writes it to OUT."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    withheld = texts_of(exclude)
    corpora = [list(read_bio(data / "ner" / f"{name}.train.bio.gz")) for name in CORPORA]
    corpora += [
        list(read_annotations(ANNOTATIONS / f"{name}.tsv.gz", data / "news" / f"{name}.jsonl.gz")) for name in NEWS
    ]
    corpora = [thinned(without(corpus, withheld)) for corpus in corpora]
    count = train(corpora, out, Settings(iterations, l1, l2, least))
    log.info("wrote %d features to %s", count, out)


if __name__ == "__main__":
    main()
