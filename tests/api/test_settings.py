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


def test_a_file_sets_what_the_environment_does_not(tmp_path: Path) -> None:
    file = tmp_path / "wentu.toml"
    file.write_text('query_seconds = 5\nport = 81\npublic_url = "https://闻图.example/"\n', encoding="utf-8")
    settings = Settings.from_environment({"WENTU_SETTINGS": str(file), "WENTU_PORT": "82"}, host="::1")
    assert (settings.query_seconds, settings.port, settings.public_url) == (5, 82, "https://闻图.example/")


@pytest.mark.parametrize("text", ["query_seconds = 'x'", "no_such = 1", "port = ", "port = 70000", "metrics = true"])
def test_a_bad_file_says_why(tmp_path: Path, text: str) -> None:
    (tmp_path / "wentu.toml").write_text(text)
    with pytest.raises(InputError, match="WENTU_"):
        Settings.from_environment({"WENTU_SETTINGS": str(tmp_path / "wentu.toml")})


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="WENTU_SETTINGS"):
        Settings.from_environment({"WENTU_SETTINGS": str(tmp_path / "none.toml")})
