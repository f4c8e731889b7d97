"""Sittings told by what was done there, without a meeting's name: 听取某局工作汇报, 参加某代表团审议, 作学术报告."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.facts.events.when import date_for
from kg.facts.events.where import place_claim, places_for
from kg.lexicon.searching import Keyed
from kg.model import Claim, EventKind, Mention, Sentence, Span

#: 甲日前在|听取某局的工作汇报|时强调: a sitting for a report, not a report heard on a tour.
_REPORT = Keyed.of(
    r"在?(?P<v>听取(?:了)?)(?P<o>(?![他她])[^，。；：]{2,40}?)(?:的)?(?P<w>(?:工作|情况|专题)*汇报)(?=[后时。；]|$|，(?:并|研究|强调|指出|要求|对|就|部署))",
    "听取",
)
#: 甲参加|某某代表团|审议 · 乙参加某界委员小组讨论 · 甲来到他所在的|某代表团|，同代表们一起审议
_DELIBERATES = Keyed.of(
    r"(?:参加|参与|来到|看望)(?:了)?(?P<lead>[他她]所在的)?(?P<o>[^，。；：]{1,36}?(?:代表团|小组|联组会?|界委员|界别|团组))(?:的|，(?:同|与|和)[^，。；]{0,8}(?:代表|委员)们?(?:一起|一道|共同))?(?P<v>(?:小组|分组|联组)?(?:审议|讨论|协商))(?!会)",
    "审议",
    "讨论",
    "协商",
)
#: 甲在某校作了题为《某某》的|学术报告
_LECTURE = Keyed.of(
    r"(?:作|做|作了|做了|讲授|讲|上)(?:了)?(?:一场|题为|以)?(?P<t>[“《][^”》]{2,40}[”》])?(?:为题)?(?:的)?(?P<v>(?:学术|专题|形势|辅导|宣讲)(?:辅导)?报告|专题讲座|专题党课|主题党课)(?![会中说里])",
    "报告",
    "讲座",
    "党课",
)
#: 甲|来到某机关等地|宣讲党的某次大会精神
_PREACHES = Keyed.of(
    r"(?:来到|到|赴|深入|走进|在)(?P<p>[^，。；：]{2,24}?)(?:等地)?(?:，)?(?:作|做|开展|进行|集中)*(?P<v>宣讲)(?P<t>(?:党的|全国|中央|[\u4e00-\u9fff]{1,4}[委届])[^，。；]{2,30}?精神)",
    "宣讲",
)
#: 某会议第三场|“部长通道”|今天举行
_PASSAGE = Keyed.of(
    r"(?:^|(?<=[，。；：\n（）]))(?P<n>(?:(?!今天|今日)[^，。；：\n]){0,24}?[“](?P<v>(?:部长|代表|委员|党代表)通道)”)"
    r"(?:（[^）]*）|[今昨][天日]|[\d月日]+|[上下]午|再次|正式)*(?:（[^）]*）)?(?:开启|举行|开始|结束)",
    "通道",
)
#: 甲召集|乙、丙等企业负责人|座谈
_GATHERS = Keyed.of(
    r"(?:召集|邀请|邀集|组织)(?P<o>[^。；：]{4,120}?)(?P<v>座谈|开会|共商)(?!会)", "座谈", "开会", "共商"
)
#: 学习贯彻甲在听取某地汇报时的讲话: what was said there is passed on here.
_PASSED_ON = re.compile(r"(?:学习|贯彻|传达|落实|精神|领会|牢记)[^，。；]{0,40}$")
_REFERRED = re.compile(r"^时?(?:的|所作|发表的)")


def find_sessions(scene: Scene) -> Iterator[Draft]:
    """The sittings that a verb tells, of people with names, in order."""
    readers = (
        (_REPORT, _report),
        (_DELIBERATES, _deliberation),
        (_LECTURE, _lecture),
        (_PREACHES, _preaching),
        (_PASSAGE, _passage),
        (_GATHERS, _gathering),
    )
    for reader, sentence, found in scene.matches(readers):
        draft = reader(scene, sentence, found)
        if draft is not None:
            yield draft


def _who(scene: Scene, sentence: Sentence, at: int) -> list[Mention]:
    """The people of the verb's clause, else of the clause after it (在听取汇报时，甲强调)."""
    clause = scene.text.rfind("，", sentence.span.start, at) + 1
    people = scene.present(max(sentence.span.start, clause), at)
    if people and scene.text[people[-1].span.end] != "的":
        return people
    follow = scene.text.find("，", at)
    if 0 <= follow < sentence.span.end:
        after = scene.present(follow, min(sentence.span.end, follow + 16))
        if after and re.match(r"[^，。]{0,6}(?:再次)?(?:说|强调|指出|表示|要求)", scene.text[after[0].span.end :][:12]):
            return after[:1]
    return scene.subject(sentence.span.start, at)[-1:]


def _draft(
    scene: Scene, sentence: Sentence, found: re.Match[str], who: list[Mention], names: list[str], head: str
) -> Draft:
    start = min([m.span.start for m in who if sentence.span.start <= m.span.start < found.end()] or [found.start()])
    span = Span(min(start, found.start()), found.end())
    draft = Draft(
        EventKind.MEETING, names, head, scene.evidence(span, "meeting:session", 0.75), sentence.index, live=True
    )
    draft.attended(scene.persons(who, "meeting:session"))
    date_for(scene, draft, Span(found.start(), found.end()))
    if draft.date is None:
        _carried(scene, sentence, draft)
    return draft


#: A day told so many sentences before still goes on, as does the day of issue told in the lead.
_BACK = 3


def _carried(scene: Scene, sentence: Sentence, draft: Draft) -> None:
    """Dates a sitting of a tour or session by the last day told before it."""
    if draft.undated or sentence.index == 0:
        return
    first = max(0, sentence.index - _BACK)
    start = next(s.span.start for s in scene.sentences if s.index == first)
    days = [m for m in scene.within("dates", start, sentence.span.start) if m.date is not None]
    if not days:  # the day of issue, told in the lead, governs all that the article reports
        issued = scene.article.published.start if scene.article.published else None
        lead = scene.within("dates", 0, scene.sentences[min(1, len(scene.sentences) - 1)].span.end)
        days = [m for m in lead if m.date is not None and m.date.start == issued]
    if days and re.fullmatch(r"[\d-]*-\d\d-\d\d", days[-1].date.start if days[-1].date else ""):
        draft.dated(days[-1].date, scene.evidence(days[-1].span, days[-1].source, 0.6))


def _named(scene: Scene, who: list[Mention]) -> str:
    return "、".join(dict.fromkeys(scene.called(m) for m in who))


#: 今天，甲|在某处|听取了…汇报
_SAT = re.compile(r"(?:[今昨][天日晚]|[\d月]+日|[上下]午)[^。；]*(?:在[^，。；]{2,14}|来此)$")


def _report(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲听取某局工作汇报时说; only in the lead, where it is the occasion of what is reported."""
    at_home = _SAT.search(scene.text, sentence.span.start, found.start("v")) is not None
    if sentence.index > (_HEADED if at_home or "汇报" in (scene.article.headline or "") else 1):
        return None
    if _PASSED_ON.search(scene.text, sentence.span.start, found.start()):
        return None
    if _REFERRED.match(scene.text[found.end() : found.end() + 4]):
        return None
    who = _who(scene, sentence, found.start())
    if not who:
        return None
    name, what = _named(scene, who), scene.article.text[found.start("o") : found.end("o")]
    draft = _draft(scene, sentence, found, who, [f"{name}听取{what}{found['w']}", f"{what}{found['w']}"], "汇报会")
    draft.placed(places_for(scene, sentence.span.start, found.end(), "meeting:place"))
    return draft


def _deliberation(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲参加某代表团审议: a sitting of that delegation."""
    if _PASSED_ON.search(scene.text, sentence.span.start, found.start()):
        return None
    who = _who(scene, sentence, found.start())
    if not who:
        return None
    name, body = _named(scene, who), scene.article.text[found.start("o") : found.end("o")]
    draft = _draft(scene, sentence, found, who, [f"{name}参加{body}{found['v']}", f"{body}{found['v']}"], found["v"])
    draft.head = "审议"
    if body.endswith("代表团"):
        span = Span(*found.span("o"))
        short = re.search(r"(?:会议|大会)(?P<s>[^，。]{2,12}代表团)$", body)
        draft.organized([Claim((body, short["s"]) if short else (body,), scene.evidence(span, "meeting:session", 0.7))])
    return draft


def _lecture(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲在某校作题为《某某》的学术报告: one occasion where its subject, day or place is told."""
    who = _who(scene, sentence, found.start())
    title = found["t"] or ""
    if not who or len(who) > 2:
        return None
    name = _named(scene, who)
    draft = _draft(
        scene, sentence, found, who, [f"{name}{title}{found['v']}", f"{title}{found['v']}", f"{name}作{found['v']}"], ""
    )
    draft.head = "报告会"
    for place in re.finditer(
        r"在(?P<p>[^，。；在]{2,20}?)(?=[作做]|，)", scene.text[sentence.span.start : found.end()]
    ):
        at = sentence.span.start
        span = Span(at + place.start("p"), at + place.end("p"))
        if not draft.places and (  # the first that names a body or place
            scene.within("bodies", span.start, span.end) or scene.within("places", span.start, span.end)
        ):
            draft.placed([place_claim(scene, span, "meeting:place", 0.7)])
    if draft.places and found["v"] == "宣讲报告":  # one at each place
        draft.names = [f"{name}在{draft.places[0].name}作宣讲报告"]
        if draft.date_evidence and draft.date_evidence.span.start < sentence.span.start:
            draft.date = draft.date_evidence = None
        return draft
    return draft if draft.date or (draft.places and title) else None


def _passage(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """全国两会第三场“部长通道”今天开启: who answers there speaks in the sentences after."""
    name = scene.article.text[found.start("n") : found.end("n")]
    evidence = scene.evidence(Span(*found.span("n")), "meeting:passage", 0.7)
    draft = Draft(EventKind.MEETING, [name], found["v"], evidence, sentence.index, live=True, held=True)
    date_for(scene, draft, Span(*found.span("n")))
    return draft


def _preaching(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲来到某机关宣讲某次全会精神: one occasion at its place."""
    who = _who(scene, sentence, found.start())[:1]
    span = Span(*found.span("p"))
    placed = scene.within("bodies", span.start, span.end) or scene.within("places", span.start, span.end)
    if not who or not placed or placed[0].span.start != span.start:
        return None
    name, words = _named(scene, who), scene.article.text
    spot, topic = span.of(words), words[found.start("t") : found.end("t")]
    draft = _draft(scene, sentence, found, who, [f"{name}在{spot}宣讲{topic}", f"{name}到{spot}宣讲"], "宣讲会")
    draft.placed([place_claim(scene, span, "meeting:place", 0.7)])
    return draft


#: Headlines that the body repeats and its lead are no more than so many sentences.
_HEADED = 5
#: Guests who are told by what they are: 各宗教团体领导人到某处
_GROUPS = re.compile(r"(?:领导人|负责人|代表|人士|专家|企业家|干部|委员|学者|劳模|模范)[^，。；]{0,14}$")


def _gathering(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲召集乙、丙等座谈: who gathers and who is gathered take part."""
    clause = scene.text.rfind("，", sentence.span.start, found.start()) + 1
    who = scene.present(max(sentence.span.start, clause), found.start())
    guests = scene.within("people", *found.span("o"))
    draft_day = any(m.date for m in scene.within("dates", sentence.span.start, found.start()))
    if not who or not (guests or (draft_day and _GROUPS.search(found["o"]))):
        return None
    words = scene.article.text[found.start("o") : found.end("o")]
    whom = words[words.rfind("等") + 1 :] if "等" in words[-16:] else words
    name = _named(scene, who)
    draft = _draft(scene, sentence, found, who, [f"{name}召集{whom}座谈", f"{whom}座谈会"], "座谈会")
    draft.attended(scene.persons(guests, "meeting:session"))
    lead = re.match(r"在(?P<p>[^，。；]{2,24})，", scene.text[sentence.span.start : sentence.span.end])
    if lead and not draft.places:
        span = Span(sentence.span.start + lead.start("p"), sentence.span.start + lead.end("p"))
        draft.placed([place_claim(scene, span, "meeting:place", 0.7)])
    return draft
