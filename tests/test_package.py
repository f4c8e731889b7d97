"""The package's few public verbs."""

import subprocess
import sys

import pytest

import kg


@pytest.mark.parametrize("verb", kg.__all__)
def test_every_verb_is_there(verb: str) -> None:
    assert callable(getattr(kg, verb))


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = kg.nothing


def test_opening_a_store_does_not_load_the_language_pipeline() -> None:
    script = "import sys, kg; kg.open_store; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
