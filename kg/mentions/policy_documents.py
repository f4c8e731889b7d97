"""Documents of policy in running text: 《…》 whose head is an instrument, laws and plans without brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon.gazetteer import country_names
from kg.lexicon.policies import any_of, compiled, law_names, words
from kg.model import Mention, MentionKind, Span

# （试行） （草案） （2023年版） at the end of a title say how it stands, not what it is.
_NOTE = re.compile(r"[（(][^（）()]{1,30}[）)]\s*$")
# 《中华人民共和国和…关于…的联合声明》 and all 关于…的意见 are instruments whatever stands around them.
_ABOUT = re.compile(
    r"关于.+的?(?:意见|决定|决议|通知|办法|规定|措施|方案|规划|纲要|条例|声明|公告|议定书|协定|条约|公约|批复|建议|宣言)$"
)
# 关于召开…会议的决定, 关于修改…法的决定: a document that the text names without brackets.
_PLAIN = re.compile(
    r"关于[^，。；：！？\n《》]{4,40}?的(?:规定|通知|办法|决定草案|决定|议案|决议草案|决议|条约|协定|公约|若干意见|意见|议定书|修正案草案|修正案)"
    r"(?![一-鿿]?(?:作用|说明|报告|审议))"
)
# 签署旅游合作备忘录, 通过一项…决议: signed or passed things, with at least a word of content before the head.
_SIGNED = re.compile(
    r"(?:签署|签订|签|达成|缔结|批准|通过|发表|宣读)(?:了|的)?(?:一项|一份|《)?(?P<name>[^，。；：！？、\n《》“”了项份个的]{4,24}?"
    r"(?:谅解备忘录|备忘录|协定|条约|决议案|决议|公约|议定书|联合声明|联合公报|宣言))(?![》一-鿿]{0,2}(?:等|签字|仪式|文本))"
)
# “十四五”规划, “九五”计划, 第十五个五年规划: the five-year plans.
_PLAN = re.compile(
    r"(?:国民经济和社会发展)?(?:[“\"]?(?P<short>[一二三四五六七八九十]{1,2}五)[”\"]?(?P<mid>[一-鿿]{0,10}?)"
    r"(?P<head>规划纲要|规划|计划)|第(?P<ordinal>[一二三四五六七八九十]{1,3})个五年(?:规划|计划))(?!生育|期间规)"
)
_LAW_CONTEXT = re.compile(
    r"(?:根据|依据|按照|依照|违反|遵守|修改|修订|制定|贯彻实施|贯彻落实|实施|执行|通过|颁布|落实|紧扣|触犯|符合|出台|"
    r"批准|解释|适用)[^，。；：！？\n]{0,14}$"
)
_LAW_AFTER = re.compile(
    r"规定|修正案|(?:修正|修订)?草案|（草案|第[一二三四五六七八九十百\d]+条|修改|实施|解释|的决定|施行|生效"
)
# 水法, 民法 … end other words (办水法, 国民法): their left neighbour must be punctuation or a verb of law.
_SHORT = frozenset(("水法", "民法", "会计法", "保险法", "统计法"))
_LAW_WORD = re.compile(r"(?:^|[，。、；：和与及的]|根据|依据|违反|实施|修改|制定|贯彻|国)$")
_NOT_AFTER_LAW = re.compile(r"[院学律官治庭师系定人]|和法律委员会|宣誓|日|法律|权威|意识|精神|宣传")
# 《暂行条例》, 《若干措施》: titles without a subject stand for one that was given in full.
_SHORT_TITLE = re.compile(r"(?:纲要|暂行|实施|若干|试行|总体|行动|工作|指导|管理|政策|规划|贯彻|有关)*")
_MAKING = re.compile(
    r"发布|印发|制定|出台|公布|编制|编写|签署|通过|实施|提出|修订|落实|根据|依据|按照|加入|违反|发表|宣布|达成|审议|批准|起草|推出|颁布|遵守|履行|参与|框架|推进|研究|讨论|听取"
)
_SAYING = re.compile(r"[》”）]?(?:已|正式|近日)?(?:印发|提出|明确|要求|规定|指出|发布|实施|施行|出台|等文件)")
# 《…公约》第十次缔约方大会 is a meeting.
_PARTIES = re.compile(r"第[一二三四五六七八九十百\d]+[次届]?(?:缔约方|审议|成员国)")
_LEAD = re.compile(r"(?:编制|制定|印发|出台|编写|发布|推出|下发|制作)了?(?P<lead>[^，。、；：！？\n《》“”的了]{2,12})$")


def bracketed(text: str) -> Iterator[tuple[int, int]]:
    """The outermost 《…》 of ``text`` as half-open ranges that include the brackets; an unclosed one is dropped."""
    depth, start = 0, 0
    for match in re.finditer("[《》]", text):
        if match[0] == "《":
            start = match.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and match.end() - start <= 124:
                yield start, match.end()
        if depth and match.end() - start > 124:
            depth = 0


def clean_title(title: str) -> str:
    """A title as one line, without the spaces that line breaks left."""
    return re.sub(r"\s*\n\s*", "", title).strip()


def bare_title(title: str) -> str:
    """``title`` without its closing notes: 工作规定（试行） → 工作规定."""
    while (cut := _NOTE.sub("", title)) != title and cut:
        title = cut
    return title.strip()


@cache
def _head() -> re.Pattern[str]:
    return compiled("document_heads", before="(?P<head>", after=")$")


@cache
def _wrong_head() -> re.Pattern[str]:
    return compiled("not_document", after="$")


@cache
def _text_before() -> re.Pattern[str]:
    after = r"[的了着过：、，]?(?:一?[部篇本首幅出台个]|大型|长篇|短篇)?$"
    return compiled("not_document_before", "text_verbs", after=after)


@cache
def _text_after() -> re.Pattern[str]:
    before = r"[》）]?(?:等|的|这[部篇本首]|第?[一二三四五六七八九十\d]*[部期卷版])?"
    return compiled("not_document_after", before=before)


def head_of(title: str) -> str | None:
    """The word that makes ``title`` an instrument (条例, 意见 …), None where nothing does."""
    bare = bare_title(title)
    match = _head().search(bare)
    if match is None or _wrong_head().search(bare):
        return None
    return match["head"]


def titled(text: str) -> list[Mention]:
    """Documents in 《…》. Short titles (《条例》) are mentions too, with that one name: the facts tie them."""
    found: list[Mention] = []
    previous_end, previous_kept, lead = -9, True, ""
    for start, end in bracketed(text):
        title = clean_title(text[start + 1 : end - 1])
        head = head_of(title)
        joined = start - previous_end <= 2 and bool(re.fullmatch(r"[、和及与，]{0,2}", text[previous_end:start]))
        sure = bool(_ABOUT.search(bare_title(title)))
        weak = head in words("weak_document_heads")
        named = previous_kept if joined else not weak or sure or _is_made(text, start, end)
        kept = head is not None and (sure or _is_instrument(text, start, end, named))
        if kept and head is not None:
            if not joined:
                lead = _with_lead(text, start, title)[0].removesuffix(title)
            short = not lead and _SHORT_TITLE.fullmatch(bare_title(title).removesuffix(head)) is not None
            full = title if short or len(title) > 6 else lead + title
            names = tuple(dict.fromkeys((full, title, bare_title(title))))
            rule = "short-title" if short else "title"
            found.append(_mention(text, start, end, names, rule, 0.95 if sure else 0.85))
        previous_end, previous_kept = end, kept
    return found


def _is_instrument(text: str, start: int, end: int, allowed: bool) -> bool:
    before, after = text[max(0, start - 14) : start], text[end : end + 16]
    other = _PARTIES.match(after) or _text_before().search(before) or _text_after().match(after)
    return allowed and other is None


def _is_made(text: str, start: int, end: int) -> bool:
    """Whether a verb of making or of law stands near the title."""
    low = max(text.rfind(mark, max(0, start - 30), start) for mark in "，。；\n")
    return _MAKING.search(text, max(0, low, start - 30), start) is not None or _SAYING.match(text, end) is not None


def _with_lead(text: str, start: int, title: str) -> tuple[str, ...]:
    """制定食堂管理《工作手册》: a short title is whole only with the words between the verb and it."""
    lead = _LEAD.search(text, max(0, start - 24), start) if len(title) <= 6 else None
    return (lead["lead"] + title, title) if lead else (title,)


def plans(text: str) -> Iterator[Mention]:
    """Five-year plans, with the other name that each goes by: “十四五”规划 = 第十四个五年规划."""
    for match in _PLAN.finditer(text):
        if match["ordinal"]:
            short, names = match["ordinal"] + "五", [match[0]]
        else:
            short = match["short"]
            middle = match["mid"] or ""
            if middle and not re.search(r"发展|保障|建设|保护|时期|现代化|国家|经济社会", middle):
                continue
            names = [match[0]] if "“" in match[0] else [f"“{short}”{middle}{match['head']}"]
            if middle and middle not in ("发展", "时期"):
                yield _mention(text, match.start(), match.end(), (names[0],), "plan", 0.8)
                continue
        old = short in ("九五", "八五", "七五", "六五", "十五")
        word = "计划" if old else "规划"
        names += [f"“{short}”{word}", f"第{short[:-1]}个五年{word}"]
        yield _mention(text, match.start(), match.end(), tuple(dict.fromkeys(names)), "plan", 0.9)


@cache
def _law() -> re.Pattern[str]:
    return re.compile(r"(?P<state>中华人民共和国)?(?P<law>" + any_of(law_names()) + ")")


def laws(text: str) -> Iterator[Mention]:
    """Laws without brackets. Short names (宪法, 水法) count only beside a word of applying or making them."""
    for match in _law().finditer(text):
        start, end, law = match.start(), match.end(), match["law"]
        before, after = text[max(0, start - 20) : start], text[end : end + 8]
        if _NOT_AFTER_LAW.match(after) or before.endswith(("《", "〈")):
            continue
        if law in _SHORT and not _LAW_WORD.search(before):
            continue
        country = _state_before(before) if len(law) <= 3 else ""
        start -= len(country)
        context = _LAW_CONTEXT.search(before) or _LAW_AFTER.match(after)
        if len(law) < 5 and not context:
            continue
        yield _mention(text, start, end, tuple(dict.fromkeys((text[start:end], law))), "law", 0.8)


def _state_before(before: str) -> str:
    """The country whose law it is, where its name stands right before: 美国|宪法."""
    known = country_names()
    return next((before[-size:] for size in range(8, 1, -1) if before[-size:] in known), "")


def plain_documents(text: str) -> Iterator[Mention]:
    """Documents that the text describes instead of bracketing: 关于…的决定, 签署旅游合作备忘录."""
    for match in _PLAIN.finditer(text):
        weak = match[0].endswith(("意见", "规定", "通知", "办法"))
        if _PERSONNEL.match(match[0]):
            continue
        if not weak or _ISSUED.search(text[max(0, match.start() - 8) : match.start()]):
            yield _mention(text, match.start(), match.end(), (match[0],), "about", 0.75)
    for match in _BILL.finditer(text):
        yield _mention(text, match.start("name"), match.end("name"), (match["name"],), "statute", 0.6)
    for match in _STATUTE.finditer(text):
        if not match["name"].startswith(_VAGUE):
            yield _mention(text, match.start("name"), match.end("name"), (match["name"],), "statute", 0.6)
    for match in _RESOLUTION.finditer(text):
        yield _mention(text, match.start(), match.end(), (match[0],), "resolution", 0.8)
    for match in _MOTION.finditer(text):
        name = f"{match['aim']}的{match['head']}"
        yield _mention(text, match.start("head"), match.end(), (name,), "motion", 0.6)
    for match in _MEASURES.finditer(text):
        yield _mention(text, match.start("name"), match.end("name"), (match["name"],), "measures", 0.6)
    for match in _SIGNED.finditer(text):
        name = match["name"]
        if not name.startswith(_VAGUE):
            yield _mention(text, match.start("name"), match.end("name"), (name,), "signed", 0.6)


# 关于免去…职务的决定 moves a person and instructs nobody.
_PERSONNEL = re.compile(r"关于(?:接受|免去|撤销|任命|提请|同意|追认|终止|授予|表彰|增补|罢免|确认)")
_ISSUED = re.compile(r"(?:出台|印发|制定|通过|审议|发布|下发|贯彻落实|颁布)[了的]?$")
# 现行房屋条例, 违反治安管理条例, 修订渔业管理办法: lesser law without brackets, after a verb of law.
_STATUTE = re.compile(
    r"(?:现行|新修订的|修订|修改|贯彻|违反|触犯|依据|依照|制定|出台|颁布|将)了?(?P<name>[^，。、；：！？\n《》“”了的和与或要有本该]{2,14}?"
    r"(?:条例|实施细则|管理办法|暂行办法|管理规定|暂行规定))(?![一-鿿]{0,2}等)"
)
# 审议渔业法修订草案、海岛保护法草案: bills, whatever their subject.
_BILL = re.compile(
    r"(?:审议|通过|[、和对将])(?:了)?(?P<name>(?:(?!审议|通过|关于|提请|国务院)[一-鿿]){2,12}?法(?:修正|修订)?草案)"
)
# 安理会第2712号决议: resolutions go by number.
_RESOLUTION = re.compile(r"(?:联合国)?(?:安理会|联合国大会|联大|大会)?(?:通过的?)?第\s?[\d０-９]{2,5}\s?号决议")
# 通过一项议案，旨在废除某法: the motion is named by its aim.
_MOTION = re.compile(
    r"(?:通过|批准|否决|提出|签署)了?一项(?P<head>议案|决议案|决议|法案|提案|法令|行政令|动议)(?:，?旨在|以|，(?:以|要求|呼吁|决定|宣布))(?P<aim>[^，。；]{4,30})"
)
# 出台稳外贸十六条措施, 落实二十条优化措施.
_MEASURES = re.compile(
    r"(?:出台|实施|落实|推出|发布|印发|制定|部署|公布)了?(?P<name>[^，。、；：！？\n《》“”了]{0,16}?(?:[二三四五六七八九]?十[一二三四五六七八九]?|[\d０-９]{1,2})条"
    r"(?:优化|政策|支持|惠.{1,3})?(?:措施|举措|规定))"
)
_VAGUE = (
    "议案", "决议", "法案", "商签", "多项", "一系列", "有关", "相关", "双边", "多个", "系列", "若干", "两国",
    "该", "这", "各", "地方", "行政", "本",
)


def _mention(text: str, start: int, end: int, names: tuple[str, ...], rule: str, confidence: float) -> Mention:
    span = Span(start, end)
    kind = MentionKind.POLICY
    return Mention(kind, span, span.of(text), names, source=f"policy/document/{rule}", confidence=confidence)


def find_documents(text: str) -> list[Mention]:
    """Every document that ``text`` names, in no order; overlaps are not settled here."""
    return [*titled(text), *plans(text), *laws(text), *plain_documents(text)]


