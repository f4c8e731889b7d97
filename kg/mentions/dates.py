"""Dates as official prose writes them, read against the dateline and the day of issue.

今天, 昨日, 23日晚, 8日—9日, 11月8日至9日, 上月底, 本周五, 去年10月, 二〇二二年, １９９８年１月: each becomes a
DATE mention whose ``date`` holds as much as the text and its base determine. 日前 and 近日 are mentions without a
date: they say that the day cannot be known. The base is the dateline that governs the place (a text may hold
several), else the day of issue; where neither has a year, days stay year-less and years relative to them stay unread.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from kg.lexicon.searching import respelt
from kg.mentions.calendar import Moment, near, number, weekday, year_near
from kg.mentions.date_base import DATELINE, DAY_NUMBER, Base, bases_of
from kg.model import Article, DateValue, Mention, MentionKind, Span

_WIDTH = tuple(zip("０１２３４５６７８９〇○Ｏ", "0123456789零零零", strict=True))

_YEAR = (
    r"(?:(?P<y{n}>[12]\d{{3}}|[一二][零一二三四五六七八九]{{3}})\s?年|(?P<ry{n}>今年|去年|明年|前年|后年|同年|本年))\s?"
)
_MONTH = (
    r"(?:(?P<m{n}>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月份?"
    r"|(?P<rm{n}>本月|上月|上个月|下月|下个月|这个月|当月))\s?"
)
_TO = r"\s?(?:日|号)?\s?(?:上午|下午|晚)?\s?(?:至|到|—{1,2}|－|-|–|~|～|、|(?P<and>和(?=\d{1,2}日)))\s?"
_HOUR = r"(?P<hour>凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚间|晚上|当晚|深夜|晚|夜)?"
# 15日内, 3日游, 20日前 are spans and deadlines, not days.
_NO_TERM = r"(?!\s?(?:以?[内后]|之[内后前]|左右|以?前(?![往来去赴])|游|谈))"


def _p(pattern: str, n: str = "") -> str:
    return pattern.replace("{n}", n).replace("{{", "{").replace("}}", "}")


#: 2022年11月8日至9日 · 去年10月15日 · 11 月 8日—9日 · 23日晚 · 二十三日
_DAY = re.compile(
    rf"(?<![\d.．])(?:{_p(_YEAR)})?(?:{_p(_MONTH)})?(?P<d>{DAY_NUMBER})"
    rf"(?:{_TO}(?:{_p(_YEAR, '2')})?(?:{_p(_MONTH, '2')})?(?P<d2>{DAY_NUMBER}))?\s?[日号]{_NO_TERM}{_HOUR}"
)
#: 2022年6月 · 去年8月 · 上月底 · 今年9月中旬 · 3月至5月
_MONTHS = re.compile(
    rf"(?<![\d.．])(?:{_p(_YEAR)})?{_p(_MONTH)}(?:{_TO}{_p(_MONTH, '2')})?(?P<part>上旬|中旬|下旬|月?底|末|月?初)?"
)
#: 2017年 · 去年底 · 今年初
_YEARS = re.compile(rf"(?<![\d.．]){_p(_YEAR)}(?P<part>年?初|年?底|年?末|上半年|下半年|[春夏秋冬][天季]?)?")
#: 一九五六年元旦: its first day, not the days around it
_NEW_YEAR = re.compile(
    rf"(?<![\d.．]){_p(_YEAR)}元旦(?![前后及和、春期献贺社致讲茶招]|之际|佳节|假|来临|将至|音乐|晚会|[团联]拜?欢)"
)
_WORD = re.compile(
    r"(?P<rel>今天|今日|今晨|今早|今晚|今午|昨天|昨日|昨晚|昨夜|大前天|前天|前日|明天|明日|明晚|后天)"
    r"|(?P<same>当天|当日|当晚|同日|同一天|这一天|这天)|(?P<next>次日|翌日|第二天)"
    r"|(?P<vague>日前|近日|近期|最近|不久前|前不久|前些天|连日来|近来|此前|早些时候)"
    r"|(?P<yearpart>年初|年底|年末)|(?P<ago>[一二两三四五六七八九十\d]{1,3})年前(?=，)"
    r"|(?:(?P<week>本周|这周|上周|下周|本星期|上星期|下星期)|(?:周|星期))(?P<wd>[一二三四五六日天])"
    r"(?(week)|(?=上午|下午|晚|早|凌晨|中午|，|,|在|将|举|宣|说|发|与|同|召|（))"
)
#: Where an expression may begin: a number with its unit near, or a word that relates to the base.
_HINT = re.compile(
    r"(?<![\d.．])[\d一二三四五六七八九十][\d一二三四五六七八九十零]{0,3}\s?(?=[年月日号至到—－–~～、-])"
    r"|[一二两三四五六七八九十\d]{1,3}年前，|[今去同本明前后]年|[本上下这]个?[月周星]|当[月天日晚]|今[天日晨早晚午]|昨[天日晚夜]|前[天日些不]|大前天|明[天日晚]|后天"
    r"|同[日一]|这一?天|[次翌]日|第二天|日前|近[日期]|最近|不久前|不久前|连日来|近来|此前|早些时候|年[初底末]|周[一二三四五六日]|星期"
)
#: What stands before a number that is a name's, not a day's: 列车三号, 飞船二十号.
_NAMED = re.compile(r"[\u4e00-\u9fff](?<![在于至到从自了是日月年晚午定将期和与及、])")
_AHEAD = re.compile(r"(?:将(?![军领士官帅])|拟|定于|即将|计划|预计|预定|准备|届时)[^。；\n]{0,14}$")
_RELATIVE = {"今": 0, "昨": -1, "前": -2, "大前": -3, "明": 1, "后": 2}
_YEARS_OFF = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}
_MONTHS_OFF = {"本月": 0, "这个月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1}


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read at one place: the date or None, and the moment that 当天 may repeat."""

    date: DateValue | None
    moment: Moment | None
    rule: str


def find_dates(article: Article) -> tuple[Mention, ...]:
    """The dates of the body in order. ``date`` is None where the words leave the day open (日前)."""
    text = respelt(article.text, _WIDTH)
    lines = [m.span() for m in DATELINE.finditer(text)]
    bases = bases_of(article, text)
    starts = [base.start for base in bases]
    mentions: list[Mention] = []
    last: Moment | None = None
    for found in _matches(text):
        inside = any(a <= found.start() < b for a, b in lines)
        base = bases[max(0, bisect_right(starts, found.start()) - 1)] if bases else None
        ahead = _AHEAD.search(text, max(0, found.start() - 16), found.start()) is not None
        reading = _Reader(base, last, ahead).read(found)
        if reading is None:
            continue
        last = reading.moment or last
        span = Span(found.start(), found.end())
        words = span.of(article.text)
        rule = "date:dateline" if inside else f"date:{reading.rule}"
        mentions.append(Mention(MentionKind.DATE, span, words, (words,), reading.date, rule))
    return tuple(mentions)


def _matches(text: str) -> list[re.Match[str]]:
    """The longest date expression at each place, left to right, none overlapping."""
    out: list[re.Match[str]] = []
    end = 0
    for hint in _HINT.finditer(text):
        at = hint.start()
        if at < end:
            continue
        patterns = (_WORD, _DAY, _MONTHS, _NEW_YEAR, _YEARS)
        found = next((m for m in (pattern.match(text, at) for pattern in patterns) if m is not None), None)
        if found is not None and (found.re is _WORD or not _bare(text, found)):
            out.append(found)
            end = found.end()
    return out


def _bare(text: str, found: re.Match[str]) -> bool:
    """Whether digits only look like a date: 第3日, 五月 in a longer number, 一日 (a day long)."""
    before = text[found.start() - 1 : found.start()]
    if before and before in "第每几数零十百千万亿一二三四五六七八九.．/-":
        return True
    groups = found.groupdict()
    if found.re is _DAY and not (groups["m"] or groups["rm"]):
        day = groups["d"]
        if "号" in found[0] and _NAMED.match(before):  # 飞船二十号
            return True
        return not day.isdigit() and len(day) < 2
    if found.re is _MONTHS and groups["m"] and not (groups["y"] or groups["ry"]):
        return not groups["m"].isdigit() and len(groups["m"]) < 2 and not groups["part"]
    return False


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one expression against its base, the day last told, and whether it is told as to come."""

    base: Base | None
    last: Moment | None
    ahead: bool

    def read(self, found: re.Match[str]) -> _Reading | None:
        if found.re is _DAY:
            return self._day(found.groupdict())
        if found.re is _MONTHS:
            return self._month(found.groupdict())
        if found.re is _NEW_YEAR:
            year = self._year(found["y"], found["ry"])
            moment = Moment(year, 1, 1) if year is not None else None
            return _Reading(self._value(moment, found["y"]), moment, "day")
        if found.re is _YEARS:
            year = self._year(found["y"], found["ry"])
            return _Reading(self._value(None if year is None else Moment(year), found["y"]), None, "year")
        return self._word(found.groupdict())

    def _value(self, start: Moment | None, told: str | None, end: Moment | None = None) -> DateValue | None:
        if start is None or not str(start):
            return None
        basis = "text" if told or self.base is None else self.base.basis
        last = str(end) if end is not None and str(end) != str(start) else None
        return DateValue(str(start), last, basis)

    def _year(self, told: str | None, relative: str | None) -> int | None:
        if told:
            return number(told)
        if relative == "同年":
            return self.last.year if self.last else None
        base = self.base.moment.year if self.base else None
        return None if base is None or relative is None else base + _YEARS_OFF[relative]

    def _months_off(self, relative: str) -> Moment | None:
        if relative == "当月":
            return Moment(self.last.year, self.last.month) if self.last else None
        return self.base.moment.plus_months(_MONTHS_OFF[relative]) if self.base else None

    def _day(self, g: dict[str, str | None]) -> _Reading | None:
        day = number(g["d"] or "")
        month_told = g["m"]
        if g["m2"] and not month_told and not g["rm"]:  # 28日至2月3日: the first day's month is told by the second's
            last = number(g["m2"])
            month_told = str(last if day <= number(g["d2"] or "") else (last - 2) % 12 + 1)
        start = self._one(day, g["y"], g["ry"], month_told, g["rm"])
        end = None
        if g["d2"] and start is not None:
            month = number(g["m2"]) if g["m2"] else start.month
            year = number(g["y2"]) if g["y2"] else start.year
            if (
                year is not None
                and month is not None
                and start.month is not None
                and month < start.month
                and not g["y2"]
            ):
                year += 1
            end = Moment(year, month, number(g["d2"]))
            if g["and"] and number(g["d2"]) != day + 1:  # 5日和8日 are two days
                end = start
            if not end.exists() or (end.year == start.year and (end.month, end.day) < (start.month, start.day)):
                end = None
        return _Reading(self._value(start, g["y"], end), end or start, "day")

    def _one(self, day: int, y: str | None, ry: str | None, m: str | None, rm: str | None) -> Moment | None:
        month = number(m) if m else None
        if rm:
            there = self._months_off(rm)
            moment = Moment(there.year, there.month, day) if there else Moment()
        elif y or ry:
            moment = Moment(self._year(y, ry), month, day) if month else Moment()
        elif self.base is not None:
            return near(self.base.moment, month, day, ahead=self.ahead)
        else:
            moment = Moment(None, month, day) if month else Moment()
        return moment if moment.exists() and moment.day else None

    def _month(self, g: dict[str, str | None]) -> _Reading | None:
        if g["rm"]:
            moment = self._months_off(g["rm"])
        else:
            month = number(g["m"] or "")
            if g["y"] or g["ry"]:
                year = self._year(g["y"], g["ry"])
            else:
                year = year_near(self.base.moment, month, None, ahead=self.ahead) if self.base else None
            moment = Moment(year, month) if year is not None else None
        end = None
        if g["m2"] and moment is not None and moment.month is not None:
            last = number(g["m2"])
            end = Moment(moment.year, last) if last > moment.month else None
        return _Reading(self._value(moment, g["y"], end), None, "month")

    def _word(self, g: dict[str, str | None]) -> _Reading | None:
        base = self.base.moment if self.base else None
        if g["vague"]:
            return _Reading(None, None, "vague")
        if g["same"] or g["next"]:
            moment = self.last or base
            if moment is not None and g["next"]:
                moment = moment.plus_days(1)
            return _Reading(self._value(moment, None), moment, "same")
        if g["ago"]:
            year = base.year if base is not None else None
            past = None if year is None else Moment(year - number(g["ago"].replace("两", "二")))
            return _Reading(self._value(past, None), None, "year")
        if g["yearpart"]:
            moment = None if base is None or base.year is None else Moment(base.year)
            return _Reading(self._value(moment, None), None, "year")
        if g["wd"]:
            week = {"本": 0, "这": 0, "上": -1, "下": 1}.get((g["week"] or "?")[0])
            moment = (
                weekday(base, "一二三四五六日天".index(g["wd"]) % 7 if g["wd"] != "天" else 6, week, ahead=self.ahead)
                if base
                else None
            )
            return _Reading(self._value(moment, None), moment, "weekday")
        word = g["rel"] or ""
        off = _RELATIVE["大前" if word.startswith("大") else word[0]]
        moment = base.plus_days(off) if base else None
        return _Reading(self._value(moment, None), moment, "relative")
