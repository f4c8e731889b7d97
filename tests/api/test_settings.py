from pathlib import Path

import pytest

from api.settings import Settings, all_settings, documentation
from kg.model import InputError


def test_the_environment_sets_what_is_not_given() -> None:
    environment = {"WENTU_PORT": "8080", "WENTU_HOST": "0.0.0.0", "WENTU_QUERY_SECONDS": "", "OTHER": "x"}
    settings = Settings.from_environment(environment, host="127.0.0.1")
    assert (settings.port, settings.host, settings.query_seconds) == (8080, "127.0.0.1", 10)


@pytest.mark.parametrize(
    ("variable", "value"), [("WENTU_PORT", "http"), ("WENTU_PORT", "70000"), ("WENTU_THREADS", "0")]
)
def test_a_bad_value_says_which(variable: str, value: str) -> None:
    with pytest.raises(InputError, match=f"{variable}.*{value}"):
        Settings.from_environment({variable: value})


def test_the_documentation_lists_every_setting() -> None:
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    assert documentation() in page, "run: python -c 'from api.settings import documentation; print(documentation())'"
    assert {setting.help for setting in all_settings()} and all(setting.help for setting in all_settings())
