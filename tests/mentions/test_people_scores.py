"""The scorer of names: what it thinks of towns, plants and people, and that training reads what was labelled."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.language import analyse
from kg.lexicon.person_names import person_weights
from kg.mentions import find_mentions
from kg.mentions.finds import Finds
from kg.mentions.people_scores import Reading
from kg.mentions.people_train import bare_digest, main, read_labels
from kg.model import Article, Mention, MentionKind, OffsetMap, Span


def chance(text: str, name: str) -> float:
    article = Article("a", "a", text, OffsetMap.identity(len(text)))
    sentences = analyse(article)
    finds = Finds.of(article, sentences)
    span = Span(text.index(name), text.index(name) + len(name))
    others = tuple(m for m in find_mentions(article, sentences, finds) if not m.span.overlaps(span))
    person = Mention(MentionKind.PERSON, span, name, (name,), None, "crf", 0.9)
    return Reading(text, finds, (*others, person)).probability(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("村民林远方告诉记者，今年收成不错。", "林远方"),
        ("经济学家马丁·莫雷诺近日表示，增长放缓。", "马丁·莫雷诺"),
        ("出席会议的有何文海、林远方、王晓梅等。", "林远方"),
    ],
)
def test_names_are_likely(text: str, name: str) -> None:
    assert chance(text, name) > person_weights()["threshold"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("俄军在顿涅茨克、卡列诺夫卡等方向打击乌军。", "卡列诺夫卡"),
        ("以军当天袭击了加沙地带南部城市巴尼苏赫附近的目标。", "巴尼苏赫"),
        ("增强人民群众的获得感、安全感、幸福感。", "安全感"),
    ],
)
def test_towns_and_words_are_not(text: str, name: str) -> None:
    assert chance(text, name) < person_weights()["threshold"]


def test_the_weights_have_bias_and_threshold() -> None:
    assert "bias" in person_weights()
    assert 0 < person_weights()["threshold"] < 1


def written(folder: Path, digest: str | None = None) -> Path:
    texts = {f"n-{i}": f"村民林远{'方文明海'[i % 4]}告诉记者，今年\n收成不错。" for i in range(8)}
    texts |= {f"t-{i}": f"游客走进王晓{'方文明海'[i % 4]}果园，收成不错。" for i in range(8)}
    with gzip.open(folder / "news.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"id": i, "text": text}, ensure_ascii=False) + "\n" for i, text in texts.items())
    labels = folder / "labels.jsonl"
    rows = []
    for i, text in texts.items():
        seen = [2, 5] if i[0] == "n" else [4, 7]
        right = seen if i[0] == "n" else None
        rows.append(
            {
                "id": i,
                "digest": digest or bare_digest(text),
                "seen": seen,
                "right": right,
                "fact": False,
                "half": "train",
            }
        )
    labels.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return labels


def test_training_writes_the_weights_of_what_was_labelled(tmp_path: Path) -> None:
    labels, out = written(tmp_path), tmp_path / "weights.tsv"
    done = CliRunner().invoke(main, ["--labels", str(labels), "--news", str(tmp_path), "--out", str(out)])
    assert done.exit_code == 0, done.output
    weights = dict(line.split("\t") for line in out.read_text("utf-8").splitlines() if not line.startswith("#"))
    assert float(weights["word-before=村民"]) > 0
    assert {"bias", "threshold"} <= weights.keys()


def test_labels_of_another_text_are_refused(tmp_path: Path) -> None:
    labels = written(tmp_path, digest="0" * 16)
    with pytest.raises(ValueError, match="another text"):
        list(read_labels([labels], tmp_path))
