"""Countries in running text, and what is said of them: 美国 in 美国国务院, 泰 in 中国驻泰大使."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon.gazetteer import country, country_names
from kg.lexicon.searching import KEPT_TEXTS
from kg.model import Span

# Unions and peoples that hold offices as countries do.
_OTHERS = ("欧盟", "联合国", "东盟", "非盟", "巴勒斯坦")


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(sorted({*country_names(), *_OTHERS}), matchkind=MatchKind.LeftmostLongest)


@lru_cache(maxsize=KEPT_TEXTS)
def find_lands(text: str) -> tuple[Span, ...]:
    """Where countries are named in ``text``, by names of two characters or more, longest first from the left."""
    return _spans(_automaton(), text)


def _spans(automaton: AhoCorasick, text: str) -> tuple[Span, ...]:
    found = automaton.find_matches_as_indexes(text)
    return tuple([_short_of_word(text, start, end) for _, start, end in found if _is_land(text, start, end)])


#: 中非|总统: else China and Africa, 中非合作论坛.
_TWO_LANDS = "中非"
_OF_STATE = re.compile(
    "共和国|国?政府|总统|总理|外长|国民|议会|议长|首都|当局|政局|局势|境内|军队?|武装|反对派|过渡|北部|南部"
)


def _is_land(text: str, start: int, end: int) -> bool:
    return text[start:end] != _TWO_LANDS or text == _TWO_LANDS or _OF_STATE.match(text, end) is not None


#: 以色列|国家安全顾问, 卡塔尔|国防部: what the 国 of a state's full name may begin.
_STATE_WORDS = ("国家", "国防", "国会", "国务", "国际", "国民", "国王", "国内", "国有", "国营", "国歌", "国旗")


def _short_of_word(text: str, start: int, end: int) -> Span:
    cut = text[end - 1] == "国" and text.startswith(_STATE_WORDS, end - 1) and text[start : end - 1] in country_names()
    return Span(start, end - 1 if cut else end)


@cache
def _countries() -> AhoCorasick:
    return AhoCorasick(sorted(country_names()), matchkind=MatchKind.LeftmostLongest)


@lru_cache(maxsize=KEPT_TEXTS)
def find_countries(text: str) -> tuple[Span, ...]:
    """As :func:`find_lands`, without the unions of states."""
    return _spans(_countries(), text)


def usual_name(name: str) -> str:
    """俄罗斯联邦 → 俄罗斯, 巴 → 巴 where more than one country may be meant; what is no country stays."""
    land = country(name)
    return land.name if land else name


def land_names(name: str) -> tuple[str, ...]:
    """A country's names, the official one first, ``name`` among them: 南非共和国, 南非."""
    land = country(name)
    if not land:
        return (name,)
    ordered = sorted((n for n in land.names if len(n) > 1), key=lambda n: (n == land.name, -len(n)))
    return tuple(dict.fromkeys((*ordered, name)))
