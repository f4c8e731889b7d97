"""The states that a policy's name begins with: 中法…年, 中英…声明, 甲国和乙国关于…的声明, 中国—某盟自贸区."""

from __future__ import annotations

import re

from kg.facts.policies.actors import side_names
from kg.lexicon.gazetteer import countries_named
from kg.lexicon.lands import find_countries

_CHINA = ("中国", "中方")
_TITLE_SIDES = re.compile(
    r"^(?P<one>中华人民共和国|[一-鿿·（）]{2,16}?)(?:政府)?(?:[和与同]|[—－-]{1,2})(?P<two>[一-鿿·（）]{2,20}?)(?:政府)?(?:关于|联合|全面|外交|建立|经济|互免|自由|司法|引渡|合作|自贸|友好|战略|[\d０-９]{4})"
)
# 中国—甲盟自贸区: both sides of what a dash joins.
_DASHED = re.compile(r"^中国[—－-]{1,2}(?P<two>[一-鿿]{2,4}?)(?:自贸|自由贸易|人文|命运|关于|经济|合作|贸易)")
# 中法|文化旅游年, 中吉乌|铁路, 中英|联合声明: what two or three states, by a character each, have together.
_TOGETHER = re.compile(
    r"(?:三国|两国)?(?:(?:三个|四个|联合|和平|睦邻|友好|关系|经济走廊|铁路|高铁|公路|管道|油气|天然气|原油|自贸|自由贸易|知识产权|引渡|司法|文化|人文|旅游|教育|科技|合作|贸易|战略|投资|双边|边界|渔业|民航|社保|核|最终|停火|停战|\+)"
    r".*(?:声明|公报|条约|协定|协议书?|备忘录|宣言|议定书|文件|年|走廊|铁路|高铁|公路|管道|自贸区|计划|规划|共识|路线图|项目)(?:建设|项目|合作)?"
    r"|(?:铁路|高铁|公路|管道|经济走廊|协定|协议)(?:建设|项目)?)[”》』）\d０-９—－-]*$|[一-鿿]{2,8}年"
)
# 中国某国旅游年: two states by name, one after the other.
_LONG = re.compile(r"[“《『]?中国(?P<two>[一-鿿]{2,8}?)(?:文化|人文|旅游|教育|友好|合作|建交)[一-鿿]{0,6}年")
_TREATIES = ("声明", "公报", "条约", "协定", "备忘录", "宣言", "议定书", "计划", "规划", "共识", "协议", "文件")
_TAIL = re.compile(r"[（(][^）)]*[）)]$")


def sides_of(name: str, text: str) -> list[tuple[str, ...]]:
    """The names of each state or bloc with which ``name`` begins, in its order; ``text`` tells what a character
    abbreviates. [] where it begins with fewer than two."""
    if dashed := _DASHED.match(name):
        return [_CHINA, (dashed["two"],)]
    if (long := _LONG.match(name)) and countries_named(long["two"]):
        return [_CHINA, (long["two"],)]
    if _TAIL.sub("", name).endswith(_TREATIES) and (match := _TITLE_SIDES.match(name)):
        sides = [_full(match["one"]), _full(match["two"])]
        return [side for side in sides if side]
    return _by_characters(lands_in(name), text)


def lands_in(name: str) -> str:
    """The characters with which ``name`` begins that stand for a state each; "" where it begins with fewer than two."""
    bare = name.lstrip("“《『")
    for count in (3, 2):
        if all(map(_abbreviates, bare[:count])) and _TOGETHER.match(bare, count):
            return bare[:count]
    return ""


def _abbreviates(character: str) -> bool:
    return character in "中非" or bool(countries_named(character))


def _by_characters(lands: str, text: str) -> list[tuple[str, ...]]:
    alone = _alone if len(lands) > 2 else lambda land: ()  # two states are both spoken of
    sides = [_CHINA if land == "中" else side_names(f"{land}方", text) or alone(land) for land in lands]
    told = {span.of(text) for span in find_countries(text)}
    sure = _CHINA in sides or len(sides) > 2
    return sides if all(side and (sure or not told.isdisjoint(side)) for side in sides) else []


def _alone(land: str) -> tuple[str, ...]:
    """The state that a character stands for without help of the text; () where there are several."""
    known = countries_named(land)
    return (known[0].name, f"{land}方") if len(known) == 1 else ()


def _full(written: str) -> tuple[str, ...]:
    if written in ("中华人民共和国", "中国", "中"):
        return ("中华人民共和国", *_CHINA)
    known = countries_named(written)
    return tuple(dict.fromkeys((written, known[0].name))) if known else (written,) if len(written) > 2 else ()
