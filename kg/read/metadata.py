"""What a sidecar, a row or the caller says of a page: newspaper, date of issue, page number."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kg.model import Issue, Severity

# 2022-6-24 · 2022/06 · 2022年6月24日 · 2022-06-24T08:00:00
_DATE = re.compile(
    r"\s*(?P<year>\d{4})(?:\s*[-/.年]\s*(?P<month>\d{1,2})(?:\s*[-/.月]\s*(?P<day>\d{1,2}))?)?"
    r"\s*[日月年]?(?:[T ].*)?\s*"
)
_COMPACT = re.compile(r"\s*(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)\s*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_SIDECAR = 1 << 20


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said of a page; None where nothing is. ``date`` is ISO: a day, a month or a year."""

    identifier: str | None = None
    source: str | None = None
    date: str | None = None
    number: str | None = None
    title: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """This one, filled up from ``other`` where it says nothing."""
        return Metadata(
            self.identifier or other.identifier,
            self.source or other.source,
            self.date or other.date,
            self.number or other.number,
            self.title or other.title,
        )


def iso_date(value: object) -> str | None:
    """2022-06-24, 2022/6/24, 20220624, 2022年6月24日, a date or datetime → ISO; None if it is no date."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    match = _COMPACT.fullmatch(str(value)) or _DATE.fullmatch(str(value))
    if not match:
        return None
    year, month, day = (int(p) if p else None for p in match.group("year", "month", "day"))
    try:
        whole = date(year or 0, month or 1, day or 1).isoformat()
    except ValueError:
        return None
    return whole[: 10 if day else 7 if month else 4]


def from_mapping(values: Mapping[str, object], where: str) -> tuple[Metadata, list[Issue]]:
    """Metadata from a sidecar's or a row's fields; fields of a wrong kind become issues and are left out."""
    issues: list[Issue] = []

    def text(key: str) -> str | None:
        value = values.get(key)
        if value is None or value == "":
            return None
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            return clean_surrogates(str(value)).strip() or None
        issues.append(
            Issue(
                "bad-field",
                f"{where}: {key} is not a text but {type(value).__name__}; it was left out. Write it as a string.",
                where,
            )
        )
        return None

    issued = values.get("date")
    iso = iso_date(issued) if issued not in (None, "") else None
    if issued not in (None, "") and iso is None:
        issues.append(
            Issue(
                "bad-date",
                f"{where}: {str(issued)[:40]!r} is not a date; it was left out. Write it as YYYY-MM-DD.",
                where,
            )
        )
    return Metadata(text("id"), text("source"), iso, text("page"), text("title")), issues


def clean_surrogates(text: str) -> str:
    """The text with lone surrogates (which no encoding can hold) replaced by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def read_sidecar(page: Path) -> tuple[Metadata, list[Issue]]:
    """The metadata in NAME.json beside ``page``; empty if there is none. A broken sidecar is an issue."""
    path = page.with_suffix(".json")
    if not path.is_file():
        return Metadata(), []
    try:
        if path.stat().st_size > _LONGEST_SIDECAR:
            raise ValueError("it is larger than 1 MB")
        values = json.loads(path.read_bytes())
        if not isinstance(values, dict):
            raise ValueError("it holds no JSON object")
    except (OSError, ValueError, RecursionError) as error:
        message = (
            f"{path}: not a readable sidecar ({error}); {page.name} is read without it. "
            'It should hold {"source": …, "date": "YYYY-MM-DD", "page": …} in UTF-8.'
        )
        return Metadata(), [Issue("bad-sidecar", message, str(path), Severity.WARNING)]
    return from_mapping(values, str(path))
