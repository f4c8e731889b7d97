"""When a policy was issued, adopted or begun, where the text tells: 自…起施行, 2019年出台, the day of the meeting."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.facts.policies.groups import Group, rule_of
from kg.facts.policies.subjects import Scene
from kg.mentions.calendar import number
from kg.model import DateValue, EventKind, Evidence, Mention

_Told = tuple[DateValue, Evidence] | None
_FORCE = re.compile(
    r"^[^。；]{0,80}?(?:自|从|将于|(?<!关)于|将自)(?P<date>[^，。；]{4,14}?)(?:起|开始)?(?:正式)?(?:施行|实施|生效|执行|启动|试行)"
)
# 《…》经3月2日省人大常委会会议审议通过.
_PASSED = re.compile(r"^[^。；，]{0,6}?已?[经于](?P<date>[^，。；]{3,11}日)[^，。；]{0,36}(?:通过|批准|印发|发布|公布)")
# 紧急预拨2亿元…资金: a name that begins with what was done.
_PAID = re.compile(r"(?:紧急|再次)?(?:预拨|下达|下拨|增发)")
# 《…》今天（8月3日）发布
_CAME = re.compile(
    r"^(?:于|在)?(?P<date>(?:[今昨]天|[\d０-９]{1,4}[年月日])[^，。；]{0,14}?)(?:正式|对外|全文|起)*(?:发布|公布|印发|出台|施行|实施|生效|启动|开工)"
)
_ADOPT = re.compile(
    r"(?:审议通过|表决通过|通过|批准|发表|签署|审议|发布|公布|启动|印发|出台|颁布|研究部署)(?:了|《|的)*[^，。；]{0,22}$"
)
_DONE = re.compile(
    r"(?:出台|制定|印发|颁布|公布|发布|实施|启动|签署|通过|施行|生效|建立|深化|探索|升级|部署|设立|提出|推出|开展|发表|宣布|开工|执行|推行|预拨|拨付|下达|下拨|增发|下发|一致同意)[了的]?[^。；！？\n]{0,40}$"
)
# 1995年以来，某医院倡导…; 去年7月两国达成的…: since when, or when, right before the name.
_SINCE = re.compile(r"(?:以来|开始|起)，?[^，。；]{0,24}$")
_THEN = re.compile(r"[^，。；]{0,8}(?:达成|签署|发表|提出|启动|出台|印发|通过)的?$")
_PASSED_NOW = re.compile(r"通过(?:了|《|的)*[^，。；]{0,22}$")
_DATELINE = re.compile(r"[上下]?午?(?:电|讯)")
_SETTLED = ("settled", "plan", "law", "salient", "short-name")
# 2026年是“十五五”规划的开局之年 · 取消某政策 is no beginning of it · 17日通过: the verb right after the day.
_FIRST_YEAR = re.compile(r"[”]?的?(?:开局|起步|第一|首){1,2}年?之?年")
_PLAN_BEGINS = re.compile(r"(?:开始|正式|启动|全面)实施[^，。；]{0,4}$")
# …战略实施10周年, …倡议提出十年来
_ANNIVERSARY = re.compile(
    r"[”》]?(?:倡议|战略|工程|建设)?(?:提出|签署|签订|缔结|实施|公布|颁布|施行|发表|启动|通过|建立|开发|建设|以来)+"
    r"(?P<years>[\d０-９]{1,3}|[一二三四五六七八九十]{1,3})(?:周年|年来|多年来)"
)
_YEAR_IN_NAME = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:年?[-—－~至]\d{4})?年[^关]{0,30}(?:方案|计划|预算|要点|目录|规划|清单)(?:草案|（草案）)?$"
    r"|(?:方案|计划|规划|纲要)[（(](?P<from>(?:19|20)\d\d)年?[—－–~至-]"
)
_UNDONE = re.compile(r"取消|废除|废止|撤销|暂停|停止|停收|退出")
_AT_ONCE = re.compile(
    r"）?(?:[紧再正联共][急次式合同]|又)?(?:预拨|下达|下拨|增发|推出|启动|发布|印发|出台|公布)|[^，。；]{2,12}(?:时|期间)，(?:双方|两国)?(?:签署|发表|达成)|(?:上午|下午|晚|底|初)?(?:以.{2,12})?(?:表决)?(?:通过|出台|印发|颁布|公布|发布|签署|启动|宣布|提出|批准)"
)
# What sessions do to documents; 印发 and 出台 are done elsewhere unless the sentence tells of the session.
_IN_SESSION = re.compile(r"(?:审议通过|表决通过|通过|批准|发表|签署|审议|研究部署)(?:了|《|的)*[^，。；]{0,22}$")
# 提请审议批准…, 大会将审议通过…
_NOT_YET = re.compile(r"提请|将[^，。；]{0,14}$|将[^。；]{0,24}，[^，。；]{0,10}$")
_AFTERWARDS = re.compile(r"会[谈见晤]?后|仪式后")
# A settled name is carried out for years: only its making has a date.
_MADE = re.compile(r"(?:提出|启动|出台|发布|制定|通过|公布|印发|颁布|签署|生效|宣布)[了的]?[^。；！？\n]{0,30}$")
_LATER = re.compile(
    r"^[^，。；！？\n]{0,12}(?:正式)?(?:启动|升级|实施|施行|生效|开工建设|开工|发布|公布|印发|开通|出台|获批)"
)


def date_of(found: Group, scene: Scene, dates: tuple[Mention, ...]) -> _Told:
    """The date of ``found`` with the words that tell it, None where the text does not tell one."""
    starts = [d.span.start for d in dates]
    for mention in found.mentions:
        told = _in_force(mention, scene, dates, starts) or _beside(mention, scene, dates, starts)
        if told is not None:
            return told
    for mention in found.mentions:
        told = _anniversary(mention, scene) or _adopted(mention, scene)
        if told is not None:
            return told
    return _in_name(found, scene)


def _in_name(found: Group, scene: Scene) -> _Told:
    """云州市2031年绿化方案, …三年行动计划（2031—2033年）: the year from which it is."""
    match = _YEAR_IN_NAME.search(found.names[0])
    if match is None:
        return None
    span = found.mentions[0].span
    return DateValue(match["year"] or match["from"]), _evidence(scene, span.start, span.end, "date-in-name")


def _in_force(mention: Mention, scene: Scene, dates: tuple[Mention, ...], starts: list[int]) -> _Told:
    after = scene.text[mention.span.end : mention.span.end + 120]
    match = _PASSED.match(after) or _CAME.match(after) or _FORCE.match(after)
    if match is None:
        return None
    at = mention.span.end + match.start("date")
    index = bisect_left(starts, at)
    if index == len(dates) or dates[index].span.start >= mention.span.end + match.end("date"):
        return None
    if value := dates[index].date:
        return value, _evidence(scene, mention.span.start, dates[index].span.end, "date-in-force")
    return None


def _beside(mention: Mention, scene: Scene, dates: tuple[Mention, ...], starts: list[int]) -> _Told:
    """A date that opens the sentence in which the policy is made: 2019年，出台《…》."""
    text = scene.text
    begin = scene.begin(mention.span.start, 160)
    index = bisect_left(starts, mention.span.start) - 1
    if index < 0 or starts[index] < begin:
        return None
    date = dates[index]
    opening = _PAID.match(text, mention.span.start)
    between = text[date.span.end : opening.end() if opening else mention.span.start]
    after = text[mention.span.end : mention.span.end + 24]
    settled = rule_of(mention) in _SETTLED
    if date.date is None or date.date.end is not None or _DATELINE.match(text, date.span.end):
        return None
    by_year = len(date.date.start) == 4
    if by_year and rule_of(mention) == "plan" and _PLAN_BEGINS.search(between):
        return date.date, _evidence(scene, date.span.start, mention.span.end, "date-of-year")
    if by_year and (rule_of(mention) == "year" or _FIRST_YEAR.match(after)):
        return date.date, _evidence(scene, date.span.start, mention.span.end, "date-of-year")
    # 今年，我省将加快建设…，实施…: of the year that opens the sentence, though a name is settled.
    coming = by_year and "将" in between and _DONE.search(between) is not None and between.count("，") < 4
    if coming and date.span.start - begin <= 12 and not _UNDONE.search(between):
        return date.date, _evidence(scene, date.span.start, mention.span.end, "date-of-year")
    if (
        (settled and not (_MADE.search(between) or _LATER.match(after)))
        or between.count("，") > 1 + by_year
        or _UNDONE.search(between)
        or _ANNIVERSARY.match(text, mention.span.end)
    ):
        return None
    # 2031年“春耕行动”
    if by_year and not between and text[mention.span.start] == "“":
        return date.date, _evidence(scene, date.span.start, mention.span.end, "date-of-year")
    since = not settled and _SINCE.match(between)
    then = _THEN.fullmatch(between)
    if not (since or _DONE.search(between) or _LATER.match(after)):
        return None
    # …，去年又推出…: a year or a month may open a clause; days there are often those of something else.
    opens = text[date.span.start - 1] == "，" and between.count("，") <= 1 and len(date.date.start) <= 7
    if date.span.start - begin > 12 and not (opens or since or then or _AT_ONCE.match(between)):
        return None
    return date.date, _evidence(scene, date.span.start, mention.span.end, "date-beside")


def _anniversary(mention: Mention, scene: Scene) -> _Told:
    """…战略实施10周年, …倡议提出十年来: so many years before the article's own."""
    match = _ANNIVERSARY.match(scene.text, mention.span.end)
    published = scene.article.published
    if match is None or published is None or not published.start[:4].isdigit():
        return None
    years = number(match["years"])
    if not 0 < years < 200:
        return None
    value = DateValue(
        str(int(published.start[:4]) - years), basis=f"{match['years']} years before {published.start[:4]}"
    )
    return value, _evidence(scene, mention.span.start, match.end(), "date-of-anniversary")


def _adopted(mention: Mention, scene: Scene) -> _Told:
    """The day of the meeting that adopts it, where the article tells of one meeting with a day."""
    text = scene.text
    rule = rule_of(mention)
    start = scene.list_start(mention)
    before = text[max(0, start - 32) : start]
    passed = _PASSED_NOW.search(before) is not None
    if (rule in _SETTLED and not (rule == "law" and passed)) or (
        rule == "about" and not re.search("作出|发布", before) and not passed
    ):
        return None
    if not _ADOPT.search(before) or _NOT_YET.search(before):
        return None
    dated = [e for e in scene.events if e.date is not None and _is_day(e.date) and e.kind is not EventKind.VISIT]
    if not _IN_SESSION.search(before):
        begin = scene.begin(start)
        dated = [e for e in dated if begin <= e.evidence.span.start <= mention.span.end]
    if _AFTERWARDS.search(text, scene.begin(start), start):
        dated = [e for e in dated if e.evidence.span.start < start][-1:]
    if len({e.date.start for e in dated if e.date}) != 1:
        return None
    if re.search(r"(?:日前|近日|此前|曾|已于|去年|上月)", text[max(0, mention.span.start - 60) : mention.span.start]):
        return None
    event = dated[0]
    assert event.date is not None
    evidence = event.date_evidence or event.evidence
    return event.date, Evidence(evidence.span, evidence.text, "date-of-adoption", 0.6)


def _is_day(date: DateValue) -> bool:
    return date.end is None and (len(date.start) == 10 or date.start.startswith("--"))


def _evidence(scene: Scene, start: int, end: int, rule: str) -> Evidence:
    return scene.evidence(start, end, rule, 0.75)
