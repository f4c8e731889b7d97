"""Who the telling of a meeting itself names as being there: who speaks, who holds it in person, host and guest."""

from __future__ import annotations

import re

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.facts.events.telling import HOLDS, MATTER, Telling, clause_start
from kg.mentions.event_phrases import Phrase
from kg.model import EventKind, Mention, Sentence

#: 谈到|某会议时，甲说: he only speaks of it
_TALKED_OF = re.compile(r"(?:谈到|谈及|提到|回顾|回忆)[^，。；]*$")


_SPOKE = re.compile(r"[^，。；]{0,6}(?:说|表示|指出|强调|介绍|宣布|致辞|发言|重申|提出|要求|认为|谈|透露|回顾|称)")


#: 甲指出，|在某会上: it is told by him
_SAID = re.compile(r"(?:说|指出|表示|强调|认为|介绍)[，：]")


#: 某会期间，|同某总理|会谈: he is met there; 我同某总理 were both at it
_TO_WHOM = re.compile(r"(?<!我)[同与和对向]|会见")


def presided(scene: Scene, told: Telling, draft: Draft) -> None:
    """在主持召开某座谈会时，甲强调: who speaks then was there, and chaired it if 主持 is said."""
    end = told.phrase.span.end
    if not scene.text.startswith(("时，", "期间，", "上，"), end):
        return
    if _TALKED_OF.search(scene.text, told.sentence.span.start, told.phrase.span.start):
        return
    speaker = scene.within("people", end, min(told.sentence.span.end, end + 16))[:1]
    speaker = [m for m in speaker if _TO_WHOM.search(scene.text, end, m.span.start) is None]
    claims = scene.persons(speaker, "meeting:speaker")
    if scene.text.startswith(("上，他", "上，她"), end):
        he = scene.present(told.sentence.span.start, told.phrase.span.start) or scene.subject(end, end + 3)
        draft.attended(scene.persons(he[:1], "meeting:he"))
    if scene.text.startswith("上，", end):  # 在为某人举行的|酒会上，甲表示
        clause = clause_start(scene, told.sentence, end)
        comma = scene.text.rfind("，", clause, told.phrase.span.start) + 1
        opened = scene.text.startswith("在", clause) or scene.text.startswith("在", max(clause, comma))
        opened = opened or told.phrase.opener in HOLDS  # 今年9月召开的|某峰会上，甲主席提出
        draft.attended(
            scene.persons([m for m in speaker if opened and _SPOKE.match(scene.text, m.span.end)], "meeting:speaker")
        )
        return
    if "主持" in scene.text[max(0, told.phrase.span.start - 6) : told.phrase.span.start]:
        draft.chaired(claims)
    else:
        draft.attended(claims)


#: 甲当天同乙在某地|举行: the subject of the verb, with whom it is held.
_HOLDING = re.compile(r"(?:等[^，。；]{0,20}?)?(?:在[^，。；]{2,24})?(?:共同|联合|主持)?(?:举行|召开|举办)(?:了)?$")


def convened(scene: Scene, told: Telling, draft: Draft) -> None:
    """甲举行某会议, 甲同乙举行第四次某对话: who holds it in person was there."""
    text, start = scene.text, told.phrase.span.start
    clause = max(told.sentence.span.start, text.rfind("，", told.sentence.span.start, start) + 1)
    people = scene.present(clause, start)
    if not people or _HOLDING.search(text, people[-1].span.end, start) is None:
        return
    if re.search(r"[为由应]|参加|出席|的$", text[clause:start]) is None:
        draft.attended(scene.persons(people, "meeting:convened", 0.8))


#: 甲为乙举行|欢迎宴会; 甲举行仪式，欢迎乙访问某国
FOR = re.compile(
    r"为(?P<g>[^，。；]{2,60}?)(?:在[^，。；]{2,16})?(?:举行|举办|设)(?:了|的)?(?:隆重|盛大|热烈|简短|而|的)*$"
)


#: 举行|招待会，|欢迎乙访问某国 · 举行宴会，为乙送行
WELCOMES = re.compile(
    r"，?(?:隆重|热烈)*(?:欢迎|为(?=[^，。；]{2,60}(?:送行|饯行|接风|洗尘)))(?P<g>[^，。；]{2,60}?)(?:送行|饯行|接风|洗尘)?(?=[，。；]|$)"
)


def speaker_at(scene: Scene, phrase: Phrase, sentence: Sentence) -> list[Mention]:
    """Who speaks at what 在 opens: right before it, right after 上，, or the subject of a clause before."""
    opened = phrase.span.start - len(phrase.opener)
    speaker = scene.within("people", max(sentence.span.start, opened - 12), opened)[-1:]
    speaker = [m for m in speaker if _SAID.search(scene.text, m.span.end, opened) is None]
    if not speaker and scene.text.startswith("上，", phrase.span.end):
        speaker = scene.within("people", phrase.span.end, min(sentence.span.end, phrase.span.end + 12))[:1]
    if not speaker and scene.text[opened - 1] in "并还":  # 甲出席某活动，并|在某论坛致辞
        speaker = scene.present(sentence.span.start, opened)[:1]
    return speaker


def hosted(scene: Scene, told: Telling, draft: Draft) -> None:
    """A host's reception or rite: host and guest take part, and its name tells both."""
    phrase, sentence, text = told.phrase, told.sentence, scene.text
    start = clause_start(scene, sentence, phrase.span.start)
    found = FOR.search(text, start, phrase.span.start)
    after = None if found else WELCOMES.match(text, phrase.span.end, sentence.span.end)
    guest = found or after
    if guest is None:
        return
    hosts = scene.subject(start, found.start() if found else phrase.span.start)
    if not hosts:
        return
    who = "和".join(dict.fromkeys(scene.called(m) for m in hosts))
    whom = scene.article.text[guest.start("g") : guest.end("g")]
    draft.name(f"{who}为{whom}举行{told.name}" if found else f"{who}举行{told.name}欢迎{whom}", first=True)
    guests = [
        m for m in scene.within("people", guest.start("g"), guest.end("g")) if text[m.span.end : m.span.end + 1] != "的"
    ]
    draft.attended(scene.persons([*hosts, *guests], "ceremony:host"))


def called_by_matter(scene: Scene, told: Telling) -> list[str]:
    """What a rite without a name is for: 举行仪式，纪念伟大的先行者某某先生诞辰百年 → 纪念某某先生诞辰百年仪式."""
    found = MATTER.match(scene.text, told.phrase.span.end, told.sentence.span.end)
    if found is None or told.phrase.kind is not EventKind.CEREMONY or len(told.phrase.modifiers) > _PLAIN:
        return []
    whom = scene.within("people", *found.span("m"))[-1:]
    what = scene.article.text[whom[0].span.start if whom else found.start("m") + 2 : found.end("m")]
    return [f"{found['m'][:2]}{what}{told.phrase.head}"]


#: 简短而庄严的|仪式 has no name.
_PLAIN = 8
