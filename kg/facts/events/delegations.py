"""Talks whose sides have no names: 甲国和乙国代表团9日在某地举行会谈, 多国警方首脑在某地开会, 某人与某国方面会谈."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.facts.events.when import date_for
from kg.facts.events.where import places_for
from kg.lexicon.gazetteer import country
from kg.lexicon.searching import Keyed
from kg.model import EventKind, Mention, Sentence, Span

#: Who sits for a side.
_ENVOYS = r"(?:谈判|高级别|政府|军事|技术|经贸)*(?:代表团|代表|官员|首脑|高官|专家|领导人|外长|防长|部长|特使|方面)们?"
_WHEN = (
    r"(?:(?:今|昨|明|当)[天日晚]?|同日|本周末?|[\d月日]+[上下]?[午晚]?"
    r"|日前|近日|连续两天|再度|再次|分别|先后|即将|将|已|于|定于|计划|正|开始)*"
)
_PLACED = r"(?:在[^，。；：]{2,20}?)?"
_MATTER = r"(?:就[^，。；]{2,40}?)?"
#: 甲国和乙国的|代表团|23日|在某地|举行|会谈
_TALKS = Keyed.of(
    rf"(?P<sides>[\u4e00-\u9fff、]{{2,40}}?)(?P<envoys>{_ENVOYS})(?P<mid>{_WHEN}，?{_PLACED}{_WHEN}{_MATTER}(?:举行|进行|召开|开会|聚会)了?)(?P<what>[^，。；]{{0,14}}?(?:会谈|谈判|磋商|会晤|会议)|)(?![\u4e00-\u9fff]?[上后时前])",
    *("代表", "官员", "首脑", "高官", "专家", "领导人", "外长", "防长", "部长", "特使", "方面"),
)
#: 甲国和乙国|今天在某地|举行|谈判: the sides themselves, without envoys
_SIDES = Keyed.of(
    rf"(?P<sides>(?P<a>[\u4e00-\u9fff]{{2,8}}?)[和与同](?P<b>[\u4e00-\u9fff]{{2,8}}?))(?P<envoys>)(?P<mid>{_WHEN}(?:（[^）]{{2,8}}）)?，?{_PLACED}{_WHEN}{_MATTER}(?:举行|进行|展开|恢复|重启)(?:了|的)?)(?P<what>[^，。；]{{0,14}}?(?:会谈|谈判|磋商))(?![\u4e00-\u9fff]?[上后时前])",
    "会谈",
    "谈判",
    "磋商",
)
#: Of a side that is no country: 某国政府, 某组织.
_PARTY = re.compile(r"(?:政府|方面|军方|组织|运动|联盟|欧盟|北约|当局|武装|[\u4e00-\u9fff]方)$")
_JOINED = re.compile(r"..[和与同]..")
_SIT = ("开会", "聚会")
#: What opens the sides: a mark, a day, or who reports (据报道，).
_LEAD = re.compile(r"^.*(?:[\d今昨明当同][日天晚]|称|报道|表示|宣布|说)，?(?=..)")
#: 甲同|某方面: one side has a name after all.
_NAMED = re.compile(r"[\u4e00-\u9fff]{0,12}[同与和跟]$")
_SEVERAL = re.compile(r"多国|各国|[两二三四五六七八九十\d]+(?:个|国)|双方")
_HABIT = re.compile(r"(?:多次|经常|定期|可能|应该|希望|期待|愿|拒绝|推迟|取消|如果|是否)[^，。；]{0,16}$")


def find_delegations(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The talks and meetings of sides that only their countries name, on a day or in a place that is told."""
    told = [d.evidence.span for d in drafts if d.kind is not EventKind.VISIT]
    for read, sentence, found in scene.matches([(_TALKS, _sitting), (_SIDES, _two_sides)]):
        sits = found["mid"].endswith(_SIT)
        if bool(found["what"]) == sits or any(t.overlaps(Span(*found.span())) for t in told):
            continue
        draft = read(scene, sentence, found)
        if draft is not None:
            yield draft


def _two_sides(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲国和乙国今天在某地举行谈判: each a country, or what acts for one."""
    lead = _LEAD.match(found["a"])
    first = Span(found.start("a") + (lead.end() if lead else 0), found.end("a"))
    if not all(_is_side(scene, span) for span in (first, Span(*found.span("b")))):
        return None
    return _sitting(scene, sentence, found)


def _is_side(scene: Scene, span: Span) -> bool:
    words = span.of(scene.text)
    return country(words) is not None or (
        _PARTY.search(words) is not None
        and any(m.span.start == span.start for g in ("places", "bodies") for m in scene.within(g, span.start, span.end))
    )


def _sitting(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """The draft of one telling; None where nothing shows two sides, or neither day nor place is told."""
    lead = _LEAD.match(found["sides"])
    start = found.start("sides") + (lead.end() if lead else 0)
    sides = scene.article.text[start : found.end("sides")].removesuffix("的").removesuffix("两国")
    own = scene.present(max(sentence.span.start, start - 24), found.end("sides"))
    lands = [m for m in scene.within("places", start, found.end("sides")) if country(m.text) is not None]
    named = bool(own) and _NAMED.search(scene.text, own[-1].span.end, found.start("envoys")) is not None
    if own and not (found["envoys"] == "方面" and lands):
        return None
    if not own and not _several(scene, Span(start, found.end("envoys")), lands):
        return None
    if _HABIT.search(scene.text, sentence.span.start, found.end("mid")) or (own and not named and not lands):
        return None
    kind = found["what"][-2:] or "会议"
    first = own[0].span.start if own else start
    who = f"{scene.called(own[0])}与{lands[-1].text}" if own else sides
    envoys = "" if found["envoys"] == "方面" else found["envoys"]
    acts = "方面" if own else ""
    names = [f"{who}{found['envoys']}{kind}", f"{who}{kind}"] if envoys else [f"{who}{acts}举行{kind}", f"{who}{kind}"]
    span = Span(first, found.end())
    meeting = EventKind.MEETING if kind == "会议" or not own else EventKind.TALKS
    draft = Draft(meeting, names, kind, scene.evidence(span, "talks:sides", 0.7), sentence.index, live=True)
    draft.attended(scene.persons(own[:1], "talks:sides", 0.7))
    date_for(scene, draft, Span(found.end("mid") - 2, found.end()))
    draft.placed(places_for(scene, first, found.end(), "talks:place"))
    return draft if draft.date is not None or draft.places or "将" in found["mid"] else None


def _several(scene: Scene, span: Span, lands: list[Mention]) -> bool:
    """Whether the sides at ``span`` are two lands, a land and another body, or counted."""
    words = span.of(scene.text)
    if len({m.text for m in lands}) > 1 or (_SEVERAL.search(words) and lands):
        return True
    bodies = scene.within("bodies", span.start, span.end)
    return bool(lands and bodies) and _JOINED.search(words) is not None
