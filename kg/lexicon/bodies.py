"""What a body's name tells of it: its family (party, state, company …), what it is part of, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from kg.lexicon.endings import kind_of, parts
from kg.lexicon.gazetteer import countries_named, country, find_divisions
from kg.lexicon.lands import find_lands
from kg.lexicon.organizations import body_named, names_of

FOREIGN, INTERNATIONAL = "ForeignBody", "InternationalBody"


@dataclass(frozen=True, slots=True)
class Succession:
    """In ``year`` a body became ``successor`` (full names); ``how``: renamed, merged, split."""

    year: str
    body: str
    how: str
    successor: str


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files("kg.lexicon").joinpath("data", "bodies.yaml").read_text("utf-8"))
    return loaded


@cache
def _family_of_kind() -> dict[str, str]:
    return {kind: family for family, kinds in _data()["families"].items() for kind in kinds}


@lru_cache(maxsize=65_536)
def family_of(name: str) -> str:
    """The local name of the class of the ontology that a body with this full name is of; ``""`` where it tells none.

    >>> family_of("中共青澜市委组织部"), family_of("法国外交部"), family_of("物业管理委员会")
    ('PartyBody', 'ForeignBody', '')
    """
    listed = body_named(name)
    kind = kind_of(name)
    if listed and listed.kind in ("international", "world"):
        return INTERNATIONAL
    if _is_abroad(name) or (listed and listed.kind == "foreign"):
        return FOREIGN
    if not listed or listed.kind == "government":
        for family, words in _data()["ends"].items():
            if name.endswith(tuple(words)):
                return str(family)
    for family, words in _data()["begins"].items():
        if name.startswith(tuple(words)):
            return str(family)
    if kind in _data()["told_by_owner"] and not listed and not _has_owner(name):
        return ""
    return _family_of_kind().get(kind, "")


def _is_abroad(name: str) -> bool:
    """Whether the name begins with a foreign country: 法国外交部; not 中国驻法国大使馆."""
    found = find_lands(name)
    land = country(found[0].of(name)) if found and found[0].start == 0 else None
    if land is not None:
        return land.code not in ("CN", "HK", "MO", "TW")
    short = countries_named(name[0])  # 俄外交部; 中办 is listed
    return bool(short) and short[0].code != "CN" and kind_of(name[1:]) == "ministry" and len(name) > 3


def _has_owner(name: str) -> bool:
    """Whether the name tells whose body it is: a territory's, the nation's, or that of a listed body."""
    found = find_divisions(name)
    national = ("中国", "中华", "国家", "国务院", "全国", "中央", "最高人民", "中国人民")
    return bool(found and found[0].span.start == 0) or name.startswith(national) or bool(_listed_whole(name))


@lru_cache(maxsize=65_536)
def parent_of_body(name: str) -> str:
    """The full name of the body that one with this full name is part of; ``""`` where the name does not tell.

    >>> parent_of_body("中共青海省委组织部"), parent_of_body("西宁市公安局"), parent_of_body("中华人民共和国水利部")
    ('中共青海省委', '西宁市人民政府', '中华人民共和国国务院')
    """
    listed = body_named(name)
    return _of_part(name) or (_of_listed(name) if listed else _listed_whole(name) or _of_whole(name) or _of_land(name))


def _full(name: str) -> str:
    return names_of(name)[0]


def _of_part(name: str) -> str:
    """中共青澜市委|组织部, 青澜市公安局|党委."""
    for part in sorted((*parts(), *_data()["parts"]), key=len, reverse=True):
        whole = name.removesuffix(part)
        if whole != name and len(whole) > 1:
            return _full(whole) if _is_whole(whole) else ""
    return ""


def _is_whole(name: str) -> bool:
    """Whether a part of a body may follow; not after 美国中央, nor after a territory (白桥镇|党委)."""
    if body_named(name):
        return True
    long = len(name) > 2 or name.endswith("委")
    return long and kind_of(name) not in ("", "village") and not name.endswith("中央")


def _of_listed(name: str) -> str:
    """What a national body is under."""
    data = _data()
    kind = kind_of(name) if (body := body_named(name)) is None else body.kind
    if kind == "government" and name.startswith(tuple(data["state_begins"])) and name not in data["state_apart"]:
        return str(data["state_council"])
    if kind == "party" and name.startswith(tuple(data["central_begins"])) and name not in data["central_apart"]:
        return str(data["central_committee"])
    if kind in ("bureau", "army"):
        return _listed_whole(name)
    return ""


def _listed_whole(name: str) -> str:
    """The listed body whose name begins this one: 中国科学院|声学研究所."""
    for end in range(len(name) - 2, 2, -1):
        body = body_named(name[:end])
        if body is not None and body.names[0] not in ("中华人民共和国", name):
            if body.kind in _data()["no_wholes"]:
                return ""
            rest = name[end:]
            return body.names[0] if kind_of(rest) and not rest.startswith(tuple(_data()["no_part"])) else ""
    return ""


def _of_whole(name: str) -> str:
    """云岭大学|法学院."""
    wholes, no_part = tuple(_data()["wholes"]), tuple(_data()["no_part"])
    for end in range(len(name) - 2, 3, -1):
        if name[:end].endswith(wholes) and not name[end:].startswith(no_part) and kind_of(name[end:]):
            return _full(name[:end])
    return ""


def _of_land(name: str) -> str:
    """青澜市|公安局: the government of the territory, or its party committee."""
    found = find_divisions(name)
    end = 0
    for one in found:
        if one.span.start != end or not any(unit.name == one.text for unit in one.divisions):
            break
        end = one.span.end
    place, rest, data = name[:end], name[end:], _data()
    if not end or len(rest) < 2 or rest.endswith(tuple(data["own_line"])):
        return ""
    if rest in data["party_departments"]:
        return _full(f"{place}委")
    if rest.endswith(tuple(data["government_departments"])) and kind_of(rest) == "bureau":
        return _full(f"{place}人民政府")
    return ""


def joint_signs() -> dict[str, list[str]]:
    """How the joint names of two bodies end, with how each is named: 纪委监委 → …纪委, …监委."""
    signs: dict[str, list[str]] = _data()["joint"]["signs"]
    return signs


def posts_of_second() -> frozenset[str]:
    """The posts that the second of two joint bodies has and the first has not: a 监委 has a 主任."""
    return frozenset(_data()["joint"]["second"])


@cache
def _successions() -> tuple[dict[str, tuple[Succession, ...]], dict[str, tuple[Succession, ...]]]:
    text = files("kg.lexicon").joinpath("data", "organization_changes.tsv").read_text(encoding="utf-8")
    after: dict[str, tuple[Succession, ...]] = {}
    before: dict[str, tuple[Succession, ...]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            one = Succession(*line.split("\t"))
            after[one.body] = (*after.get(one.body, ()), one)
            before[one.successor] = (*before.get(one.successor, ()), one)
    return after, before


def successors_of(name: str) -> tuple[Succession, ...]:
    """What became of the body with this full name, by the list; () where nothing is known."""
    return _successions()[0].get(name, ())


def predecessors_of(name: str) -> tuple[Succession, ...]:
    """What the body with this full name was made of, by the list."""
    return _successions()[1].get(name, ())
