import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from spacy.strings import StringStore

from kg.language.corpora import Tagged
from kg.language.features import feature_keys
from kg.language.train import Settings, main, train
from kg.language.weights import load_weights
from kg.language.words import WordReader

FAMILY, GIVEN, TOWNS = "赵钱孙李周吴郑王", "远方晓梅建业思雨", "南山云州东湖西岭"


def sentences() -> list[Tagged]:
    made = []
    for number in range(64):
        name = FAMILY[number % 8] + GIVEN[number // 8] + GIVEN[(number + 3) % 8]
        town = TOWNS[number % 4 * 2 : number % 4 * 2 + 2] + "市"
        labels = ("B-LOC", "I-LOC", "I-LOC", "O", "O", "B-PER", "I-PER", "I-PER", "O", "O", "O")
        made.append(Tagged(f"{town}市长{name}说好。", labels))
    return made


def test_training_finds_names_that_it_has_not_seen_and_is_deterministic(tmp_path: Path) -> None:
    settings = Settings(iterations=30, least=1)
    for name in ("a", "b"):
        train([sentences()], tmp_path / f"{name}.npz", settings)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    weights = load_weights(tmp_path / "a.npz")
    labels = weights.best_labels(feature_keys(WordReader(StringStore().add)("东湖市市长王雨业说好。")))
    assert [weights.labels[i] for i in labels[5:8]] == ["B-PER", "I-PER", "I-PER"]


def test_what_a_corpus_marks_otherwise_than_the_first_stays_its_own(tmp_path: Path) -> None:
    plain = [Tagged(s.text, tuple("O" if "LOC" in label else label for label in s.labels)) for s in sentences()]
    train([sentences(), plain], tmp_path / "m.npz", Settings(iterations=40, least=1))
    weights = load_weights(tmp_path / "m.npz")
    labels = weights.best_labels(feature_keys(WordReader(StringStore().add)("东湖市市长王雨业说好。")))
    assert weights.labels[labels[0]] == "B-LOC"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of data as the command wants it, with one annotated article."""
    pairs = (zip(s.text, s.labels, strict=True) for s in sentences())
    lines = "\n\n".join("\n".join(f"{char}\t{label}" for char, label in pair) for pair in pairs)
    for folder in ("ner", "news", "annotations"):
        (tmp_path / folder).mkdir()
    for name in ("msra", "pd1998jan"):
        (tmp_path / "ner" / f"{name}.train.bio.gz").write_bytes(gzip.compress(lines.encode()))
    (tmp_path / "annotations" / "xinwenlianbo.tsv.gz").write_bytes(gzip.compress(b"n1\t0\t11\t5:8:PER\n"))
    write_news(tmp_path, {"id": "n1", "text": "西岭市市长钱思梅说好。"})
    monkeypatch.setattr("kg.language.train.ANNOTATIONS", tmp_path / "annotations")
    return tmp_path


def write_news(data: Path, item: dict[str, str]) -> None:
    (data / "news" / "xinwenlianbo.jsonl.gz").write_bytes(gzip.compress(json.dumps(item).encode() + b"\n"))


def test_the_command_trains_on_the_folders_of_data(data: Path) -> None:
    out = data / "out" / "m.npz"
    done = CliRunner().invoke(main, ["--data", str(data), "--out", str(out), "--iterations", "3", "--least", "1"])
    assert done.exit_code == 0, done.output
    assert load_weights(out).labels[0] == "O"


def test_annotations_of_articles_that_are_not_there_are_an_error(data: Path) -> None:
    write_news(data, {"id": "other", "text": ""})
    done = CliRunner().invoke(main, ["--data", str(data), "--out", str(data / "m.npz")])
    assert isinstance(done.exception, KeyError)
    assert not (data / "m.npz").exists()
