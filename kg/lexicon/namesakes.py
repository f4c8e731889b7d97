"""How common a person's name is, and which spellings are one name.

``data/name_parts.tsv`` counts how many distinct names of training corpora share a part, ``data/person_variants.tsv``
lists spellings; both are loaded at first use and kept.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from kg.lexicon.gazetteer import surnames
from kg.lexicon.people import transliterating
from kg.lexicon.person_names import common_family_names, looks_chinese

UNSEEN_GIVEN: Final = {1: 0.7, 2: 0.12}
"""What a given name of so many characters that no two names of the corpora share counts as."""
UNSEEN_FAMILY: Final = 0.7
NOTABLE: Final = 50_000
"""How many people the press of some decades names with a post or at an occasion, to the order of magnitude."""
FOREIGN: Final = {2: 2.0, 3: 0.6, 4: 0.2}
"""Expected bearers of a foreign name told by one part of so many characters; longer ones are as good as unique."""


@cache
def _parts() -> dict[tuple[str, str], int]:
    text = files("kg.lexicon").joinpath("data", "name_parts.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {(kind, part): int(count) for kind, part, count in rows}


@cache
def _characters() -> Counter[str]:
    """How many given names of ``name_parts.tsv`` each character stands in."""
    found: Counter[str] = Counter()
    for (kind, part), count in _parts().items():
        if kind == "given":
            found.update(dict.fromkeys(part, count))
    return found


def name_part_count(kind: str, part: str) -> int:
    """How many names share ``part`` as ``family``, ``given`` or ``foreign``, or have it as ``given-character``."""
    return _characters()[part] if kind == "given-character" else _parts().get((kind, part), 0)


@cache
def _variants() -> dict[str, str]:
    text = files("kg.lexicon").joinpath("data", "person_variants.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {other: used for used, others in rows for other in others.split("|")}


def usual_spelling(name: str) -> str:
    """The spelling used for a folded foreign name that the press spells in several ways; any other name as it is."""
    return _variants().get(name, name)


def _is_unlikely(name: str) -> bool:
    """Whether it is a foreign one of Chinese shape.

    Its characters spell foreign names and nobody has the given name (马德斯), or the family name is rare and spells
    foreign names, and no given name ends like it (阿德什).
    """
    if len(name) != 3 or name[0] not in transliterating():
        return False
    if transliterating().issuperset(name) and ("given", name[1:]) not in _parts():
        return True
    return name[0] not in common_family_names() and name[-1] not in _last_characters()


@cache
def _last_characters() -> frozenset[str]:
    return frozenset(part[-1] for kind, part in _parts() if kind == "given" and part)


@lru_cache(maxsize=65_536)
def bearers(name: str, *, chinese: bool = False) -> float:
    """About how many people of note bear this folded name: 10 for the commonest, far below 1 for a rare one.

    One whose characters spell foreign names, too, is a Chinese one where its bearer is known to be ``chinese``.
    """
    parts = _parts()
    shared = float(parts.get(("foreign", name), 0))
    native = chinese and len(name) in (2, 3) and name[0] in common_family_names()
    if not native and (not looks_chinese(name) or _is_unlikely(name)):
        return shared or FOREIGN.get(len(name), 0.05)
    size = 2 if name[:2] in surnames() and len(name) > 2 else 1
    family = parts.get(("family", name[:size]), UNSEEN_FAMILY) / parts["family", ""]
    given = parts.get(("given", name[size:]), UNSEEN_GIVEN.get(len(name) - size, 0.1)) / parts["given", ""]
    return max(shared, NOTABLE * family * given)
