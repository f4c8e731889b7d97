"""Training what chooses issuers and targets of policies."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.evaluate.policy_facts_train import FactExample, fit, main
from kg.lexicon import policies

TEXT = "云州市人民政府今天印发《云州市果园管理办法》，要求各县加强果园管理。"
ARTICLE = (
    '{"id": "a", "title": "云州印发果园管理办法", "text": "%s", "roles": [], "events": [], "policies": '
    '[{"name": ["云州市果园管理办法"], "issuers": [["云州市人民政府"]], "date": [], "targets": [["果园管理"]]}]}'
)


def test_a_feature_that_is_right_gets_weight() -> None:
    rows = [FactExample(("near", "old"), 1.0), FactExample(("far", "old"), 0.0), FactExample(("rare",), 1.0)]
    weights = fit(rows[:2] * 30 + rows[2:], penalty=0.1)
    assert weights["near"] > 1 > -1 > weights["far"]
    assert "rare" not in weights


def test_white_space_is_no_part_of_a_feature() -> None:
    weights = fit([FactExample(("next=\n", "next=年"), 1.0), FactExample((), 0.0)] * 9, penalty=1.0)
    assert "next=年" in weights
    assert "next=\n" not in weights


def test_the_command_writes_weights_that_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        (tmp_path / f"{number}.json").write_text(ARTICLE % TEXT, encoding="utf-8")
    out = tmp_path / "weights.tsv"
    result = CliRunner().invoke(main, ["--data", str(tmp_path), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("6 articles")
    monkeypatch.setattr(policies, "FACT_WEIGHTS", out)
    read = policies.fact_weights.__wrapped__
    assert read("targets")["bias"] > 0
    assert {"bias", "told", "first", "next"} <= read("issuers").keys()
