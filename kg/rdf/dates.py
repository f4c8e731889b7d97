"""Dates as typed literals: as much as is known, and no more."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.rdf.vocabulary import XSD_DATE, XSD_GMONTH_DAY, XSD_GYEAR, XSD_GYEAR_MONTH

_FORMS: Final[tuple[tuple[re.Pattern[str], NamedNode], ...]] = (
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", re.ASCII), XSD_DATE),
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)", re.ASCII), XSD_GYEAR_MONTH),
    (re.compile(r"(?P<y>\d{4})", re.ASCII), XSD_GYEAR),
    (re.compile(r"--(?P<m>\d\d)-(?P<d>\d\d)", re.ASCII), XSD_GMONTH_DAY),
)
_LEAP_YEAR: Final = 2000


def date_literal(text: str) -> Literal | None:
    """``2022-06-23``, ``2022-06``, ``2022`` or ``--06-23`` with its datatype; None for what no calendar has."""
    for form, datatype in _FORMS:
        match = form.fullmatch(text)
        if match:
            parts = {name: int(value) for name, value in match.groupdict().items()}
            year, month = parts.get("y", _LEAP_YEAR), parts.get("m", 1)
            possible = year >= 1 and 1 <= month <= 12 and 1 <= parts.get("d", 1) <= monthrange(year, month)[1]
            return Literal(text, datatype=datatype) if possible else None
    return None
