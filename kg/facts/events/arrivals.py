"""Visits told by an arrival or an invitation: 客人是应某部邀请于昨天抵京的, 某年某某总书记来到某地."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Reader, Scene
from kg.facts.events.visitors import begin, fits, people_named, visit
from kg.facts.events.where import SPOT, known_place, listed_places, place_claim
from kg.lexicon.searching import Keyed
from kg.model import Claim, EventKind, Mention, Sentence, Span

#: 某国客人是应某部的|邀请，于昨天|抵京|的
_INVITED = Keyed.of(
    r"应(?P<o>[^，。；]{2,40}?)(?:的)?邀请(?P<m>[^。；]{0,30}?)(?P<v>抵京|抵达北京|到京|来京|来华|来我国|来访|对(?:中国|我国))",
    "邀请",
)
#: 应|某部|邀请
_BY_WHOM = re.compile(r"应(?P<o>[^，。；]{2,40}?)(?:的)?邀请")
#: Who came is named before in the article: 客人, 代表团, 他.
_GUESTS = re.compile(r"(?:客人|代表团|一行|贵宾|外宾|[他她]们?)(?:一行)?[^，。；]{0,6}$")
#: 某某总书记|来到|某地
_CAME = Keyed.of(
    r"(?:总书记|主席|总理|委员长|同志)(?:[^，。；到]{0,8}，)?(?:时隔[^，。；]{1,6}年|再次|专程|又|曾|先后|亲自|冒雨|冒雪|一路[^，。]{0,6})*(?P<v>来到|深入|走进)(?P<p>[^，。；：！？]{2,30})",
    "来到",
    "深入",
    "走进",
)


def find_arrivals(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The visits that an invitation or an arrival tells; guests are those of the talks told before."""
    told = list(drafts)
    readers: tuple[tuple[Keyed, Reader], ...] = (
        (_INVITED, partial(_invited, drafts=told)),
        (_CAME, _came),
        (_AT_PLACE, partial(_at_place, drafts=told)),
        (_IN_PLACE, partial(_in_place, drafts=told)),
        (_STEPS, partial(_steps, drafts=told)),
    )
    for reader, sentence, found in scene.matches(readers):
        draft = reader(scene, sentence, found)
        if draft is not None:
            told.append(draft)
            yield draft


def inviters(scene: Scene, sentence: Sentence, visit_span: Span) -> list[Claim]:
    """The body that 应某部邀请 names in the sentence of a visit; a person who invites convenes nothing."""
    found = _BY_WHOM.search(scene.text, sentence.span.start, min(sentence.span.end, visit_span.end))
    if found is None or scene.within("people", *found.span("o")):
        return []
    bodies = [m for m in scene.within("bodies", *found.span("o")) if m.span.end == found.end("o")]
    return [Claim(scene.body(m), scene.evidence(m.span, "visit:invited", 0.8)) for m in bodies]


def _invited(scene: Scene, sentence: Sentence, found: re.Match[str], drafts: Sequence[Draft]) -> Draft | None:
    """甲是应某部邀请来访的; the guests of the talks where only 客人 tells who."""
    start = max(sentence.span.start, scene.text.rfind("；", sentence.span.start, found.start()) + 1)
    who = scene.present(start, found.start())
    names: tuple[str, ...] = ()
    claims: list[Claim] = []
    if who:
        names = (people_named(scene, who),)
        claims = scene.persons(who, "visit:invited")
    else:
        after = scene.present(found.end(), sentence.span.end)
        talks = [d for d in drafts if d.kind is EventKind.TALKS and d.sentence <= sentence.index]
        if after and scene.text[found.start() - 1] in "。\n，：":
            names, claims = (people_named(scene, after[:1]),), scene.persons(after[:1], "visit:invited")
        elif _GUESTS.search(scene.text, start, found.start()) and talks and len(talks[0].participants) > 1:
            guest = talks[0].participants[-1]
            names, claims = (guest.names[0],), [guest]
    if not names or "将" in found["m"] or "希望" in scene.text[start : found.start()]:
        return None
    name = names[0]
    first = min([m.span.start for m in who], default=found.start())
    span = Span(min(first, found.start()), found.end())
    draft = visit(scene, sentence, [], Span(*found.span("v")), span, _titles(name), [])
    draft.head = "访问"
    draft.attended(claims)
    draft.placed([Claim(("中国", "华"), scene.evidence(Span(*found.span("v")), "visit:here"))])
    if found["v"].endswith(("京", "北京")):
        draft.placed([Claim(("北京", "京"), scene.evidence(Span(*found.span("v")), "visit:here"))])
    draft.organized(inviters(scene, sentence, span))
    draft.live = False
    return draft


def _titles(name: str) -> list[str]:
    return [f"{name}访问中国", f"{name}访华", f"{name}来华访问"]


def _came(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """某年某月，某某总书记来到某地: an inspection, though no verb says so; its day or year has to be told."""
    who = _titled(scene, sentence, found.start())
    dated = [m for m in scene.within("dates", sentence.span.start, found.start()) if m.date is not None]
    span = Span(*found.span("p"))
    listed = listed_places(scene, _bare(scene, span))
    parts = [p for p in listed if known_place(scene, p) or (dated and _HOME.search(p.of(scene.text)))]
    if not parts and scene.within("people", span.start, span.end) and _HOME.search(found["p"]):
        parts = [span]
    if not who or not dated or not parts or not fits(scene, sentence, found.start("v")):
        return None
    name, words = people_named(scene, who), scene.article.text[parts[0].start : parts[-1].end]
    claims = [place_claim(scene, part, "visit:place", 0.8) for part in parts]
    whole = Span(begin(who, sentence, found.start()), parts[-1].end)
    titles = [f"{name}到{words}考察", f"{name}在{words}考察"]
    draft = visit(scene, sentence, who, Span(*found.span("v")), whole, titles, claims)
    draft.head, draft.live = "考察", False
    return draft


#: 某村村民|家的小院: a stop that no list has
_HOME = re.compile(r"(?<![他她])家(?:中|里)?$|[小民]院$|[家户]的[\u4e00-\u9fff]{1,4}$")


def _titled(scene: Scene, sentence: Sentence, title: int) -> list[Mention]:
    """Whose title stands at ``title``: the name before it, or whom 总书记 alone means at a clause's start."""
    who = scene.present(max(sentence.span.start, title - 8), title)
    who = [m for m in who if m.span.end == title]
    opens = title == sentence.span.start or scene.text[title - 1] in "，、：月日"
    alone = opens and scene.general is not None and scene.text.startswith("总书记", title)
    return [scene.general] if not who and alone and scene.general else who


#: 在某省某古城，|总书记走进某楼，…
_AT_PLACE = Keyed.of(
    r"(?:^|(?<=[。\n　]))在(?P<p>[^，。；：]{3,16})，(?:[\u4e00-\u9fff]{2,3})?(?P<t>总书记)"
    r"(?:一路|先后|详细|仔细|边走边看)*(?P<v>走进|来到|察看|考察|参观|了解|走到|登上|听取|指出|强调|叮嘱|嘱托)",
    "总书记",
)


#: 今年各地调研期间，…。|在某省，他指出 · 某岸边，总书记强调
_IN_PLACE = Keyed.of(
    r"(?:^|(?<=[。；\n\u3000]))(?:在(?P<p>[^，。；：]{2,12})，(?P<t>他|总书记)|(?P<q>[^，。；：]{2,10})，(?P<u>总书记))"
    r"(?P<v>察看|考察|要求|嘱托|叮嘱|针对|[^，。；]{0,2}(?:指出|提出|强调|要求))",
    "，他",
    "，总书记",
)
_TOURED = re.compile(r"考察|调研")
#: 某山|深处, 某江|岸边
_BY = re.compile(r"(?:深处|岸边|之畔|入海口|脚下|源头|考察)$")


def _in_place(scene: Scene, sentence: Sentence, found: re.Match[str], drafts: Sequence[Draft]) -> Draft | None:
    """Each of the places that a survey of journeys recalls: 在甲省，他指出…。在乙省，他强调…."""
    group = "p" if found["p"] else "q"
    span = Span(*found.span(group))
    start = scene.text.rfind("\n", 0, span.start) + 1
    touring = _TOURED.search(scene.text, start, found.start("v")) is not None
    by = _BY.search(found[group])
    named = Span(span.start, span.start + by.start()) if by else span
    known = known_place(scene, named) or bool(by and [m for m in scene.within("places", span.start, span.end)])
    if scene.general is None or not (touring or by) or not known or found[group].endswith(_NO_STOP):
        return None
    names = set(scene.names(scene.general))
    if any(
        d.kind is EventKind.VISIT and d.live and names & {n for c in d.participants for n in c.names} for d in drafts
    ):
        return None
    name, words = people_named(scene, [scene.general]), span.of(scene.article.text).removesuffix("考察")
    claims = [place_claim(scene, Span(span.start, span.start + len(words)), "visit:place", 0.7)]
    titles = [f"{name}在{words}考察", f"{name}到{words}考察"]
    whole = Span(span.start, found.end("v"))
    draft = visit(scene, sentence, [scene.general], Span(*found.span("v")), whole, titles, claims)
    spell = _SPELL.search(scene.text, start, found.start())
    told = [m for m in scene.within("dates", *spell.span()) if m.date is not None] if spell else []
    if draft.date is None and told:
        draft.dated(told[0].date, scene.evidence(told[0].span, told[0].source, 0.6))
    draft.head, draft.live = "考察", False
    return draft


#: 在|今年|各地调研期间
_SPELL = re.compile(r"[今去]年[^，。；]{0,12}(?:考察|调研)")


def _at_place(scene: Scene, sentence: Sentence, found: re.Match[str], drafts: Sequence[Draft]) -> Draft | None:
    """在P，总书记走进某楼: a journey recalled by its place, where the article reports none of the same person."""
    who = _titled(scene, sentence, found.start("t"))
    span = Span(*found.span("p"))
    if not who or not known_place(scene, span) or span.of(scene.text).endswith(_NO_STOP):
        return None
    names = set(scene.names(who[0]))
    if any(
        d.kind is EventKind.VISIT and d.live and names & {n for c in d.participants for n in c.names} for d in drafts
    ):
        return None
    name, words = people_named(scene, who), span.of(scene.article.text)
    claims = [place_claim(scene, span, "visit:place", 0.7)]
    whole = Span(found.start("p"), found.end("v"))
    draft = visit(
        scene, sentence, who, Span(*found.span("v")), whole, [f"{name}在{words}考察", f"{name}到{words}"], claims
    )
    draft.head, draft.live = "考察", False
    return draft


#: What 在 opens that is no stop of a journey at home.
_NO_STOP = ("会上", "期间", "中国", "会议", "中", "下", "方面")


#: 甲|率慰问组驱车来到|某公司，走进职工家中
_STEPS = Keyed.of(
    r"(?P<v>来到|走进|前往|深入|下到|奔赴|到了?)(?P<p>[^，。；：！？]{2,30}?)(?=[，。；]|看望|慰问|走访|“)",
    "来到",
    "走进",
    "前往",
    "深入",
    "下到",
    "奔赴",
    "到了",
)
#: What a visitor does there, told right after.
_DONE = re.compile(
    r"看望|慰问|走访|察看|了解|询问|问寒问暖|送[去来上]|调研|考察|检查|视察|交谈|座谈|握着|鼓励|勉励|叮嘱|认亲"
)
#: 来到环卫工人|某某|家中
_AT_HOME = re.compile(r"家(?:中|里)?$")
_VISITED = re.compile(r"慰问|看望|走访|调研|考察|视察|检查")


def _steps(scene: Scene, sentence: Sentence, found: re.Match[str], drafts: Sequence[Draft]) -> Draft | None:
    """甲来到P，走进职工家中: somebody in office comes and looks after people, though no verb names the visit."""
    clause = scene.text.rfind("，", sentence.span.start, found.start()) + 1
    who = scene.present(max(sentence.span.start, clause), found.start())[:1]
    if not who or not scene.holds_office(who[0]) or not fits(scene, sentence, found.start("v")):
        return None
    names = set(scene.names(who[0]))
    known = [d for d in drafts if names & {n for c in d.participants for n in c.names}]
    if any(d.kind is EventKind.VISIT and (d.live or d.sentence == sentence.index) for d in known):
        return None
    following = next((s.span.end for s in scene.sentences if s.index == sentence.index + 1), sentence.span.end)
    done = _DONE.search(scene.text, found.end(), following)
    hosts = scene.within("people", *found.span("p")) if _AT_HOME.search(found["p"]) else []
    parts = [Span(*found.span("p"))] if hosts else listed_places(scene, _bare(scene, Span(*found.span("p"))))
    named = [p for p in parts if hosts or known_place(scene, p) or SPOT.search(p.of(scene.text))]
    if done is None or not (named or (parts and found["v"] != "深入")):
        return None
    seen = _VISITED.search(scene.article.headline or "") or _VISITED.search(done[0])
    name, words, act = people_named(scene, who), found["p"], seen[0] if seen else "看望" if hosts else "调研"
    claims = [place_claim(scene, part, "visit:place", 0.7) for part in named]
    span = Span(begin(who, sentence, found.start()), found.end("p"))
    titles = [f"{name}到{words}{act}", f"{name}{found['v']}{words}"]
    draft = visit(scene, sentence, who, Span(*found.span("v")), span, titles, claims)
    draft.head, draft.live = act, True
    draft.attended(scene.persons(hosts, "visit:home", 0.7))
    return draft


#: 来到“…”的|某省某市: what is said of the place before its name.
_SAID = re.compile(r"^[“”\u4e00-\u9fff]{2,16}(?<!家)的(?=..)")


def _bare(scene: Scene, span: Span) -> Span:
    said = _SAID.match(span.of(scene.text))
    return Span(span.start + said.end(), span.end) if said else span
