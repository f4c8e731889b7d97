"""Where a body and a post in it stand: family, land, territory, rank. Told from the names alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml

from kg.lexicon.endings import kind_of
from kg.lexicon.gazetteer import COUNTY, PREFECTURE, PROVINCE, Division, country, find_divisions
from kg.lexicon.lands import find_lands
from kg.lexicon.organizations import body_named, names_of
from kg.model import HeldPost, Standing

TERM: Final = re.compile("第[一二三四五六七八九十]+届(?=.)")
TOWNSHIP: Final = 1.0
CHINA, WORLD = "CN", "INT"
HIGH: Final = 3.5
"""From this rank on people are so few that namesakes among them are rare."""
MINISTER: Final = 4.0
"""The rank of ministers and governors."""
TOP: Final = 5.0
"""The rank of the state's leaders, some seventy people."""
_RANKS: Final = {PROVINCE: 4.0, PREFECTURE: 3.0, COUNTY: 2.0}
LOCAL: Final = frozenset({"official", "company", "grassroots", "police"})
"""The walks of life in which few leave their province."""
_CHINESE_FAMILIES: Final = frozenset({"official", "grassroots"})


@dataclass(frozen=True, slots=True)
class Standings:
    """The lists of ``standing.yaml``; ``apart`` by the two families in order, ``other`` for pairs not named."""

    family_of_kind: dict[str, str]
    family_of_role: dict[str, str]
    apart: dict[tuple[str, str], float]
    other: float
    alike: dict[str, float]
    many: frozenset[str]
    vast: frozenset[str]
    plain: frozenset[str]
    once: frozenset[str]
    state_posts: frozenset[str]
    state_bodies: frozenset[str]
    top_bodies: frozenset[str]
    heads: tuple[str, ...]
    deputies: tuple[str, ...]
    national: tuple[str, ...]
    organs: tuple[str, ...]
    beside: tuple[str, ...]
    second_line: tuple[str, ...]
    chinese_names: frozenset[str]
    vague: frozenset[str]
    grassroots: tuple[str, ...]
    township: tuple[str, ...]
    rivals: frozenset[str]
    under: frozenset[str]
    presiding: frozenset[str]
    never_both: frozenset[tuple[str, str]]
    political: tuple[str, ...]
    called_alike: frozenset[frozenset[str]]


@cache
def standings() -> Standings:
    """The lists, read at first use."""
    text = files("kg.lexicon").joinpath("data", "standing.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return Standings(
        family_of_kind={kind: family for family, kinds in data["families"].items() for kind in kinds},
        family_of_role={role: family for family, roles in data["by_role"].items() for role in roles},
        apart={_pair(*pair.split()): float(cost) for pair, cost in data["apart"].items() if " " in pair},
        other=float(data["apart"]["other"]),
        alike={family: float(value) for family, value in data["alike"].items()},
        many=frozenset(data["many"]),
        vast=frozenset(data["vast"]),
        plain=frozenset(data["plain"]),
        once=frozenset(data["once"]),
        state_posts=frozenset(data["state_posts"]),
        state_bodies=frozenset(data["state_bodies"]),
        top_bodies=frozenset(data["top_bodies"]),
        heads=tuple(data["heads"]),
        deputies=tuple(data["deputies"]),
        national=tuple(data["national"]),
        organs=tuple(data["organs"]),
        beside=tuple(data["beside"]),
        second_line=tuple(data["second_line"]),
        chinese_names=frozenset(data["chinese_names"]),
        vague=frozenset(data["vague"]),
        grassroots=tuple(data["grassroots"]),
        township=tuple(data["township"]),
        rivals=frozenset(data["rivals"]),
        under=frozenset(data["under"]),
        presiding=frozenset(data["presiding"]),
        political=tuple(data["political"]),
        called_alike=frozenset(map(frozenset, data["called_alike"])),
        never_both=frozenset(_pair(one, kind) for one, kinds in data["never_both"].items() for kind in kinds),
    )


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def apart(one: str, other: str) -> float:
    """What it costs that one post is of the first family and one of the second; 0 where either is unknown."""
    if one == other or not one or not other:
        return 0.0
    return standings().apart.get(_pair(one, other), standings().other)


def family_of_role(role: str) -> str:
    """The family that a role tells whatever the body is; ``""`` where it tells none."""
    return standings().family_of_role.get(role, "")


def alike(family: str) -> float:
    """What it speaks for one person that both are of this family: the fewer are of it, the more."""
    return standings().alike.get(family, 0.0)


@lru_cache(maxsize=65_536)
def standing_of(label: str) -> Standing:
    """Where the body with this label stands.

    >>> standing_of("云南省人民政府"), standing_of("法国外交部").land, standing_of("云南大学").family
    (Standing(family='official', land='CN', adcode='530000', rank=4.0), 'FR', 'school')
    """
    label = label.replace("(", "（").replace(")", "）")
    listed = body_named(label)
    family = standings().family_of_kind.get(kind_of(label), "")
    if any(word in label for word in standings().grassroots):
        family = "grassroots"
    if listed and listed.kind in ("international", "world"):
        return Standing("world", WORLD)
    abroad = _land(label)
    if abroad and abroad != CHINA:
        governs = family in ("official", "") or label.endswith(standings().political)
        return Standing("state" if governs else family, abroad)
    # 共和党籍众议院 has nothing to do with 共和县.
    unit = None if listed or family == "state" else _unit(label.removeprefix("中华人民共和国"))
    if unit is not None:
        # 青澜市负责人 is of its leadership.
        family = family or ("official" if unit.name == label else "")
        rank = _RANKS[unit.level] if family == "official" else 0.0
        if any(word in label for word in standings().township):
            rank = TOWNSHIP
        return Standing(family, CHINA, unit.adcode, rank)
    if not listed and not abroad and (within := house(label)) != label:
        # 生态环境部党组 stands where the ministry does.
        return standing_of(within)
    national = label.startswith(standings().national)
    if listed or abroad or national:
        state = label in standings().state_bodies
        return Standing(family, CHINA, "", 5.0 if state else 4.0 if national or family == "official" else 0.0)
    return Standing(family, CHINA if family in _CHINESE_FAMILIES and len(label) > 4 else "")


def _land(label: str) -> str:
    """The land that a body's name begins with: 泰国外交部; the one that sends, not the one that receives an embassy."""
    found = find_lands(label)
    if found and found[0].start == 0:
        land = country(found[0].of(label))
        return land.code if land else WORLD
    party = country(label[0]) if label[1:2] == "共" and label[2:3] != "和" else None
    if party:
        return party.code  # 越共中央
    return CHINA if label.startswith(("中华人民共和国", "中国", "中共", "我国")) else ""


def _unit(label: str) -> Division | None:
    """The smallest division that the name tells for certain."""
    found = find_divisions(label)
    for one in reversed(found):
        coded = [unit for unit in one.divisions if unit.adcode]
        if coded and (len(coded) == 1 or len({unit.adcode[:2] for unit in coded}) == 1):
            return coded[0]
    return None


@lru_cache(maxsize=65_536)
def standing_in(label: str, role: str) -> Standing:
    """Where the post stands: the body's standing, its family as the role tells it, its rank that of the post."""
    lists, body = standings(), standing_of(label)
    family = lists.family_of_role.get(role.removeprefix("原").removeprefix("前"), body.family)
    if not body.rank:
        return replace(body, family=family)
    if body.rank == 5.0:
        top = label in lists.top_bodies or role.removeprefix("常务") in lists.state_posts
        rank = 5.0 if top else 3.5
    elif any(role.endswith(head) for head in lists.heads):
        member = label.endswith("书记处") and role == "书记"
        lower = 0.5 if member or role.startswith(lists.deputies) else 0.0
        rank = body.rank - lower - (1.0 if _is_part(label) else 0.0)
    else:
        rank = body.rank - 1.5
    return replace(body, family=family, rank=rank)


def level_of(label: str, role: str) -> float:
    """The rank of the post; that of the state's leaders for those of another land.

    >>> level_of("中华人民共和国国务院", "总理"), level_of("法国政府", "总统"), level_of("云南省财政厅", "厅长")
    (5.0, 5.0, 3.0)
    """
    standing = standing_in(label, role)
    return TOP if is_once(role) and standing.land not in ("", CHINA, WORLD) else standing.rank


def _is_part(label: str) -> bool:
    """A bureau or department of a territory's government ranks one below it."""
    return body_named(label) is None and kind_of(label) in ("bureau", "ministry") and bool(find_divisions(label))


def is_many(role: str) -> bool:
    """Whether several hold the post in one body at once (代表, 教授)."""
    return role in standings().many


def is_once(role: str) -> bool:
    """Whether a land has the post once (总统)."""
    return role in standings().once


def are_rivals(posts: Iterable[HeldPost]) -> bool:
    """Whether these are posts of one land that nobody holds two of at once (总统, 总理)."""
    held = {(p.standing.land, p.role) for p in posts if not p.former and p.role in standings().rivals}
    return any(one[0] == other[0] not in ("", CHINA) for one in held for other in held if one < other)


def never_both(label: str, other: str) -> bool:
    """Whether nobody heads both bodies at once, of one territory or one within the other's (法院, 市政府)."""
    return _pair(kind_of(label), kind_of(other)) in standings().never_both and house(label) != house(other)


def is_plain(role: str) -> bool:
    """Whether most bodies have someone of the role (部长, 发言人)."""
    lists = standings()
    return role in lists.plain or role.removeprefix("副") in lists.heads


def says_nothing(post: HeldPost) -> bool:
    """Whether sharing the post is no sign of being one: a member among thousands."""
    return is_many(post.role) and post.label in standings().vast


@lru_cache(maxsize=65_536)
def house(label: str) -> str:
    """The body without its term and the names of its inner organs.

    >>> house("云南省人民政府党组"), house("政协第十三届全国委员会")
    ('云南省人民政府', '中国人民政治协商会议全国委员会')
    """
    if TERM.search(label):
        return house(names_of(TERM.sub("", label))[0])
    for organ in standings().organs:
        if label.endswith(organ) and len(label) > len(organ) + 1:
            return house(label.removesuffix(organ))
    return label


def is_beside(post: HeldPost) -> bool:
    """Whether the post tells hardly more than none: held beside another, for an occasion, or by thousands.

    领导小组组长, 全国人大代表
    """
    return post.label.endswith(standings().beside) or post.role in standings().vague or says_nothing(post)


def called_alike(land: str, other: str) -> bool:
    """Whether the press calls the two lands alike."""
    return frozenset((land, other)) in standings().called_alike


def is_named_like_chinese(land: str) -> bool:
    """Whether names of the land are written like Chinese ones, and are as common as they seem; of no land, too."""
    return not land or land == WORLD or land in standings().chinese_names


def is_second_line(post: HeldPost) -> bool:
    """Whether the post is of those where careers end (省政协副主席)."""
    return any(word in post.label for word in standings().second_line)
