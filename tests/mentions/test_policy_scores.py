"""The scorer of policies: what it sees, what it never takes, and that training finds the weights that tell apart."""

import json
from pathlib import Path

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.language.weights import load_weights
from kg.lexicon.policies import policy_weights
from kg.mentions.policy_scores import Reading, threshold
from kg.mentions.policy_study import Example, studied
from kg.mentions.policy_tagger import LABELS, judged, tagger
from kg.mentions.policy_train import best_threshold, cross_validated, fit, main
from kg.mentions.policy_wide import candidates, name_start, verb_before

PIECES = st.sampled_from(
    [*"“”《》，。的将在与、", "启动", "果园", "改造", "工程", "计划", "专项行动", "开展", "技术创新"]
)


def names(text: str) -> list[str]:
    return [text[c.start : c.end] for c in Reading(text).candidates]


@given(st.lists(PIECES, max_size=30).map("".join))
def test_candidates_lie_in_the_text_and_have_a_chance(text: str) -> None:
    reading = Reading(text)
    for candidate in reading.candidates:
        assert 0 <= candidate.start < candidate.right <= candidate.end <= len(text)
        assert 0 <= reading.probability(candidate) <= 1


def test_a_phrase_begins_after_the_verb_and_keeps_verbs_that_are_nouns() -> None:
    text = "云州市积极推进果园技术创新改造工程"
    (found,) = candidates(text)
    assert text[found.start : found.end] == "果园技术创新改造工程"
    assert name_start("大力实施果园改造", 0, 8) == 4
    assert verb_before("全面实施", 4) == "全面实施"


def test_doctrine_meetings_and_praise_are_no_candidates() -> None:
    assert names("增强“四个意识”要求") == []
    assert names("“百果园”工程论坛开幕") == []
    assert names("桥梁被誉为“民心工程”。") == []


def test_a_plan_that_is_a_verb_is_no_candidate() -> None:
    assert names("某某果园计划采摘") == []
    assert names("果园改造计划正式启动") == ["果园改造计划"]


def test_the_weights_have_bias_and_threshold() -> None:
    assert "bias" in policy_weights()
    assert 0 < threshold() < 1


def test_training_tells_the_feature_that_tells_apart() -> None:
    examples = [Example(i, ("good",) if i % 2 else ("bad",), bool(i % 2)) for i in range(40)]
    weights = fit(examples)
    assert weights["good"] > 0 > weights["bad"]
    level, precision, recall = best_threshold(examples, cross_validated(examples))
    assert (precision, recall) == (1, 1) and 0 < level < 1


def test_training_writes_weights_and_a_tagger_from_annotated_articles(tmp_path: Path) -> None:
    for number in range(16):
        named = {"text": "果园改造工程正式启动。", "policies": [{"name": ["果园改造工程"]}]}
        other = {"text": "大家参观果园改造工程。", "policies": []}
        (tmp_path / f"{number:02}.json").write_text(json.dumps(named if number % 2 else other), encoding="utf-8")
    out, model = tmp_path / "weights.tsv", tmp_path / "tagger.npz"
    result = CliRunner().invoke(main, ["--data", str(tmp_path), "--out", str(out), "--tagger", str(model)])
    assert result.exit_code == 0, result.output
    assert "16 articles, " in result.output
    assert " 8 policies" in result.output
    assert out.read_text(encoding="utf-8").count("\nthreshold\t") == 1
    assert load_weights(model).labels == LABELS


def test_an_annotated_name_is_found_whatever_marks_the_text_has_within() -> None:
    row = {"text": "云州启动“果园”改造工程。", "policies": [{"name": ["果园改造工程", "果园"]}]}
    article = studied(row)
    assert [article.text[start:end] for start, end in article.named] == ["果园”改造工程"]
    labels = dict(zip(article.read.starts.tolist(), article.labels(), strict=True))
    assert (labels[0], labels[5], labels[12]) == ("O", "B-POL", "O")


@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_the_tagger_thinks_has_a_place_for_every_character(text: str) -> None:
    article = studied({"text": text, "policies": []})
    thought = judged(tagger(), article.read, len(text))
    assert thought.inside.shape == thought.begins.shape == (len(text) + 1,)
    assert abs(thought.inside).max() <= 6
    for start, end in thought.stretches(text):
        assert 0 <= start < end <= len(text)
        assert len(list(thought.features(start, end))) == 7


def test_long_quotes_are_candidates_only_before_a_head() -> None:
    assert names("提出“蓄水优先，山林均衡，村村有塘”的治山思路。") == ["“蓄水优先，山林均衡，村村有塘”的治山思路"]
    assert names("他说“山上要有树，塘里要有水，村里要有人”。") == []


def test_verbs_after_nouns_are_held_in_a_name() -> None:
    assert names("牧区气象研究工程启动，") == ["牧区气象研究工程"]


def test_awards_and_circles_of_a_settled_name_are_no_candidates() -> None:
    assert names("向他颁发“一级山林奖章”，") == []
    assert names("共建“一带一路”国家的果农") == []
    assert names("山区维修工作有计划，") == []
