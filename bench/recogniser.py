"""How good the recogniser is: on sentences that it never saw, against variants, and on people of annotated articles.

    python bench/recogniser.py --data DIR [--model FILE…] [--gold DIR…] [--compare [--share N]]

``--data`` holds ``ner/NAME.test.bio.gz``. Each ``--model`` (default: the one that ships) is measured by label, with
size, time to load and characters a CPU second. ``--gold`` counts which people of annotated articles are found, by
the recogniser alone and by ``find_people``. ``--compare`` trains variants on one sentence in ``--share`` of the same
corpora and measures them on the same tests: without lexicons, without dictionary words, characters alone, and
spaCy's own recogniser (a convolutional network).
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
from spacy.strings import StringStore
from spacy.training import Example
from spacy.util import minibatch

from kg.language import analyse, load_pipeline
from kg.language.corpora import Tagged, read_bio, spans_of
from kg.language.features import GAP, feature_keys
from kg.language.recogniser import MODEL
from kg.language.train import CORPORA, Settings, train, with_own
from kg.language.weights import Weights, load_weights
from kg.language.words import WordReader
from kg.mentions.finds import Finds
from kg.mentions.people import find_people
from kg.model import Article, MentionKind, OffsetMap

TESTS = ("msra", "pd1998jan")
BLOCK = 200
Labeller = Callable[[Sequence[str], int], list[set[tuple[int, int, str]]]]
VARIANTS = (
    ("all features", ""),
    ("no lexicons", "kgpq"),
    ("no dictionary words", "wts"),
    ("characters alone", "kgpqwts"),
)


def crf(weights: Weights) -> Labeller:
    read = WordReader(StringStore().add)

    def label(texts: Sequence[str], corpus: int) -> list[set[tuple[int, int, str]]]:
        keys = with_own(feature_keys(read(GAP.join(texts))), corpus)
        labels = [weights.labels[i] for i in weights.best_labels(keys)]
        found, at = [], 0
        for text in texts:
            found.append(spans_of(labels[at : at + len(text)]))
            at += len(text) + len(GAP)
        return found

    return label


def measure(label: Labeller, sentences: Sequence[Tagged], corpus: int) -> str:
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    begin = time.process_time()
    for at in range(0, len(sentences), BLOCK):
        block = sentences[at : at + BLOCK]
        for sentence, found in zip(block, label([s.text for s in block], corpus), strict=True):
            gold = spans_of(sentence.labels)
            right.update(kind for *_, kind in found & gold)
            wrong.update(kind for *_, kind in found - gold)
            missed.update(kind for *_, kind in gold - found)
    speed = sum(len(s.text) for s in sentences) / (time.process_time() - begin)
    cells = []
    for kind in ("PER", "ORG", "LOC", "all"):
        r, w, m = (sum(c.values()) if kind == "all" else c[kind] for c in (right, wrong, missed))
        f1 = 2 * r / max(2 * r + w + m, 1)
        cells.append(f"{kind} P {r / max(r + w, 1):.3f} R {r / max(r + m, 1):.3f} F1 {f1:.3f}")
    return f"{'  '.join(cells)}  {speed / 1000:.0f} k characters/s"


def report(name: str, label: Labeller, data: Path) -> None:
    for test in TESTS:
        sentences = list(read_bio(data / "ner" / f"{test}.test.bio.gz"))
        print(f"{name:<22}{test:<11}{measure(label, sentences, CORPORA.index(test))}", flush=True)


def report_model(path: Path, data: Path) -> None:
    begin = time.process_time()
    weights = load_weights(path)
    seconds = time.process_time() - begin
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, loads in {seconds:.2f} s, {len(weights.labels)} labels")
    report(path.stem, crf(weights), data)


def spacy_network(sentences: Sequence[Tagged], passes: int = 6) -> Labeller:
    """spaCy's recogniser on single characters, small as it has to be for a CPU."""
    nlp = spacy.blank("zh")
    size = {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 96, "depth": 4,
            "embed_size": 2000, "window_size": 1, "maxout_pieces": 3, "subword_features": True}  # fmt: skip
    nlp.add_pipe("ner", config={"model": {"tok2vec": size}})
    plain = (s for s in sentences if s.text.strip() == s.text)
    examples = [Example.from_dict(nlp.make_doc(s.text), {"entities": sorted(spans_of(s.labels))}) for s in plain]
    optimizer = nlp.initialize(lambda: examples[:500])
    draw = random.Random(0)
    for _ in range(passes):
        draw.shuffle(examples)
        for batch in minibatch(examples, 128):
            nlp.update(batch, sgd=optimizer, drop=0.1)

    def label(texts: Sequence[str], corpus: int) -> list[set[tuple[int, int, str]]]:
        return [{(e.start_char, e.end_char, e.label_) for e in doc.ents} for doc in nlp.pipe(texts)]

    return label


def compare(data: Path, share: int) -> None:
    corpora = [list(read_bio(data / "ner" / f"{name}.train.bio.gz"))[::share] for name in CORPORA]
    print(f"trained on {sum(map(len, corpora))} sentences, one in {share} of {', '.join(CORPORA)}")
    with tempfile.TemporaryDirectory() as folder:
        for name, without in VARIANTS:
            path = Path(folder) / f"{without or 'all'}.npz"
            train(corpora, path, Settings(without=without))
            report(name, crf(load_weights(path)), data)
    report("spaCy CNN", spacy_network([s for corpus in corpora for s in corpus]), data)


def report_titles(data: Path) -> None:
    """Posts by the lexicon against those of annotated résumés: whole, and by where they end."""
    nlp = load_pipeline()
    right, ends, found, wanted = 0, 0, 0, 0
    for sentence in read_bio(data / "ner" / "resume.test.bio.gz", {"TITLE": "TITLE"}):
        gold = {(start, end) for start, end, _ in spans_of(sentence.labels)}
        doc = nlp(sentence.text)
        seen = {(span.start_char, span.end_char) for span in doc.spans["titles"]}
        right += len(gold & seen)
        ends += len({end for _, end in gold} & {end for _, end in seen})
        found += len(seen)
        wanted += len(gold)
    for name, hits in (("whole", right), ("by its end", ends)):
        precision, recall = hits / found, hits / wanted
        f1 = 2 * precision * recall / (precision + recall)
        print(f"posts of resume.test, {name}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


def people_of(gold: dict[str, list[dict[str, object]]]) -> list[tuple[str, ...]]:
    names = [role["person"] for role in gold["roles"]]
    names += [name for event in gold["events"] for key in ("chairs", "participants") for name in event[key]]  # type: ignore[attr-defined]
    return sorted({(n,) if isinstance(n, str) else tuple(n) for n in names})  # type: ignore[arg-type]


def report_people(folder: Path) -> None:
    total, alone, whole = 0, 0, 0
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "roles" not in gold:
            continue
        text = gold["text"]
        article = Article(gold["id"], gold["id"], text, OffsetMap.identity(len(text)), headline=gold.get("title"))
        sentences = analyse(article)
        seen = {m.text for s in sentences for m in s.entities if m.kind is MentionKind.PERSON}
        found = {name for mention in find_people(article, Finds.of(article, sentences)) for name in mention.names}
        people = people_of(gold)
        total += len(people)
        alone += sum(bool(seen.intersection(names)) for names in people)
        whole += sum(bool(found.intersection(names)) for names in people)
    print(f"{folder.name}: {total} people, recogniser {alone / total:.3f}, find_people {whole / total:.3f}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--model", type=Path, nargs="*", default=[MODEL])
    arguments.add_argument("--gold", type=Path, nargs="*", default=[])
    arguments.add_argument("--compare", action="store_true")
    arguments.add_argument("--share", type=int, default=8)
    options = arguments.parse_args()
    for path in options.model:
        report_model(path, options.data)
    report_titles(options.data)
    for folder in options.gold:
        report_people(folder)
    if options.compare:
        compare(options.data, options.share)


if __name__ == "__main__":
    main()
