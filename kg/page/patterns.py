"""The patterns of page furniture, made once from the word lists in ``lexicon/data/page.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_DIGITS = "0-9０-９一二三四五六七八九十零〇○"
_MONTH_DAY = rf"(?P<month>[{_DIGITS}]{{1,3}})\s*月\s*(?P<day>[{_DIGITS}]{{1,3}})\s*日"


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Patterns:
    """Compiled patterns; each example in the comments of ``_build`` is a test case."""

    lead: re.Pattern[str]
    glued_lead: re.Pattern[str]
    dateline: re.Pattern[str]
    closing_dateline: re.Pattern[str]
    jump: re.Pattern[str]
    jump_end: re.Pattern[str]
    jump_line: re.Pattern[str]
    guide_pointer: re.Pattern[str]
    byline: re.Pattern[str]
    note: re.Pattern[str]
    masthead: re.Pattern[str]
    imprint_strong: re.Pattern[str]
    imprint_weak: re.Pattern[str]
    advert_strong: re.Pattern[str]
    advert_number: re.Pattern[str]
    advert_weak: re.Pattern[str]
    contact: re.Pattern[str]
    caption: re.Pattern[str]
    credit: re.Pattern[str]
    rubric: re.Pattern[str]
    guide: re.Pattern[str]
    opening: re.Pattern[str]
    dated: re.Pattern[str]
    going_on: re.Pattern[str]
    last_words: re.Pattern[str]
    shoulder: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """The patterns, built at first use."""
    data: dict[str, Any] = yaml.safe_load(files("kg.lexicon").joinpath("data", "page.yaml").read_text("utf-8"))
    return Patterns(**_reports(data), **_jumps(), **_furniture(data), **_paragraphs(data))


def _reports(data: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    """How reports and captions begin and end, and who wrote them."""
    agency, reporter = _any(data["agencies"]), _any(data["reporters"])
    agency += rf"|{data['papers']}"
    place = r"[^\s，。；：、（(0-9０-９日的从起记者在是和]{0,12}?"
    # 本报讯 · 本报6月23日讯 · 据新华社北京6月23日电 · 央视网消息
    told = (
        rf"(?:据\s*)?(?:{agency})(?:、(?:{agency}))*\s*"
        rf"(?:消息|{place}\s*(?:(?:{_MONTH_DAY}|[0-9０-９]{{1,2}}日)\s*)?(?:专?讯|专?电)(?![话视影力网]))"
    )
    plain = told.replace("?P<month>", "").replace("?P<day>", "")
    # 本报记者 张三 · 新华社记者 · 本报评论员 · 文/图 李四
    names = r"[^\s，。！？；：、,!?;:（）()]{1,4}(?:[\s、/／·|]+[^\s，。！？；：,!?;（）()]{1,9}){0,9}"
    byline = (
        rf"[□■◆●○▲△\s]*(?:(?:{agency})\s*)?(?:(?:驻|特约|首席|见习|实习|资深)[^\s]{{0,6}}?)?"
        rf"(?:{reporter})(?:[\s:：、/／·|]*(?:{names}))?(?:\s*(?:{reporter}|报道|摄|文|图))?"
    )
    return {
        "lead": re.compile(rf"(?:{plain})\s*(?=[（(：:\s\u4e00-\u9fff0-9０-９“]|$)"),
        # 某某主持本报讯（记者某某）: a headline's end and a body on one line.
        "glued_lead": re.compile(rf"[^\s，。；：！？（(]{{2,14}}?(?=(?:{plain})\s*[（(])"),
        "dateline": re.compile(
            rf"(?:据\s*)?(?P<agency>(?:{agency})(?:、(?:{agency}))*)\s*(?P<place>{place})\s*"
            rf"(?:{_MONTH_DAY}\s*)?(?P<kind>讯|电|消息)"
        ),
        # （新华社北京6月17日电） at the end of a body
        "closing_dateline": re.compile(
            rf"[（(]\s*(?:据\s*)?(?P<agency>(?:{agency})(?:、(?:{agency}))*)\s*(?P<place>{place})\s*"
            rf"(?:{_MONTH_DAY}\s*)?(?P<kind>讯|电)[^）)]{{0,12}}[）)]\s*$"
        ),
        "byline": re.compile(byline),
        # 新华社记者 张三 摄
        "credit": re.compile(rf"(?:{reporter}|发|图)[\s　]*[^\s，。]{{0,10}}[\s　]*[^\s，。]{{0,8}}摄$"),
        # 本报记者 张三 摄 · （新华社发） · （资料图片）
        "caption": re.compile(
            r"(?:摄|摄影报道|[（(](?:新华社发|资料图片?|传真照片|本报资料)[^）)]{0,14}[）)])[）)]?\s*$"
        ),
    }


def _jumps() -> dict[str, re.Pattern[str]]:
    """Where another page is pointed to."""
    page = r"第?\s*[A-Za-z]?[0-9０-９一二三四五六七八九十]{1,4}\s*版"
    jump = rf"[（(【\[]?\s*(?:(?P<to>下转|转)|(?P<from>上接|紧接|接))\s*(?P<page>{page})[^）)】\]\n]{{0,16}}[）)】\]]?"
    return {
        # （下转第二版） · （上接第一版） · 下转3版
        "jump": re.compile(jump),
        "jump_end": re.compile(rf"\s*(?:{jump})\s*$"),
        "jump_line": re.compile(rf"\s*(?:{jump})\s*"),
        # ▶▶ 第三版 · （见第4版） · 03版
        "guide_pointer": re.compile(rf"\s*[▶►→>》\-—·•☞●（(]*\s*(?:详?见|详见)?\s*{page}\s*[)）]?\s*"),
    }


def _furniture(data: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    """Mastheads, imprint, advertisements, standing heads."""
    return {
        "note": re.compile(rf"(?:{_any(data['notes'])})\s*[:：]?"),
        # 2016年5月12日 星期四 今日8版 · 5月12日 星期四
        "masthead": re.compile(
            rf"[{_DIGITS}]{{1,3}}\s*月\s*[{_DIGITS}]{{1,3}}\s*日.{{0,24}}"
            rf"(?:星期[一二三四五六日天]|农历|第\s*[{_DIGITS}]+\s*期|[{_DIGITS}]\s*版)"
        ),
        # 社址：某路1号 邮编：000000 · 本版编辑 张三
        "imprint_strong": re.compile(rf"(?:{_any(data['imprint']['strong'])})(?=\s*[:：0-9０-９A-Z]|\s|$)"),
        "imprint_weak": re.compile(rf"(?:{_any(data['imprint']['weak'])})(?=\s*[:：0-9０-９]|\s|$)"),
        # Words alone, so that the engine can look for their first characters.
        "advert_strong": re.compile(_any(data["advert"]["strong"])),
        # 0000-1234567 · 13800000000 · 400-123-4567 · 1234 5678 1234 5678
        "advert_number": re.compile(
            r"[0-9]{3,4}\s*[-—－]\s*[0-9]{7,8}|1[3-9][0-9]{9}"
            r"|[48]00[-—][0-9]{3}[-—]?[0-9]{4}|[0-9]{4}(?:\s[0-9]{4}){3}"
        ),
        "advert_weak": re.compile(_any(data["advert"]["weak"])),
        # 地址：某路1号 · 售楼热线 0000-1234567
        "contact": re.compile(r"\s*\S{0,4}(?:地址|电话|热线|网址|邮箱|传真|微信)\s*[:：].{2,60}"),
        "rubric": re.compile(_any(data["rubrics"])),
        "shoulder": re.compile(rf"(?:{_any(data['shoulder_ends'])})$"),
        "guide": re.compile(rf"\s*(?:{_any(data['guides'])})\s*"),
    }


def _paragraphs(data: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    """The words that a first, a later and a last paragraph begin or end with."""
    return {
        # 近日， · 3月4日上午，
        "opening": re.compile(
            rf"{_any(data['opening'])}|[{_DIGITS}]{{1,3}}月[{_DIGITS}]{{1,3}}日(?:[上下]午|晚|至|—|，)"
        ),
        # 某市某局3月4日举行… · 省长某某5日在…
        "dated": re.compile(
            rf"[^。；]{{0,30}}?[{_DIGITS}]{{1,3}}月[{_DIGITS}]{{1,3}}日"
            rf"|[^。；]{{1,24}}?(?:{_any(data['of_late'])}|(?<![月{_DIGITS}])[{_DIGITS}]{{1,3}}日)"
        ),
        # 会议指出，… · 某某表示，…
        "going_on": re.compile(rf"{_any(data['going_on'])}|[\u4e00-\u9fff·]{{2,12}}?(?:{_any(data['says'])})[，：]"),
        "last_words": re.compile(rf"(?:{_any(data['last_words'])})[。！]$"),
    }
