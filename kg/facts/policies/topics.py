"""What a policy's name says it is about: 关于加强乡村医生队伍建设的意见 → 乡村医生队伍建设."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.gazetteer import country_names, divisions_named, find_divisions
from kg.lexicon.policies import compiled, words

_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_DRAFT = re.compile(r"(?<=[法例典定议法划案])(?:修正案?|修订)?草案(?:代拟稿)?$")
# 关于批准《青山县消防规划》的决定 is about what the plan is about.
_ABOUT_ANOTHER = re.compile(
    r"关于(?:批准|修改|废止|加入)[^《》]{0,8}《(?P<title>[^《》]+)》[^《》]{0,8}的(?:决定|决议|议案)$"
)
_QUOTES = re.compile(r"[〈〉“”\"「」『』‘’]")
_JOINTS = re.compile(r"^[的、和与等及—－ ]+")
_ABOUT = re.compile(r"关于(?P<about>.+?)的?$")
_NUMBER = re.compile(
    r"^第?[一二三四五六七八九十百千万亿\d０-９.．两双]+(?:个|项|条|届|次|轮|批|年度?|名|头|斤|级|大(?![学数])|期|版|亿?元)|^[\d０-９]{4}年度?"
)
_NEW = re.compile(r"(?<![更创革换])新$")
_KEEP_MANAGED = re.compile(r"(?:.{2,}管理|.{2,}工作)$")
_QUOTED_PART = re.compile(r"[、和]?“[^”]*”")
_QUOTED_NAME = re.compile(r"^(?P<lead>.*?)[“\"](?P<core>[^”\"]+)[”\"](?:的|等(?!级))?(?P<rest>.*)$")
_JOINT = re.compile("[、与及]|(?<!人民共)和")
# 国民经济和社会发展 is one field, 预算执行情况与预算 one thing; 向…乱收费、乱罚款 goes on with its preposition.
_ONE_THING = re.compile(
    "国民经济和社会发展|情况|^[向对在]|[、和与及](?:保护|开发|管理|利用|修复|建设|改革|调整|治理|服务|发展|创新)*$|中央和地方|干流和|等$"
)
# 关于加强甲推动乙的意见 aims at both.
_SECOND_AIM = re.compile(r"(?<=.{4})[\s　]*(?:，|以)?(?:优先支持|推动|推进|促进|支持|提高|提升|助力)")
_TITLE_TAIL = re.compile(
    r"的?(?:实施|指导|若干|政策|意见|暂行|决定|处理|补充|联合|总体|工作|规划|领导人|[一二三四五六七八九十\d]+[项条])*$"
)
_NUMERAL = re.compile(r"[一二三四五六七八九十百千\d０-９+＋]")
_OCCASION = ("峰会", "会晤", "会议", "大会", "论坛")
# 青山县防汛三级应急响应 → 防汛 · 第六次全国森林普查 → 森林 · 第三轮中央巡视 tells nothing.
_NUMBERED = re.compile(
    r"(?:[一-鿿]{2,7}?[省市县区]|国家)?(?:[一二三四Ⅰ-Ⅳ]级|I{1,3}V?级)?(?P<response>[一-鿿]{0,8}?)(?:[一二三四Ⅰ-Ⅳ]级|I{1,3}V?级)?应急响应$"
    r"|第[一-鿿]{1,3}次全国(?P<survey>[一-鿿]+?)(?:普查|调查)$|.*第[一-鿿]{1,2}[轮批].{0,8}(?:巡视|巡察|督察)$"
)
# 暖心助企, 百企联百村: the groups that quoted words name.
_GROUPS = re.compile(
    r"民营企业|小微企业|企业|民企|职工|群众|老人|儿童|学生|青年|妇女|农民|农户|居民|商户|毕业生|英才|人才|校园|社区|(?<=百|千|万)[企村校]"
)
_WHOLE = {"企": "企业", "英才": "英才", "校": "学校"}
_ACTS = re.compile(r"(?:品牌)?(?:培育|创建|引进|推进|通报|建设|培训|招聘|招引|打造|提升|监测预警|帮扶)")
_CLOCK = re.compile(r"[一二三四五六七八九十\d]+点")
_COUNTED = re.compile(r"[一二三四五六七八九十百千万亿\d０-９]+(?:斤|名|头|亩|户|人|个|家|吨|只)")


@cache
def _head() -> re.Pattern[str]:
    return compiled("quoted_heads", "strong_heads", "made_heads", "wide_heads", "broad_heads", after="$")


@cache
def _own_head() -> re.Pattern[str]:
    return compiled("strong_heads", "own_heads", "document_heads", "made_heads", after="$")


@cache
def _frame() -> re.Pattern[str]:
    return compiled("name_frames", before="(?:", after="|中国(?!家|式)|全国(?!人大))")


@cache
def _tail() -> re.Pattern[str]:
    return compiled("name_tails", after="$")


@cache
def _telling() -> re.Pattern[str]:
    return compiled("telling_ends", before="(?:", after="|党建引领.+)$")


def target_in(name: str, *, document: bool) -> tuple[str, ...]:
    """The things that ``name`` is about, at most two; () where it tells nothing.

    云州市果园管理条例 → 果园管理 · 关于加强乡村医生队伍建设的意见 → 乡村医生队伍建设 · “清风”河道治理行动 → 河道治理
    """
    if another := _ABOUT_ANOTHER.match(name):
        return target_in(another["title"], document=True)
    bare = _DRAFT.sub("", _NOTE.sub("", name))
    if numbered := _NUMBERED.match(bare):
        return tuple(what for what in (numbered["response"], numbered["survey"]) if what)
    quoted = None if document else _QUOTED_NAME.match(bare)
    if quoted:
        return _quoted_target(quoted)
    topic = _QUOTES.sub("", bare)
    if not document:
        things = listed(stem(topic))
        return tuple(thing for thing in things if len(thing) >= 2 and thing not in words("no_target"))
    if name.endswith(("联合声明", "联合公报")) and "关于" not in name:
        return ()
    topic = _without_head(topic)
    about = _ABOUT.search(topic)
    topic = about["about"] if about else topic
    topic = _TITLE_TAIL.sub("", topic) or topic
    parts = [stem(part, heads=False) for part in _SECOND_AIM.split(topic, maxsplit=1)]
    if len(parts) > 1 and (len(parts[0]) < 4 or parts[0][-1] in "下中上后时"):
        parts = parts[1:] if len(parts[1]) >= 4 else [stem(topic, heads=False)]
    occasions = name.endswith(("宣言", "公报", "声明"))
    parts = [item for part in parts for item in listed(part)]
    parts = [part for part in parts if len(part) >= 2 and part not in words("no_target")]
    return tuple(part for part in parts if not _is_place(part) and not (occasions and part.endswith(_OCCASION)))


def listed(topic: str) -> list[str]:
    """甲管理、乙保护和丙 · 甲教育和乙研究: each of at most three things listed, where each is a name of its own."""
    items = _JOINT.split(topic)
    alone = len(items) > 3 or _ONE_THING.search(topic) or any(not 4 <= len(item) <= 12 for item in items)
    return [topic] if alone else [stem(item, heads=False) for item in items]


def _is_place(part: str) -> bool:
    """北京 (宣言): where, not what for."""
    return part in country_names() or bool(divisions_named(part))


def _quoted_target(quoted: re.Match[str]) -> tuple[str, ...]:
    """The words around the quotes say more than those within, unless these are parts that say who does what."""
    core, rest = quoted["core"], _QUOTED_PART.sub("", quoted["rest"])
    if rest in ("治理", "整治"):
        return (core + rest,)
    if (act := _ACTS.match(rest)) and len(core) >= 4 and not _NUMERAL.match(core):
        return (core + stem(rest),) if act else ()
    how = rest.endswith(("原则", "方针", "要求"))
    halves = () if how else _halves(core)
    around = (stem(rest), *halves, stem(quoted["lead"]))
    named = [part for part in around if (len(part) >= 3 or part in halves) and part not in words("no_target")]
    named = [part for part in named if not _CLOCK.match(part)]
    return tuple(named[:2]) if named or how else _core_target(core)


def _halves(core: str) -> tuple[str, ...]:
    """“片区点单、部门接单” is about 片区 and 部门."""
    halves = core.split("、")
    if len(halves) < 2 or any(len(half) != 4 or _NUMERAL.match(half) for half in halves):
        return ()
    return tuple(h[:2] for h in halves[:2] if h[:2] not in words("name_verbs") and not h.endswith("管理"))


def _core_target(core: str) -> tuple[str, ...]:
    """What the words in quotes say by themselves; most say nothing (“清风”), a few do (“万亩果园”, “书香进校园”)."""
    enters = re.match(r"(?P<what>[一-鿿]{2,8})(?:进|入|下)(?P<where>[一-鿿]{2})$", core)
    if enters:
        return (enters["what"], enters["where"])
    counted = _COUNTED.match(core)
    if counted and len(core) - counted.end() >= 2:
        counted_things = stem(core[counted.end() :])
        least = 3 if counted[0].endswith("个") else 2
        return (counted_things,) if len(counted_things) >= least else ()
    if re.search(r"群众办", core):
        return ("群众",)
    if groups := _GROUPS.findall(core):
        return tuple(dict.fromkeys(_WHOLE.get(g, g) for g in groups))[:2]
    if (own := _own_head().search(core)) and len(core) - len(own[0]) >= 3 and not _NUMERAL.match(core):
        return (stem(core[: own.start()], heads=False),)
    freed = _freed(core)
    if _telling().search(core) or (freed != core and len(freed) >= 4):
        told = stem(core.removesuffix("年").removesuffix("月"))
        return (told,) if len(told) >= 2 else ()
    return ()


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _freed(topic: str) -> str:
    """``topic`` without the verb that opens it."""
    if topic.startswith(words("name_kept")):
        return topic
    return topic[_end(compiled("name_verbs").match(topic)) :]


def _without_head(topic: str) -> str:
    cut = compiled("document_heads", after="$").sub("", topic)
    return cut.removesuffix("的") or topic


def stem(topic: str, heads: bool = True) -> str:
    """``topic`` without frame, numerals, verbs before and heads after: 加快新时代畜牧业发展工程 → 畜牧业发展."""
    topic = _head().sub("", topic) if heads else topic
    before = ""
    while before != topic and topic:
        before = topic
        topic = _JOINTS.sub("", topic[_end(_frame().match(topic)) :])
        topic = _NUMBER.sub("", topic)
        topic = _without_place(topic)
        shorter = _freed(topic)
        topic = shorter if len(shorter) >= 3 else topic
    shorter = _tail().sub("", topic)
    if len(shorter) >= 3 and not _KEEP_MANAGED.search(topic):
        topic = shorter
    return _NEW.sub("", topic).strip("的、和与 ")


def _without_place(topic: str) -> str:
    first = next(iter(find_divisions(topic[:12])), None)
    if topic.startswith("中国式"):
        return topic
    if first is not None and first.span.start == 0 and len(topic) - first.span.end >= 2 and "问题" not in topic:
        return topic[first.span.end :]
    size = next((n for n in range(8, 1, -1) if topic[:n] in country_names()), 0)
    return topic[size:] if len(topic) - size >= 2 and topic[size : size + 2] != "问题" else topic
