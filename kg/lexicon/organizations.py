"""Names of bodies: the national ones as a list, the territorial ones (湖南省委, 市人大常委会) by their grammar.

Names come fullest first, the written form among them. ``Home`` says which territory 省, 市, 县 stand for where a
text leaves it out; it is the reader's knowledge of the paper and of what the text named before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Protocol

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon.gazetteer import country, country_names, find_divisions
from kg.lexicon.searching import KEPT_TEXTS
from kg.model import Span


class Home(Protocol):
    """Which territory a level word (省) stands for; a dictionary is one, too."""

    def get(self, level: str, default: str, /) -> str:
        """The territory's name, ``default`` where it is not known."""


NO_HOME: Home = dict[str, str]()

# Endings of territories, longest first; the one-character ones are also how a text refers back to its own (省委).
LEVELS = (
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "新区",
    "开发区",
    "街道",
    "社区",
    "省",
    "市",
    "县",
    "区",
    "州",
    "旗",
    "盟",
    "镇",
    "乡",
    "村",
)
_LEVEL = "|".join(LEVELS)
_TERRITORY = rf"(?P<place>(?:\S*?[^省市县区州旗盟镇乡村])?(?:{_LEVEL})|)"
_PLACE = rf"(?P<place>\S*?(?:{_LEVEL}))"
# 湖南省委 · 中共岳阳市委组织部 · 内蒙古自治区党委 · 哈密地委 · 山城镇党委 · 城南街道党工委
_PARTY = re.compile(rf"(?:中共|中国共产党)?{_PLACE}(?P<organ>委员会|党委|党工委|工委|委(?!会|员))(?P<rest>\S*)")
_PREFECTURE_PARTY = re.compile(r"(?:中共)?(?P<place>\S{2,6}?)地委(?P<rest>\S*)")
# 民盟江苏省委 · 民建市委会: committees of the other parties
OTHER_PARTIES = ("民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟")
_OTHER_PARTY = re.compile(rf"(?P<party>{'|'.join(OTHER_PARTIES)}){_PLACE}(?:委员会|委会|委)(?P<rest>\S*)")
# 共青团湖南省委 · 团省委 · 湖南团省委
_LEAGUE = re.compile(
    rf"(?:(?:中国共产主义青年团|共青团|团){_PLACE}(?:委员会|委会|委)"
    rf"|(?P<stem>\S{{2,8}}?)(?:共青)?团(?P<level>{_LEVEL})委)(?P<rest>\S*)"
)
# 湖南省人民政府 · 省政府办公厅 · 香港特别行政区政府
_GOVERNMENT = re.compile(rf"{_PLACE}(?P<organ>人民政府|政府)(?P<rest>\S*)")
# 省人大常委会党组 · 岳阳市人民代表大会常务委员会 · 河北省人大
_CONGRESS = re.compile(
    rf"{_PLACE}(?:第[\d一二三四五六七八九十]+届|[一二三四五六七八九十]+届)?"
    r"(?P<organ>人民代表大会常务委员会|人大常务委员会|人大常委会|人民代表大会|人大)(?P<rest>\S*)"
)
# 省政协党组 · 政协湖南省委员会 · 中国人民政治协商会议湖南省委员会
_CONFERENCE = re.compile(
    rf"(?:{_PLACE}政协(?P<rest>\S*))|(?:(?:中国人民政治协商会议|政协){_PLACE.replace('place', 'seat')}"
    r"(?:第[\d一二三四五六七八九十]+届)?委员会(?P<more>\S*))"
)
# 省纪委监委 · 湖南省纪律检查委员会
_DISCIPLINE = re.compile(rf"(?:中共)?{_PLACE}(?P<organ>纪律检查委员会|纪委监委|纪委|监察委员会|监委)(?P<rest>\S*)")
_LIMITED = re.compile(r"(?:股份)?有限(?:责任)?公司$")
_BY_LEVEL = re.compile(rf"(?:全|我|本|该)?(?P<place>{_LEVEL})(?P<rest>\S+)")


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the list: its kind (party, government, society …) and its names, fullest first."""

    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundBody:
    """A listed body's name in a text."""

    span: Span
    body: Body


@cache
def _listed() -> dict[str, Body]:
    text = files("kg.lexicon").joinpath("data", "organizations.tsv").read_text(encoding="utf-8")
    found: dict[str, Body] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, full, others = line.split("\t")
            body = Body(kind, (full, *filter(None, others.split("|"))))
            for name in body.names:
                found.setdefault(name, body)
            found.setdefault(_LIMITED.sub("", full) if kind == "company" else full, body)
    return found


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    names = tuple(_listed())
    return AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest), names


def body_named(name: str) -> Body | None:
    """The listed body with this name: 中纪委 → 中国共产党中央纪律检查委员会."""
    return _listed().get(name)


@lru_cache(maxsize=KEPT_TEXTS)
def find_bodies(text: str) -> tuple[FoundBody, ...]:
    """The listed bodies named in ``text``, longest first from the left."""
    automaton, names = _automaton()
    listed = _listed()
    return tuple(
        FoundBody(Span(start, end), listed[names[index]])
        for index, start, end in automaton.find_matches_as_indexes(text)
    )


def party_of(land: str) -> tuple[str, ...]:
    """The names of a ruling party's listed central committee: 越南 → 越南共产党中央委员会; () where none is."""
    found = (body.names for name, body in _listed().items() if name == body.names[0] and name.startswith(land))
    return next((names for names in found if names[0].endswith("党中央委员会")), ())


def _unique(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def full_place(place: str, home: Home = NO_HOME) -> str:
    """The last territory that ``place`` names (湖南岳阳市 → 岳阳市), or the one at home that a bare level means."""
    if place in LEVELS:
        return home.get(place, "")
    found = find_divisions(place)
    return found[-1].text if found and found[-1].span.end == len(place) and len(found) > 1 else place


def names_of(written: str, home: Home = NO_HOME) -> tuple[str, ...]:
    """The names of the body written so, fullest first, ``written`` among them.

    省委 with 湖南省 at home → 中共湖南省委, 湖南省委, 省委; without a home only what is written.
    """
    listed = body_named(written)
    if listed:
        return _unique(*listed.names, written)
    return _abbreviated(written) or _territorial(written, home) or _extended(written) or (written,)


def _abbreviated(written: str) -> tuple[str, ...]:
    """俄外交部 → 俄罗斯外交部: a country's one character before what its ministries and courts are called."""
    land, body = country(written[:1]), body_named(written[1:])
    if land is None or body is None or land.code == "CN" or body.kind not in ("government", "court"):
        return ()
    return (f"{land.name}{written[1:]}", written)


def _territorial(written: str, home: Home) -> tuple[str, ...]:
    for pattern, build in (
        (_DISCIPLINE, _discipline),
        (_CONFERENCE, _conference),
        (_CONGRESS, _congress),
        (_GOVERNMENT, _government),
        (_OTHER_PARTY, _other_party),
        (_LEAGUE, _league),
        (_PARTY, _party),
    ):
        match = pattern.fullmatch(written)
        if match:
            names = build(match, home)
            if names:
                return _unique(*names, written)
    match = _PREFECTURE_PARTY.fullmatch(written)
    if match:
        stem = f"{match['place']}地委{match['rest']}"
        return _unique(f"中共{stem}", stem, written)
    match = _BY_LEVEL.fullmatch(written)
    if match and (place := full_place(match["place"], home)):
        return _unique(place + match["rest"], written)
    return ()


def _party(match: re.Match[str], home: Home) -> tuple[str, ...]:
    place, organ, rest = full_place(match["place"], home), match["organ"], match["rest"]
    prefixed = match[0].startswith("中")
    if organ == "委员会" and not prefixed:
        return ()
    if not place:
        return (match[0],)
    small = place.endswith(("镇", "乡", "村", "街道", "社区"))
    full = f"中国共产党{place}委员会" if organ in ("委", "委员会", "党委") and not rest else ""
    if organ == "委" and len(place) == 2 and not small:
        organ = f"{place[-1]}委"  # 萧县|县委
    short = f"{place}{'党委' if small and organ in ('委', '委员会') else '委' if organ == '委员会' else organ}{rest}"
    return (f"中共{short}", short, full)


def _other_party(match: re.Match[str], home: Home) -> tuple[str, ...]:
    place, party, rest = full_place(match["place"], home), match["party"], match["rest"]
    if not place:
        return (match[0],)
    return (f"{party}{place}委员会{rest}", f"{party}{place}委{rest}")


def _league(match: re.Match[str], home: Home) -> tuple[str, ...]:
    stem, level, rest = match["stem"], match["level"], match["rest"]
    place = full_place(match["place"], home) if stem is None else stem if stem.endswith(level) else stem + level
    if not place:
        return (match[0],)
    full = "" if rest else f"中国共产主义青年团{place}委员会"
    return _unique(f"共青团{place}委{rest}", full)


def _government(match: re.Match[str], home: Home) -> tuple[str, ...]:
    place, rest = full_place(match["place"], home), match["rest"]
    if not place:
        return (match[0],)
    if place.endswith("特别行政区"):
        return (f"{place}政府{rest}",)
    return (f"{place}人民政府{rest}", f"{place}政府{rest}")


def _congress(match: re.Match[str], home: Home) -> tuple[str, ...]:
    place, organ, rest = full_place(match["place"], home), match["organ"], match["rest"]
    if not place:
        return (match[0],)
    standing = "常" in organ
    full = f"{place}人民代表大会{'常务委员会' if standing else ''}{rest}"
    return (full, f"{place}人大{'常委会' if standing else ''}{rest}")


def _conference(match: re.Match[str], home: Home) -> tuple[str, ...]:
    place, rest = full_place(match["place"] or match["seat"], home), match["rest"] or match["more"] or ""
    if not place:
        return (match[0],)
    return (f"中国人民政治协商会议{place}委员会{rest}", f"{place}政协{rest}", f"政协{place}委员会{rest}")


def _discipline(match: re.Match[str], home: Home) -> tuple[str, ...]:
    place, organ, rest = full_place(match["place"], home), match["organ"], match["rest"]
    if not place:
        return (match[0],)
    if organ in ("纪律检查委员会", "纪委"):
        return (f"中共{place}纪律检查委员会{rest}", f"{place}纪委{rest}")
    if organ in ("监察委员会", "监委"):
        return (f"{place}监察委员会{rest}", f"{place}监委{rest}")
    return (f"{place}{organ}{rest}",)


def _extended(written: str) -> tuple[str, ...]:
    """A part of a listed body with the body's fullest name: 全国政协办公厅 → 中国人民政治协商会议全国委员会办公厅."""
    found = find_bodies(written)
    if not found or found[0].span.start or len(found[0].body.names[0]) < 4:
        return ()
    rest = written[found[0].span.end :]
    if rest.startswith("第"):
        return ()
    return _unique(f"{found[0].body.names[0]}{rest}", written) if found[0].body.kind in _WITH_PARTS else ()


_WITH_PARTS = frozenset({"congress", "conference", "army", "court"})


# Unions of states end as leagues do and have no government of their own.
_UNIONS = frozenset({"欧盟", "东盟", "非盟", "阿盟", "联合国"})


def government_names(territory: str) -> tuple[str, ...]:
    """The government of a territory, the territory's own name last: 岳阳市 → 岳阳市人民政府, 岳阳市政府, 岳阳市."""
    if territory in _UNIONS:
        return names_of(territory)
    if territory in country_names() or not territory.endswith(LEVELS):
        return _unique(f"{territory}政府", territory)
    if territory.endswith("特别行政区"):
        return _unique(f"{territory}政府", territory)
    if territory.endswith(("街道", "社区", "村")):
        return (territory,)
    return _unique(f"{territory}人民政府", f"{territory}政府", territory)
