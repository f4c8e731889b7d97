"""Talks of two sides: 甲会见乙, 甲同乙举行会谈, 甲与乙通电话, and those recalled (不久前，我和某总理在某地会见)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.events.draft import Draft
from kg.facts.events.met import END, is_group, object_end
from kg.facts.events.scene import Scene
from kg.facts.events.sides import (
    ADDRESSED,
    TITLED,
    Speaker,
    correspondents,
    other_side,
    own_side,
    speaker_of,
    speaking,
    unrecognised,
)
from kg.facts.events.talk_names import titles_of
from kg.facts.events.when import date_for
from kg.facts.events.where import lead, places_for
from kg.lexicon.events import alternation, event_words
from kg.model import EventKind, Mention, Sentence, Span

_VERB = re.compile(alternation([*event_words().talks["direct"], *event_words().talks["joint"]]))
_DIRECT = re.compile(
    rf"(?P<sep>分别|先后)?(?:还|亲切|集体|共同|单独)?(?P<v>{alternation(event_words().talks['direct'])})了?(?P<both>并[会宴][见请])?"
)


_JOINT = re.compile(
    rf"(?P<p>{alternation(event_words().talks['partners'])})(?P<obj>[^。；：，]{{1,80}}?)(?:(?:在[^，。；]{{1,24}}?|就[^，。；]{{2,30}}?|以视频方式|{alternation(event_words().talks['manners'])}))*"
    rf"(?:(?<=[了行过])[^，。；的]{{0,8}}的)?(?:(?<=[了行过的])(?:重要|友好|深入|坦诚|亲切|正式))*(?P<v>{alternation(event_words().talks['joint'])})(?!会[上议中，。；])"
)


#: 参加会见, 会见后, 会见时: the noun, which points back.
_NOUN_BEFORE = re.compile(r"(?:参加|出席|陪同|上述|此次|这次|的|在座|本次|系列|了)(?:了|的)?$")


_NOUN_AFTER = re.compile(
    r"^(?:时(?![任间])|后(?!勤)|前(?![来国总首主副部议任])|中(?=[，他她双表说指还、。])|结束|期间|上(?!海)|厅|，|。|和会谈|的[^，。]{0,8}(?:有|还|主要|包括)|、)"
)


#: 甲表示，不久前|我在某地|同乙见面后: recalled, and no part of what is told
_I_AT = re.compile(r"(?<=[前后，年月日])我在[^，。；]{2,14}$")
#: 甲表示，去年|我们在某地成功举行会晤
_WE = re.compile(
    r"我(?:们(?!(?:先后)?在)|同您|和您|与您|同总统先生|和总统先生)(?:在[^，。；]{2,16}?)?(?:先后|成功|亲切|友好|再次|首次|还)*(?:举行|进行)(?:了)?[^，。；]{0,12}?(?P<v>会晤|会谈|通话)"
)


_SEVERAL = re.compile(r"[两二三四五六七八九]度|(?<![第十])[两二三四五六七八九]次")


_HABIT = re.compile(
    r"(?:多次|数次|经常|定期|如果|可能|应该|希望|期待|愿|何时|是否|拒绝|不[将会与]|推迟|取消)[^，。；]{0,16}$"
)


#: 欢迎仪式后，|两国元首|举行会谈: who they are, their speeches tell.
_BOTH = re.compile(
    r"(?:两国(?:元首|总理|领导人|外长|国防部长)|两位(?:领导人|总理|元首)|双方领导人)(?:先后|再次|亲切|友好|分别)*(?:举行|进行)(?:了)?(?:[^，。；]{0,12})?(?P<v>会谈|会晤)"
)


def _of_both(scene: Scene) -> Iterator[Draft]:
    """Talks of the two who speak in the article, where its first sentences name neither."""
    for sentence in scene.sentences[:2]:
        found = _BOTH.search(scene.text, sentence.span.start, sentence.span.end)
        if found is None or scene.present(sentence.span.start, sentence.span.end):
            continue
        speakers = {scene.names(m)[0]: m for s in scene.sentences if (m := speaker_of(scene, s)) is not None}
        if len(speakers) >= _SIDES:
            own, other = list(speakers.values())[:_SIDES]
            draft = _told(scene, sentence, [own], [other], other.text, Span(*found.span("v")), joint="同")
            draft.live = True
            yield draft
        return


#: Talks are of so many sides.
_SIDES = 2


def find_talks(scene: Scene) -> Iterator[Draft]:
    """Every telling of talks, in order; tellings of the same talks are joined later."""
    yield from _of_both(scene)
    sides = correspondents(scene)
    settled = False
    speaker: Mention | None = None
    paragraph = -1
    for sentence in scene.sentences:
        if sentence.paragraph != paragraph:
            paragraph, speaker = sentence.paragraph, None
        speaker = speaker_of(scene, sentence) or speaker
        context = speaking(scene, speaker, sides)
        for draft, own, other in _of_sentence(scene, sentence, context):
            if not settled and own and other and draft.live:
                sides, settled = (own, other), True
            yield draft


def _of_sentence(
    scene: Scene, sentence: Sentence, context: Speaker
) -> Iterator[tuple[Draft, list[Mention], list[Mention]]]:
    start, end = sentence.span.start, sentence.span.end
    if _VERB.search(scene.text, start, end) is None:
        return
    taken: list[Span] = []
    for found in _JOINT.finditer(scene.text, start, end):
        verb = Span(*found.span("v"))
        other = other_side(scene, Span(*found.span("obj")), context)
        own = own_side(scene, sentence, found.start(), context)
        if not own and scene.text.startswith("时，", verb.end):  # 同乙会谈时，|甲表示
            own = scene.present(verb.end, min(end, verb.end + 14))[:1]
        if _joint_fits(scene, found, own, other):
            taken.append(Span(found.start(), found.end()))
            if len(other) > 1 and "分别" in scene.text[max(start, found.start() - 4) : verb.start]:
                for person in other:
                    yield _told(scene, sentence, own, [person], person.text, verb, joint=found["p"]), own, [person]
                continue
            yield _told(scene, sentence, own, other, found["obj"], verb, joint=found["p"]), own, other
    if context.own is not None and context.other:
        for found in _WE.finditer(scene.text, start, end):  # 去年5月，我们在某地举行会晤
            own, other = [context.own], list(context.other)
            verb = Span(*found.span("v"))
            taken.append(verb)
            yield _told(scene, sentence, own, other, other[0].text, verb, joint="同"), own, other
    for found in _DIRECT.finditer(scene.text, start, end):
        verb = Span(*found.span("v"))
        if any(t.overlaps(verb) for t in taken) or _NOUN_BEFORE.search(scene.text, start, found.start()):
            continue
        if (
            _NOUN_AFTER.match(scene.text[found.end() : end])
            or _HABIT.search(scene.text, start, found.start())
            or _repeated(scene, found)
        ):
            continue
        yield from _direct(scene, sentence, found, context)


def _joint_fits(scene: Scene, found: re.Match[str], own: list[Mention], other: list[Mention]) -> bool:
    """Whether 甲同乙…会谈 tells of talks of named people: both sides, or one that sat with a group (座谈)."""
    if not own or _HABIT.search(scene.text, max(0, found.start() - 24), found.end()) or _repeated(scene, found):
        return False
    if _I_AT.search(scene.text, max(0, found.start() - 24), found.start()):
        return False
    after = scene.text[found.end("v") : found.end("v") + 4]
    if found["p"] == "和" and (found["obj"].startswith(("夫人", "丈夫")) or found["v"] == "会见"):  # 甲和夫人乙|会见丙
        return bool(other) and END.match(scene.text, found.end("v")) is not None
    whom = scene.text[found.start("obj") : found.start("v")]
    if re.search(r"(?:参加|出席|陪同|列席)[^的]*$", whom):  # 甲和乙等参加了会见
        return False
    if other or ADDRESSED.fullmatch(found["obj"]):
        return not after.startswith(("机制", "纪要", "室"))
    gap = scene.text[found.end("obj") : found.start("v")]
    if found["v"] in ("会谈", "会晤") and "举行" in gap and is_group(found["obj"]):
        return _day_before(scene, found.start())  # 甲5日在某地同乙国官员举行会谈
    return found["v"].startswith("座谈") and len(found["obj"]) > 3 and found["p"] != "和"


def _day_before(scene: Scene, at: int) -> bool:
    """Whether a day stands in the same clause before ``at``."""
    clause = max(scene.text.rfind(mark, 0, at) for mark in "，。；\n")
    return any(m.date and m.date.start.count("-") > 1 for m in scene.within("dates", clause + 1, at))


def _repeated(scene: Scene, found: re.Match[str]) -> bool:
    """Whether talks are only summed up (两度会晤); with a day, 某日两次会谈 tells of that day's."""
    start = max(0, found.start() - 60, scene.text.rfind("。", 0, found.start()))
    if _SEVERAL.search(scene.text, max(0, found.start() - 8), found.end()) is None:
        return False
    return not any(
        m.source.endswith((":day", ":relative", ":same")) for m in scene.within("dates", start, found.start())
    )


def _direct(
    scene: Scene, sentence: Sentence, found: re.Match[str], context: Speaker
) -> Iterator[tuple[Draft, list[Mention], list[Mention]]]:
    """甲会见乙; 分别会见乙、丙 gives one event for each."""
    text, start = scene.text, found.end()
    close = object_end(scene, start, sentence.span.end)
    end = close.start() if close else sentence.span.end
    while close and close[0] == "，" and not scene.within("people", start, end) and end - start < 30:
        further = END.search(text, close.end(), sentence.span.end)
        if (
            further is None
            or not scene.within("people", close.end(), further.start())
            or text[end - 1] not in "长席理书任记"
        ):
            break
        close, end = further, further.start()
    while scene.within("people", start, end) and (more := _MORE.match(text, end, sentence.span.end)):
        if not any(m.span.end == more.end("n") for m in scene.within("people", more.start(), more.end("n"))):
            break
        end = more.end()  # 会见某集团董事长乙，总经理丙一行
    obj = Span(start, end)
    verb = Span(*found.span("v"))
    own = own_side(scene, sentence, found.start(), context)
    other = other_side(scene, obj, context)
    if not own:
        own = scene.present(end, min(sentence.span.end, end + 30))[:1] if text[end : end + 1] == "时" else []
    if not own or not obj.of(text).strip() or (_NOBODY.search(obj.of(text)) and "共同" not in found[0]):
        return
    if not other and not is_group(obj.of(text)) and TITLED.search(obj.of(text)) is None:
        return
    if not other and found["sep"]:
        for person in _named_next(scene, sentence):
            yield _told(scene, sentence, own, [person], person.text, verb), own, [person]
    if len(other) > 1 and (
        found["sep"] or "分别" in text[max(sentence.span.start, found.start() - 12) : found.start()]
    ):
        edge = start
        for person in other:
            part = text[edge : person.span.end].strip("、和及")
            yield _told(scene, sentence, own, [person], part, verb), own, [person]
            edge = person.span.end
        return
    yield _told(scene, sentence, own, other, obj.of(text), verb), own, other


#: 会见某集团董事长乙|，总经理丙|一行
_MORE = re.compile(
    r"，(?:以及|及|和)?(?:[^，。；]{0,24})(?:[长席理裁任官师员]|书记|教授|代表)(?P<n>[\u4e00-\u9fff·]{2,14}?)(?:一行|等|等人)?(?=[，。；])"
)
#: 甲分别会见了两位代表。|他们是|：乙、丙
_THEY_ARE = re.compile(r"(?:这|他们|她们|其中)?(?:[两二三四五六七八九十]+[位名个人])?[^，。；：]{0,10}[是有][：，]?")


def _named_next(scene: Scene, sentence: Sentence) -> list[Mention]:
    """Those whom the next sentence lists as the guests that this one only counts."""
    following = next((s for s in scene.sentences if s.index == sentence.index + 1), None)
    if following is None or not following.text.startswith(("这", "他们", "她们", "其中")):
        return []
    lead = _THEY_ARE.match(scene.text, following.span.start, following.span.end)
    return scene.within("people", lead.end(), following.span.end) if lead else []


#: 会见记者 is an interview, 会见他们 names nobody.
_NOBODY = re.compile(r"(?:记者|[他她]们?|双方|对方)\s*$")


def _told(
    scene: Scene, sentence: Sentence, own: list[Mention], other: list[Mention], obj: str, verb: Span, *, joint: str = ""
) -> Draft:
    """The draft of one telling: who, whom, when and where."""
    text = scene.text
    rule = "talks:joint" if joint else "talks:direct"
    first = min((m.span.start for m in own if m.span.start >= sentence.span.start), default=verb.start)
    last = max((m.span.end for m in other if m.span.end <= sentence.span.end), default=verb.end)
    span = Span(min(first, verb.start), max(last, verb.end))
    seated = verb.of(text).startswith("座谈")
    kind = EventKind.MEETING if seated else EventKind.TALKS
    draft = Draft(
        kind,
        titles_of(scene, own, other, obj, verb.of(text), joint),
        "座谈会" if seated else verb.of(text),
        scene.evidence(span, rule),
        sentence.index,
    )
    draft.attended(scene.persons([m for m in own if m.span.start >= sentence.span.start] or own, rule))
    draft.attended(scene.persons(other, rule))
    if not other:
        draft.attended(unrecognised(scene, verb.end, obj))
    date_for(scene, draft, Span(min(first, verb.start), verb.end) if joint else verb)
    if draft.date is None:
        date_for(scene, draft, verb)
    clause = max(sentence.span.start, text.rfind("。", 0, verb.start) + 1)
    draft.placed(places_for(scene, clause, min(sentence.span.end, verb.end + 1), rule))
    announced = verb.of(text) in (scene.article.headline or "") and sentence.index <= 1
    told = (
        announced
        or draft.date is not None
        or bool(draft.places)
        or draft.undated
        or (sentence.index == 0 and bool(own and other))
    )
    day = draft.date_evidence.span.start if draft.date_evidence else sentence.span.start + _OPENS
    opens = day - sentence.span.start < _OPENS and text[sentence.span.start - 1 : sentence.span.start] == "\n"
    draft.live = told and (sentence.index <= _LEAD + lead(scene) or (opens and bool(own and other)))
    return draft


#: Talks told in the first sentences are what the article reports.
_LEAD = 2
#: A paragraph that a day opens within so many characters reports, too.
_OPENS = 8
