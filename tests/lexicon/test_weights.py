"""Weights by feature as files keep them."""

from pathlib import Path

import pytest

from kg.lexicon.weights import probability, read_weights, write_weights


def test_what_is_written_can_be_read_and_small_weights_are_left_out(tmp_path: Path) -> None:
    out = tmp_path / "weights.tsv"
    count = write_weights({"bias": -1.5, "end=法": 0.1234, "end=话": -0.019}, out, "Weights of a test.", 0.02)
    assert count == 2
    assert out.read_text(encoding="utf-8").startswith("# Weights of a test.\n")
    assert read_weights(out) == {"bias": -1.5, "end=法": 0.123}


def test_features_without_a_weight_say_nothing() -> None:
    assert probability({"bias": 0.0, "known": 1.0}, ("unknown",)) == 0.5
    assert probability({"bias": 0.0, "known": 1.0}, ("known",)) == pytest.approx(0.731, abs=0.001)
    assert 0 < probability({"bias": -5000.0}, ()) < 1e-12
