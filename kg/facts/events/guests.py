"""Who took part by other signs than a verb of attending: who reports, who performs, who is called together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts.events.draft import Draft
from kg.facts.events.pointing import told_so_far
from kg.facts.events.scene import Scene
from kg.model import EventKind, Mention, Sentence

#: 甲|受国务院委托作的|某报告, 乙|作了说明
_DELIVERS = re.compile(
    r"(?:同志|秘书长|主任|书记|[院部局会]长)?(?:就[^，。；]{2,80}?)?(?:受[^，。；]{2,14}委托|分别|代表[^，。；]{2,20})?(?:所)?[作做](?:了|的|题为|关于|大会|专题|主旨|典型|表态|情况|工作)(?!出)"
)
#: 某主席提出，…: in another's words.
_IN_SPEECH = re.compile(r"(?:说|表示|指出|强调|认为)，")
#: 指挥家甲|指挥演奏了, 歌唱家乙|演唱的, 在指挥丙|的率领下
_PERFORMS = re.compile(r"[^，。；]{0,8}(?:指挥|演奏|演唱|表演|领唱|主演|献艺|献唱|返场|的率领下)")
#: 甲|在茶话会上|代表某部拜年, 乙|在致辞中|感谢
_IS_THERE = re.compile(
    r"(?:[等也还都均]|先后|分别|随后)*在(?:[^，。；]{0,16}(?:会|会议|仪式|论坛|典礼|活动)(?:上|期间)|(?:开幕|闭幕|欢迎|主旨)?(?:讲话|致辞|致词|发言|祝辞|祝酒)中)"
)
#: 在今天的某会上， after nothing but a dateline
_THERE = re.compile(
    r"(?:[^，。；]{0,24}[电讯]\s?|[^，。；]{0,24}[）)：]\s?)?在[^，。；]{0,20}(?:会|会议|仪式|论坛|典礼)上，"
)
#: 会议|听取了|甲和乙分别就某事所作的|说明
_HEARS = re.compile(
    r"(?:听取|审议)了?(?P<o>[^。]{2,160}?)(?:作的?|的)[^，。；]{0,20}?(?:说明|报告|汇报|发言|通报|介绍)"
)
_CONCERTS = ("音乐会", "晚会", "演出", "演唱会", "联欢会")


def deliver(scene: Scene, sentence: Sentence, live: Sequence[Draft]) -> None:
    """Adds who gives a report or speech to the meeting told last, and who performs to the concert."""
    meetings = [d for d in live if d.kind in (EventKind.MEETING, EventKind.CEREMONY)]
    if not meetings:
        return
    people = scene.present(sentence.span.start, sentence.span.end)
    if not people:
        return
    opening = _THERE.match(scene.text, sentence.span.start, sentence.span.end)
    people = [m for m in people if not _IN_SPEECH.search(scene.text, sentence.span.start, m.span.start)]
    people = [m for m in people if not _retold(scene, sentence, m)]
    told = told_so_far(scene, [d for d in meetings if d.held] or meetings, sentence)[:1]
    for draft in told:
        acts = _PERFORMS if draft.names[0].endswith(_CONCERTS) else _DELIVERS
        ends = {m.span: _list_end(scene, m.span.end) for m in people}
        shown = [m for m in people if acts.match(scene.text, ends[m.span]) or _IS_THERE.match(scene.text, ends[m.span])]
        shown += _listed_before(scene, people, shown)
        if opening and people:  # 在今天的某会上，|甲等向某人发了奖
            shown += [m for m in people if m.span.start >= opening.end() and ends[m.span] == ends[people[0].span]]
        heard = _HEARS.search(scene.text, sentence.span.start, sentence.span.end)
        shown += [m for m in people if heard and heard.start("o") <= m.span.start and m.span.end <= heard.end()]
        draft.attended(scene.persons(shown, "meeting:delivers", 0.8))


#: 甲指出，某次大会是一次重要会议。|乙|代表某委所作的报告…: heard elsewhere, and told in the speech
_OPENS_SPEECH = re.compile(r"[^，。；\n]{2,16}(?:说|表示|指出|强调|认为)，")
_REPORT = re.compile(r"(?:同志)?(?:代表[^，。；]{2,20})?所?作的")


def _retold(scene: Scene, sentence: Sentence, mention: Mention) -> bool:
    """Whether the report of ``mention`` is spoken of in another's speech, which its paragraph tells."""
    start = scene.text.rfind("\n", 0, sentence.span.start) + 1
    opens = start < sentence.span.start and _OPENS_SPEECH.match(scene.text, start) is not None
    return opens and _REPORT.match(scene.text, mention.span.end) is not None


#: 某会会长|甲，某会副会长|乙|等在会上发言: between two of a list stand marks and posts, no verb.
POSTS_ONLY = re.compile(
    r"(?:等)?[、，和及]?(?:(?!说|表示|指出|强调|认为|会见|介绍|主持|出席|参加|在|向|对|就|为|是|了|的|同)[^。；：，“”]){0,36}"
)


def _listed_before(scene: Scene, people: list[Mention], shown: list[Mention]) -> list[Mention]:
    """The people of the list that ends with the first who is told to speak."""
    if not shown or shown[0] not in people:
        return []
    at = people.index(shown[0])
    while at > 0 and POSTS_ONLY.fullmatch(scene.text, people[at - 1].span.end, people[at].span.start):
        at -= 1
    return people[at : people.index(shown[0])]


def _list_end(scene: Scene, at: int) -> int:
    """Where the list of names that goes on at ``at`` ends (甲|、乙、丙|分别指挥)."""
    while scene.text[at : at + 1] in ("、", "和"):
        following = scene.within("people", at, at + 24)
        if not following or following[0].span.start > at + 1:
            return at
        at = following[0].span.end
    return at


#: 会谈后，|两国总理|共同出席|某仪式
_BOTH = re.compile(
    r"(?:两国(?:元首|总理|领导人|外长)|双方|两位领导人)(?:共同|一道|一同)?(?:出席|参加|见证|参观)(?:了)?"
)
#: An event stands so near to the verb that takes it as object.
_NEAR = 40


def both_sides(scene: Scene, sentence: Sentence, live: Sequence[Draft]) -> None:
    """Gives the two sides of the talks told last to what they attend together."""
    found = _BOTH.search(scene.text, sentence.span.start, sentence.span.end)
    told = told_so_far(scene, live, sentence) if found else []
    talks = next((d for d in told if d.kind is EventKind.TALKS), None)
    if found is None or talks is None:
        return
    for draft in live:
        near = draft.sentence == sentence.index and 0 <= draft.evidence.span.start - found.end() < _NEAR
        if near and draft.kind in (EventKind.MEETING, EventKind.CEREMONY):
            draft.attended(talks.participants[:2])


#: 甲主席对某国进行国事访问|，同乙总书记共同宣布某事: the host whom he met on it
_MET_THERE = re.compile(r"，[同与](?P<o>[^，。；]{2,24}?)(?:共同|一道|举行|进行|达成|宣布|深入)")


def met_there(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Adds to a visit abroad the host with whom its sentence tells that the visitor acted."""
    for draft in drafts:
        sentence = scene.sentence_at(draft.evidence.span.start)
        if draft.kind is not EventKind.VISIT or not draft.head.endswith("访问") or sentence is None:
            continue
        found = _MET_THERE.match(scene.text, draft.evidence.span.end, sentence.span.end)
        if found:
            draft.attended(scene.persons(scene.within("people", *found.span("o")), "visit:host", 0.7))


#: 某编辑部|邀集|甲、乙等四十余人座谈 · 某委与包括甲、乙等在内的各方|举行|会议
_CALLED = re.compile(r"(?:邀集|邀请|召集|组织|包括|集合)(?P<o>[^。；：]{4,160}?)(?:等|参加|出席|[，。；])")


def call_together(scene: Scene, live: Sequence[Draft]) -> None:
    """Adds the list of those whom the host of a meeting calls together in the sentence that tells it."""
    for draft in live:
        sentence = scene.sentence_at(draft.evidence.span.start)
        if draft.kind is not EventKind.MEETING or not draft.held or sentence is None:
            continue
        found = _CALLED.search(scene.text, sentence.span.start, sentence.span.end)
        people = scene.within("people", *found.span("o")) if found else []
        if len(people) >= _LIST:
            draft.attended(scene.persons(people, "meeting:called", 0.8))


#: 到会的有各界人士。|他们当中有：甲、乙 · 主办者包括|甲、乙
_AMONG_THEM = re.compile(
    r"(?:[他她]们|来宾|客人|与会者|出席者|参加者|发起者|发起人|主办者|获奖者|到会的|应邀出席的|应邀前来的)(?:(?:当|之|其)?中)?(?:还|主要)?"
    r"(?:有|包括|是)[：，]?|其中(?:有|包括)[：，]?"
)


def among_them(scene: Scene, sentence: Sentence, live: Sequence[Draft]) -> None:
    """Adds the list of those whom a sentence names among the guests or hosts of the meeting told last."""
    if len(scene.within("people", sentence.span.start, sentence.span.end)) < _LIST:
        return
    found = _AMONG_THEM.search(scene.text, sentence.span.start, sentence.span.end)
    people = scene.within("people", found.end(), sentence.span.end) if found else []
    told = told_so_far(scene, live, sentence) if len(people) >= _LIST else []
    if told and found and told[0].kind is not EventKind.VISIT and told[0].held:
        rest = [m for m in people[1:] if _LISTED.search(scene.text, found.end(), m.span.start)]
        if len(rest) == len(people) - 1:
            told[0].attended(scene.persons(people, "meeting:among", 0.7))


_LISTED = re.compile(r"[、，和及与]")
#: A list that is called together has at least so many names.
_LIST = 2
