"""What can go wrong: errors that end the work, issues that are recorded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.text import Span


class WentuError(Exception):
    """The work could not be done: one line that says what, where and how to mend it. Exit status 1."""

    exit_status = 1


class InputError(WentuError):
    """The call or its input was wrong. Exit status 2."""

    exit_status = 2


class Severity(StrEnum):
    """How much an issue costs: ``warning`` (something is less sure) or ``error`` (something was left out)."""

    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that could not be handled, recorded instead of absorbed. ``code`` is stable, kebab-case."""

    code: str
    message: str
    where: str
    severity: Severity = Severity.WARNING
    span: Span | None = None
