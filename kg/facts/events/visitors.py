"""Who visits, and the draft of a visit."""

from __future__ import annotations

import re

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.facts.events.sides import after_speech, turn_of
from kg.facts.events.when import date_for
from kg.model import Claim, EventKind, Mention, Sentence, Span

_NO_VISIT = re.compile(
    r"(?:记者|与会者|代表团|学习|参加|组织|安排|陪同|接受|赴任|开展|群众|企业|队|小组|应当|必须|如果|要|可以|曾多次|经常|互联网|民众|游客|旅客|观众|希望|期待|方便|早日|适时|尽早|尽快|再次来|推迟|取消|拒绝|与会人员|参会人员|与会同志|与会代表|患者|病人|村民|居民|症状|就医|就诊)[^，。；]{0,6}$"
)


_HABIT = re.compile(
    r"(?:[两三四五六七八九]次|多次|每次|经常|每年|先后[两三四五六七八]次|定期|随时|常常|常(?=[到去来赴下]))[^，。；]{0,10}$"
)


#: 欢迎他今年访华 is a hope; 欢迎某某访华 greets who has come.
_SOME_DAY = re.compile(r"今年|明年|早日|尽早|方便|适时|[年日]内|[他她]们?")


def visitors(scene: Scene, sentence: Sentence, before: int) -> list[Mention]:
    """The people who go: those named in the sentence before the verb, nearest clause first."""
    start = max(sentence.span.start, scene.text.rfind("；", sentence.span.start, before) + 1)
    start = after_speech(scene.text, start, before)
    leads = (scene.text.rfind("欢迎", start, before), scene.text.rfind("对", start, before))
    start = max([start, *(at for at in leads if at >= 0 and scene.present(at, before))])
    recalled = _RECALLS.match(scene.text[before:]) and _recalled(scene, sentence, before)
    if recalled:
        return recalled
    people = [
        m
        for m in scene.present(start, before)
        if scene.text[m.span.end : m.span.end + 1] != "的"
        and not _FOR.search(scene.text, max(start, m.span.start - 6), m.span.start)
    ]
    clauses = scene.text.rfind("，", start, before)
    close = _together(scene, _with_listed(scene, people, [m for m in people if m.span.start > clauses]))
    if not close and _MYSELF.search(scene.text, start, before):
        speaker = turn_of(scene, sentence)
        return [speaker] if speaker is not None else []
    found = close or people or scene.subject(max(start, clauses + 1), before)
    alone = not found and scene.general is not None and _GENERAL.search(scene.text, start, before)
    if alone and scene.general and scene.within("dates", sentence.span.start, before):
        return [scene.general]
    return found


#: 今年5月，|总书记|赴某省考察
_GENERAL = re.compile(r"(?:^|[，。；：、日月])总书记(?:[\d年月日]+)?(?:先后|再次|又|来到)?$")
#: 学习甲|考察某省时的|讲话 · 甲在某会、|赴某省考察时的|讲话: who is only quoted here went there.
_RECALLS = re.compile(r"[^，。；]{2,16}?(?:时)?(?:的|所作的?|发表的)?(?:系列)?(?:重要)?(?:讲话|指示)")
_TITLE_OR_MEETING = re.compile(r"(?:总书记|主席|总理|书记|省长|市长)?(?:(?:多次)?在[^，。；]{2,24}、)?")


def _recalled(scene: Scene, sentence: Sentence, before: int) -> list[Mention]:
    """Whose words at the visit are recalled: the last person before it, with no more than a title between."""
    people = scene.within("people", sentence.span.start, before)[-1:]
    return [m for m in people if _TITLE_OR_MEETING.fullmatch(scene.text, m.span.end, before)]


#: 代表|某某总书记|看望: he sends, and does not come.
_FOR = re.compile(r"(?:代表|受|转达)[^，。]{0,2}$")
#: 甲表示，去年|我|访华
_MYSELF = re.compile(r"我(?![国们省市县区军党方的])[^，。；]{0,6}$")


#: Between two names, these part who does from who is spoken of: 甲祝乙访华成功.
_PARTS = re.compile(r"[祝请对向使令让]|结合|会见|感谢")


#: 省委书记甲|，副省长|乙一行: a comma between two of a list, with the later one's post.
_NEXT_IN_LIST = re.compile(
    r"(?:等)?[，、](?:[^，。；、]{0,24}、)*[^，。；、]{0,24}(?:[长席理]|书记|主任|委员|常委|代表)"
)


def _with_listed(scene: Scene, people: list[Mention], close: list[Mention]) -> list[Mention]:
    """``close`` with those of ``people`` before it who stand in one list with its first."""
    first = people.index(close[0]) if close else 0
    while first and _NEXT_IN_LIST.fullmatch(scene.text, people[first - 1].span.end, people[first].span.start):
        first -= 1
    return people[first:] if close else close


def _together(scene: Scene, people: list[Mention]) -> list[Mention]:
    """The last of the people with those joined to them."""
    for at in range(len(people) - 1, 0, -1):
        if _PARTS.search(scene.text, people[at - 1].span.end, people[at].span.start):
            return people[at:]
    return people


def begin(who: list[Mention], sentence: Sentence, default: int) -> int:
    """Where the first of the people stands in the sentence, ``default`` where a pronoun stands for them."""
    return min((m.span.start for m in who if sentence.span.start <= m.span.start), default=default)


def fits(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether the words before ``at`` leave a visit: not hoped for, not customary, not merely invited."""
    before = scene.text[max(sentence.span.start, at - 16) : at]
    clause = before.rsplit("，", 1)[-1]
    if "欢迎" in clause and _SOME_DAY.search(clause):
        return False
    invited = "邀请" in clause and "应" not in clause
    led = max(before.rfind("率"), before.rfind("带队"))
    if led >= 0:  # 甲率代表团|抵达某国访问
        before = before[:led]
    return not invited and _NO_VISIT.search(before) is None and _HABIT.search(before) is None


def visit(
    scene: Scene, sentence: Sentence, who: list[Mention], verb: Span, span: Span, names: list[str], places: list[Claim]
) -> Draft:
    """A draft of the visit of ``who``, dated from its sentence; ``span`` is the evidence, ``verb`` in it."""
    rule = "visit"
    draft = Draft(EventKind.VISIT, names, verb.of(scene.text), scene.evidence(span, rule), sentence.index)
    draft.attended(scene.persons(who, rule))
    date_for(scene, draft, Span(span.start, verb.end))
    if draft.date is None:
        date_for(scene, draft, verb)
    draft.placed(places)
    draft.live = sentence.index <= 2
    return draft


def people_named(scene: Scene, who: list[Mention]) -> str:
    """The people joined by 、, by the names in use."""
    return "、".join(dict.fromkeys(scene.called(m) for m in who))
