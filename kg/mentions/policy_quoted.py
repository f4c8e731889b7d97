"""Programmes named in quotes: “街巷长”制度, “清风”专项行动, 开展“基层走访年”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon.policies import any_of, compiled, words
from kg.mentions.policy_led import is_generic
from kg.model import Mention, MentionKind, Span

_QUOTED = re.compile(r"[“\"「]([^“”\"「」\n]{2,44})[”\"」]")
_MORE_QUOTES = re.compile(r"(?:[、和及与]?[“\"「][^“”\"「」\n]{2,30}[”\"」])+")
# The words between “X” and its head: “一河两岸”绿色发展战略. They hold no verb of being and no particle.
_MIDDLE = (
    r"(?:的|等)?(?P<middle>(?:(?!自行|等|作出|并|帮助|进行|启动)"
    r"[^，。、；：！？“”\"《》（）()\s的是在将了与为使被把给—－–…]){0,9}?)"
)
# 到村里“双联系”, 列为“头号”工程: what may stand between the verb and the quoted name.
_NEAR = r"[了着过好起]?(?:[一-鿿、（）\d]{0,12})$"
_SPEECH = re.compile(r"[：说道称曰]，?$")
_SENTENCE = re.compile(r"[，。！？；]")
_NUMERAL = re.compile(r"[一二三四五六七八九十百千万双两\d０-９]")
_PERIOD = re.compile(r"[一-鿿](?:月|年|周|日|节)$")
_YEAR = re.compile(r"[一-鿿]{2,16}年$")
# “九五”重点项目: the plan's years, no name.
_FIVE_YEARS = re.compile(r"[一二三四五六七八九十]{1,2}五(?:时期)?")
_CLAUSE = re.compile(r"[，。；：！？\n]")
# “会果断采取行动”: words of a speaker, not a name.
_SAYING = re.compile(r"非法|[会将我你他她的了]|不[能会要]|必须|采取|正在")
_FOUGHT = re.compile(r"袭击|打击|军事|报复|骚扰|处理$|展$|春节")
_ATTACK = re.compile(r"打击|攻势|袭击|导弹|作战|第[\d一二三四五六七八九十]+波")
# 启动会暨甲银行“乙”产品: a ceremony, or whoever owns the thing, is no part of its name.
_NO_LEAD = re.compile(r"^(?:会|仪式|大会|式|暨|后)|(?:银行|公司|集团|[厅局委部院省市县区]|学院|大学)$")
# “支持果农十条措施”: how many they are.
_MEASURES = re.compile(r"[\d０-９一二三四五六七八九十]+[条项](?=[措举]|$)")
# 被称为“…工程”, 这是一项“…工程”: what a thing is praised as.
PRAISED = re.compile(r"(?:称为|称作|誉为|堪称|成为|变成|当成|建成|叫做?|所谓|是)(?:了|一[条项个])?$")
_PRIZE = re.compile(r"奖|称号|号|品牌|论坛|峰会")


@cache
def head_pattern() -> str:
    """A pattern for a head after quotes, in group ``head``, where nothing makes it another word."""
    return f"(?P<head>{any_of(words('quoted_heads'))})(?!{any_of(words('head_continued'))}|纲领$)"


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(_MIDDLE + head_pattern())


@cache
def _other_thing() -> re.Pattern[str]:
    return re.compile(r"(?:的)?[一-鿿]{0,6}?" + any_of(words("quoted_not")))


@cache
def _verb() -> re.Pattern[str]:
    return compiled("quote_verbs", after=_NEAR)


@cache
def _offer() -> re.Pattern[str]:
    return compiled("offering_verbs", after=r"[^，。；]{0,12}$")


@cache
def _lead_pattern() -> re.Pattern[str]:
    after = (
        r"[了好起]?(?:全面|深入|一批|首批|第[一二三四五六七八九十]批)?"
        r"(?P<lead>[^，。、；：！？\n《》“”的了在将以与和为从对向到]{2,14})$"
    )
    return compiled("lead_verbs", after=after)


def quoted(text: str) -> Iterator[Mention]:
    """“X” with a head of policy after it, with such a head at its own end, or as the object of 开展, 实施 …"""
    doctrine = frozenset(words("doctrine"))
    for match in _QUOTED.finditer(text):
        start, core = match.start(), match[1]
        before = text[max(0, start - 26) : start]
        if core in doctrine or (_SPEECH.search(before) and _SENTENCE.search(core)):
            continue
        mention = _with_head(text, match, before) or _with_own_head(text, match, before) or _bare(text, match, before)
        if mention is not None:
            yield mention


def _with_head(text: str, match: re.Match[str], before: str) -> Mention | None:
    start, end, core = match.start(), match.end(), match[1]
    more = _MORE_QUOTES.match(text, end)
    quotes_end = more.end() if more else end
    tail = _tail().match(text, quotes_end)
    if tail is None or not _is_policy(text, match, tail, before):
        return None
    head, stop = tail["head"], _whole_head(text, tail.end())
    if head == "行动" and _ATTACK.search(text, stop, stop + 12):
        return None
    listed = text[quotes_end] == "等"
    name = f"“{core}”{head}" if listed else text[start:stop].replace("\n", "")
    plain = f"{text[start:end]}{tail['head']}" if more is None else ""
    names = tuple(dict.fromkeys(n for n in (_lead(before) + name, name, plain, f"“{core}”") if n))
    confidence = 0.55 if head in words("weak_heads") else 0.75
    return _mention(text, start, end if listed else stop, names, "quoted", confidence)


def _whole_head(text: str, end: int) -> int:
    """Where a head ends that another follows: “三抓”项目|建设|活动."""
    more = compiled("quoted_heads", before="(?:", after=")*").match(text, end)
    whole = more.end() if more else end
    return end if compiled("head_continued").match(text, whole) else whole


def _is_policy(text: str, match: re.Match[str], tail: re.Match[str], before: str) -> bool:
    """Whether “X” with this tail is carried out by somebody, rather than shown, sold or spoken of."""
    core, head = match[1], tail["head"]
    weak = head in words("weak_heads")
    if weak and _other_thing().match(text[tail.start() : tail.end()]):
        return False
    if core.endswith("式") or (_FIVE_YEARS.fullmatch(core) and head != "工作法"):
        return False
    if head in words("offered_heads") and _offer().search(before) and not core.endswith(("贷", "险", "保")):
        return False
    if head.endswith("活动") and compiled("festive").search(text, match.start(), tail.end()):
        return False
    if text[tail.start()] == "的" and head not in words("heads_of"):
        return False
    if head in ("要求", "总要求") and not _NUMERAL.search(core):
        return False
    if len(head) == 1 and re.match(r"[一-鿿]", text[tail.end() : tail.end() + 1]):
        return False
    dated = head.endswith("活动") and _PERIOD.search(core) is not None
    return not weak or dated or _is_carried(text, match.start(), before, tail)


def _is_carried(text: str, start: int, before: str, tail: re.Match[str]) -> bool:
    if _verb().search(before):
        return True
    if tail["head"] in words("heads_of") and compiled("principle_verbs", after="[一-鿿]{0,8}$").search(before):
        return True
    clause = _CLAUSE.split(text[max(0, start - 40) : start])[-1]
    return tail["head"] != "年" and bool(tail["middle"]) and compiled("quote_verbs").search(clause) is not None


def _lead(before: str) -> str:
    """The words between the verb and the quoted name that belong to it: 推行社区食堂“晾晒台”制度 → 社区食堂."""
    match = _lead_pattern().search(before)
    lead = match["lead"] if match else ""
    verb = compiled("make_verbs", "quote_verbs", "carry_verbs").fullmatch(lead)
    return "" if verb or lead.endswith(("等", "展", "新的")) or _NO_LEAD.search(lead) else lead


def _with_own_head(text: str, match: re.Match[str], before: str) -> Mention | None:
    """“百企入村行动”: the head is the name's own end."""
    start, end, core = match.start(), match.end(), match[1]
    own = compiled("strong_heads", "own_heads", after="$").search(core)
    if (
        own is None
        or PRAISED.search(before)
        or len(core) < 4
        or _SENTENCE.search(core)
        or compiled("festive").search(core)
    ):
        return None
    if _SAYING.search(core) or compiled("generic", after="$").match(core[: own.start()]):
        return None
    if own[0] in ("措施", "举措") and not _MEASURES.search(core):
        return None
    counted = _NUMERAL.match(core) and own.start() <= 2
    if counted or is_generic(_MEASURES.sub("", core[: own.start()]), own[0], quoted=True) or _PRIZE.match(text, end):
        return None
    listed = before.endswith("”") and text.startswith("等", end)
    if not listed and not _verb().search(before) and re.match(r"[一-鿿]", text[end : end + 1]):
        return None
    return _mention(text, start, end, (f"“{core}”",), "quoted-whole", 0.65)


def _bare(text: str, match: re.Match[str], before: str) -> Mention | None:
    """开展“基层走访年”: a verb that carries, a short name, and the end of the clause."""
    start, end, core = match.start(), match.end(), match[1]
    if len(core) > 12 or _SENTENCE.search(core) or not re.match(r"[，。、；和与及\s（]|$|等", text[end : end + 1]):
        return None
    if not compiled("bare_verbs", after=r"[了好]?(?:[一-鿿、]{0,14}到社区)?$").search(before):
        return None
    direct = compiled("direct_verbs", after="了?$").search(before) and not _FOUGHT.search(core)
    if not (direct or _NUMERAL.search(core) or _YEAR.search(core) or core.endswith(("党建", "制", "行"))):
        return None
    return _mention(text, start, end, (f"“{core}”",), "quoted-bare", 0.5)


def _mention(text: str, start: int, end: int, names: tuple[str, ...], rule: str, confidence: float) -> Mention:
    span = Span(start, end)
    source = f"policy/programme/{rule}"
    return Mention(MentionKind.POLICY, span, span.of(text), names, source=source, confidence=confidence)
