import gzip
import json
from pathlib import Path

import pytest

from kg.language.corpora import Tagged, read_annotations, read_bio, spans_of, texts_of, thinned, without


def bio(path: Path, text: str) -> Path:
    path.write_bytes(gzip.compress(text.encode()))
    return path


def test_a_bio_file_is_read_sentence_by_sentence_with_its_classes_mapped(tmp_path: Path) -> None:
    path = bio(tmp_path / "a.bio.gz", "甲\tB-PER\n乙\tI-PER\n说\tO\n\n县\tB-GOV\n府\tI-GOV\n歌\tB-BOOK\n")
    assert list(read_bio(path)) == [
        Tagged("甲乙说", ("B-PER", "I-PER", "O")),
        Tagged("县府歌", ("B-ORG", "I-ORG", "O")),
    ]


def test_a_line_without_a_tag_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"a\.bio\.gz:2: no tag"):
        list(read_bio(bio(tmp_path / "a.bio.gz", "甲\tO\n乙\n")))


def test_spans_are_read_from_labels() -> None:
    labels = ["B-PER", "I-PER", "B-PER", "O", "I-LOC", "I-LOC", "B-ORG", "I-LOC"]
    assert spans_of(labels) == {(0, 2, "PER"), (2, 3, "PER"), (4, 6, "LOC"), (6, 7, "ORG"), (7, 8, "LOC")}


def test_withheld_sentences_are_left_out_whatever_their_width(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps({"title": None, "text": "南山市今年1998年起修建\n了两座新的大桥。"}))
    long, short = "南山市今年１９９８年起修建了两座新的大桥", "南山市今年"
    kept = without([Tagged(t, ("O",) * len(t)) for t in (long, short)], texts_of([tmp_path]))
    assert [s.text for s in kept] == [short]


def test_annotations_join_the_text_by_id_and_offset(tmp_path: Path) -> None:
    marks = bio(tmp_path / "a.tsv.gz", "n1\t3\t8\t3:5:PER 6:8:LOC\n")
    news = bio(tmp_path / "n.jsonl.gz", json.dumps({"id": "n1", "text": "第一。甲乙到南山。"}) + "\n")
    assert list(read_annotations(marks, news)) == [Tagged("甲乙到南山", ("B-PER", "I-PER", "O", "B-LOC", "I-LOC"))]


def test_one_in_two_sentences_that_name_nothing_is_kept() -> None:
    empty = [Tagged(c, ("O",)) for c in "一二三四"]
    named = Tagged("甲", ("B-PER",))
    assert [s.text for s in thinned([*empty, named])] == ["二", "四", "甲"]
