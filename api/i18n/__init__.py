"""The pages' words in Chinese and English, from one catalogue file."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml
from flask import Request

LANGUAGES = ("zh", "en")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Words by key and language. Each line of the file is ``key: [Chinese, English]``."""
    text = (files("api.i18n") / "catalogue.yaml").read_text(encoding="utf-8")
    return {key: dict(zip(LANGUAGES, words, strict=True)) for key, words in yaml.safe_load(text).items()}


@cache
def labels() -> dict[str, str]:
    """What YASGUI says in English, and what the Chinese page says instead: ``%s`` is whatever stands there."""
    said: dict[str, str] = yaml.safe_load((files("api.i18n") / "yasgui.yaml").read_text(encoding="utf-8"))
    return said


def translate(key: str, language: str, **values: object) -> str:
    """The words of a key; ``{name}`` in them is replaced. Raises ``KeyError`` for a key that is not there.

    Of ``{count} [tie|ties]`` the first word is taken where the count is 1, else the second.
    """
    words = _EITHER.sub(lambda m: m[1] + (m[3] if str(values[m[2]]) == "1" else m[4]), catalogue()[key][language])
    return words.format(**values)


def pattern(key: str, language: str) -> str:
    """The words of a key for a script to fill: each ``{name}`` is ``%s``, in the order in which they stand.

    ``[tie|ties]`` is left for the script to choose from.
    """
    return re.sub(r"{\w+}", "%s", catalogue()[key][language])


_EITHER = re.compile(r"(\{(\w+)\}[^\[{]*)\[([^|\]]*)\|([^\]]*)\]")


def language_of(request: Request) -> str:
    """The language of a page: ``?lang=``, else what was chosen before, else the browser's, else Chinese."""
    for chosen in (request.args.get("lang"), request.cookies.get("lang")):
        if chosen in LANGUAGES:
            return chosen
    return request.accept_languages.best_match(LANGUAGES, "zh") or "zh"


_DATE = re.compile(r"(?P<year>\d{4})?(?:-{1,2}(?P<month>\d\d))?(?:-(?P<day>\d\d))?")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def spoken_date(date: str | None, language: str) -> str:
    """A date of the graph as people write it; what is no date stays as it is.

    >>> spoken_date("2022-06-03", "zh"), spoken_date("--06-23", "zh"), spoken_date("2022-06", "en")
    ('2022年6月3日', '6月23日', 'Jun 2022')
    """
    match = _DATE.fullmatch(date or "")
    if not match or not date:
        return date or ""
    year, month, day = match["year"], int(match["month"] or 0), int(match["day"] or 0)
    if language == "zh":
        return "".join(f"{number}{unit}" for number, unit in ((year, "年"), (month, "月"), (day, "日")) if number)
    return " ".join(str(part) for part in (day, _MONTHS[month - 1] if 0 < month <= 12 else "", year) if part)
