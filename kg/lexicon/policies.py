"""The words of policy: heads of documents and programmes, verbs that carry them, settled names, doctrine.

All lists are data (``data/policies.yaml``, ``data/policy_names.tsv``, ``data/policy_law_names.txt``); this module
compiles them once. Nothing here looks at an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from kg.lexicon.weights import read_weights, rows_of

_DATA = Path(__file__).parent / "data"
WEIGHTS = _DATA / "policy_weights.tsv"
TAGGER = _DATA / "policy_tagger.npz"
FACT_WEIGHTS = _DATA / "policy_fact_weights.tsv"


@dataclass(frozen=True, slots=True)
class SettledName:
    """A policy that everybody names alike. ``forms`` are the strings in text, ``need`` is "", verb, short or salient.

    ``targets``: the names of each thing that it is aimed at.
    """

    name: str
    is_document: bool
    forms: tuple[str, ...]
    need: str
    targets: tuple[tuple[str, ...], ...]


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    raw: dict[str, str] = yaml.safe_load((_DATA / "policies.yaml").read_text(encoding="utf-8"))
    return {key: tuple(dict.fromkeys(value.split())) for key, value in raw.items()}


def words(key: str) -> tuple[str, ...]:
    """The list ``key`` of ``policies.yaml``, in its order; KeyError where there is none."""
    return _lists()[key]


def any_of(terms: Iterable[str]) -> str:
    """A regular-expression group (non-capturing) that matches any of ``terms``, the longest first."""
    return "(?:" + "|".join(map(re.escape, longest_first(terms))) + ")"


def longest_first(terms: Iterable[str]) -> list[str]:
    """``terms``, each once, the longest first."""
    return sorted(set(terms), key=lambda t: (-len(t), t))


@cache
def compiled(*keys: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """Compile the union of the lists ``keys`` as one group between the patterns ``before`` and ``after``."""
    return re.compile(before + any_of(term for key in keys for term in words(key)) + after)


@cache
def settled_names() -> tuple[SettledName, ...]:
    """The policies of ``policy_names.tsv``, in file order."""
    found = []
    for line in (_DATA / "policy_names.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, kind, forms, need, targets = line.split("\t")
        aims = tuple(_split(part) for part in targets.split("/") if part)
        found.append(SettledName(name, kind == "document", _split(forms), need, aims))
    return tuple(found)


@cache
def settled_documents() -> tuple[SettledName, ...]:
    """The documents among the settled policies, in file order."""
    return tuple(policy for policy in settled_names() if policy.is_document)


@cache
def settled_by_name() -> dict[str, SettledName]:
    """The settled policies by their full name."""
    return {policy.name: policy for policy in settled_names()}


@cache
def law_names() -> frozenset[str]:
    """Names of laws that papers write without brackets."""
    lines = (_DATA / "policy_law_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def policy_weights() -> dict[str, float]:
    """The weights of the scorer of policies by feature; ``bias`` and ``threshold`` are always there."""
    return read_weights(WEIGHTS)


@dataclass(frozen=True, slots=True)
class TellingName:
    """Names that tell who issues a policy. ``issuer`` are the names of that one.

    ``is_default`` where it holds only as long as the text tells nobody who proposed it.
    """

    pattern: re.Pattern[str]
    issuer: tuple[str, ...]
    is_default: bool


@cache
def telling_names() -> tuple[TellingName, ...]:
    """The rows of ``policy_issuers.tsv``, in file order."""
    rows = rows_of(_DATA / "policy_issuers.tsv")
    return tuple(TellingName(re.compile(pattern), _split(names), note == "default") for pattern, names, note in rows)


@cache
def fact_weights(family: str) -> dict[str, float]:
    """The weights by which the facts ``family`` (issuers, targets, dates) of policies are chosen, by feature.

    ``bias``, ``told``, ``first`` and, but for dates, ``next`` are always there: the least probability of a fact that
    grammar tells, of the first that it does not, and of those after that.
    """
    return {feature: float(value) for kind, feature, value in rows_of(FACT_WEIGHTS) if kind == family}


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)
