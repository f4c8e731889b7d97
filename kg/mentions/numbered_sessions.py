"""A numbered session: its names and whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from kg.mentions.calendar import number
from kg.model import Span

#: A session's number as a regular expression.
NUMBER = r"[一二三四五六七八九十百]{1,4}|\d{1,3}"
_ONES = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Congress:
    """A numbered session: its names (full first) and the names of the body whose session it is (maybe none)."""

    span: Span
    names: tuple[str, ...]
    organizer: tuple[str, ...]
    local: bool = False


def chinese(value: int) -> str:
    """The Chinese numeral of 1 to 99: 二十, 十五."""
    tens, ones = divmod(value, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_ONES[tens]}十"
    return head + (_ONES[ones] if ones or not tens else "")


def numeral(text: str) -> str:
    """The Chinese numeral of a session's number as written (20, 二十)."""
    value = number(text)
    return chinese(value) if 0 < value < 100 else text


def names_of(*names: str) -> tuple[str, ...]:
    """The names that are told, each once."""
    return tuple(dict.fromkeys(n for n in names if n))
