"""The two sides of talks: who meets, who is met, and what 我 and 总统先生 stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.facts.events.scene import Scene
from kg.model import Claim, Mention, Sentence, Span

_THIS_SIDE = re.compile(r"我(?![国们省市县区军党方的])")


_THAT_SIDE = re.compile(
    r"(?:总统|总理|主席|首相|议长|总书记|秘书长|国王)(?:先生|女士|阁下|同志|陛下|殿下)|[殿陛]下|阁下|[你您](?!们)"
)


#: What makes the name before it part of another's description: 某首相的特使, 某主席特别代表.
_DESCRIBED = re.compile(
    r"(?:总统|主席|总理|国王|首相|总书记|同志|先生){0,2}(?:的|特别代表|特使|夫人|先进|英雄|模范|事迹)"
)


_SPEECH = re.compile(r"^[^，。；]{0,6}(?:表示|指出|强调|说|认为|赞同|介绍|谈到|重申|提出)")


#: Whose family is met is not met: 某某同志亲属.
_KIN = re.compile(r"(?:同志|烈士|先生|女士)?的?(?:亲属|家属|遗孀|亲友|子女|家人)")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke last in the article and, in talks, who the other side is: what 我 and 总统先生 stand for."""

    own: Mention | None = None
    other: tuple[Mention, ...] = ()


def correspondents(scene: Scene) -> tuple[list[Mention], list[Mention]]:
    """The two people of the first sentence, where it has two: who writes and who is written to."""
    if not scene.sentences:
        return [], []
    first = scene.sentences[0]
    people = list({scene.names(m)[0]: m for m in scene.within("people", first.span.start, first.span.end)}.values())
    return (people[:1], people[1:]) if len(people) == 2 else ([], [])


def speaker_of(scene: Scene, sentence: Sentence) -> Mention | None:
    """Who speaks in the sentence (甲表示), None where nobody does."""
    for mention in scene.within("people", sentence.span.start, sentence.span.end):
        if not scene.absent(mention.span) and _SPEECH.match(scene.text[mention.span.end : mention.span.end + 10]):
            return mention
    return None


def turn_of(scene: Scene, sentence: Sentence) -> Mention | None:
    """Who speaks in the sentence or, where it opens nobody's words, last before it in its paragraph."""
    said = (s for s in reversed(scene.sentences) if s.paragraph == sentence.paragraph and s.index <= sentence.index)
    return next((m for s in said if (m := speaker_of(scene, s)) is not None), None)


def speaking(scene: Scene, speaker: Mention | None, sides: tuple[list[Mention], list[Mention]]) -> Speaker:
    """The speaker with the other side of the talks ``sides``, so that 我 and 总统先生 can be read."""
    if speaker is None:
        return Speaker()
    name = scene.names(speaker)[0]
    for own, other in (sides, sides[::-1]):
        if any(scene.names(m)[0] == name for m in own):
            return Speaker(speaker, tuple(other[:1]))
    return Speaker(speaker)


def own_side(scene: Scene, sentence: Sentence, before: int, context: Speaker) -> list[Mention]:
    """The people who meet: those named before the verb in the sentence, 我, or the speaker where nobody is named."""
    start = max(sentence.span.start, scene.text.rfind("；", sentence.span.start, before) + 1)
    start = after_speech(scene.text, start, before)
    clause = max(start, scene.text.rfind("，", start, before) + 1)
    if context.own is not None and _MYSELF.match(scene.text, clause) and not scene.within("people", clause, before):
        return [context.own]  # 乙访华，|我|同他会谈 · 我|去年访华期间同乙会见
    people = _unowned(scene, scene.present(start, before)) or scene.subject(start, before)
    met = _HE_MET.search(scene.text, start, before) if people else None
    if met and people[0].span.start >= met.end():  # 他|拜会了乙，|分别同丙会谈
        return scene.subject(start, met.end())
    if not people and context.own is not None and _THIS_SIDE.search(scene.text, start, before):
        return [context.own]
    gap = scene.text[people[-1].span.end : before] if people else ""
    if "，" in gap and not (_WHEN.fullmatch(gap) and _ONE_LIST.search(scene.text, people[0].span.end, before) is None):
        people = scene.present(scene.text.rfind("，", start, before), before) or _first_clause(scene, people)
    people = [m for m in people if not (m is not people[-1] and _ABOUT.match(scene.text, m.span.end))]
    return [m for m in people if not _DESCRIBED.match(scene.text, m.span.end)] or people[-1:]


#: 我, not 我国
_MYSELF = re.compile("我(?![国们省市县区军党方的])")
#: 甲、乙|，今天下午在某地|会见丙: what stands between a list of people and their verb
_WHEN = re.compile(
    r"等?，(?:[今昨][天日晚]|当[天日晚]|[\d年月]+日?|[上下]午|晚上?|在[^，。；]{2,14})+(?:分别|共同|一起|先后|亲切)*"
)
#: Verbs that part the people before another one.
_ONE_LIST = re.compile(r"会见|会晤|出席|举行|主持|陪同|欢迎|率|应邀|说|指出|表示|强调|访问|宣布|来[华访京]|考察|参加")
#: 甲发言人宣布，|乙同丙会谈: who speaks is not of what is told.
_TOLD = re.compile(r"(?:指出|强调|表示|说|宣布|称|透露|证实|介绍|认为|报道)[，：]|”")


def after_speech(text: str, start: int, end: int) -> int:
    """Where the words begin that the last verb of saying in [start, end) opens, ``start`` where there is none."""
    return max((found.end() for found in _TOLD.finditer(text, start, end)), default=start)


#: 某发言人今天|就|某总统与…会谈: who speaks of the talks is not at them.
_ABOUT = re.compile(r"(?:今[天日]|昨[天日]|\d+日|日前|当天)?就")


def _first_clause(scene: Scene, people: list[Mention]) -> list[Mention]:
    """The subject that a later predicate shares (甲出席某会，并会见乙): the people of the first clause that has any."""
    stop = scene.text.find("，", people[0].span.end)
    first = [m for m in people if m.span.end <= stop] if stop >= 0 else people
    return [m for m in first if not _MET.search(scene.text, first[0].span.end, m.span.start)]


_HE_MET = re.compile(r"[他她][^，。；]{0,10}(?:会见|会晤|接见|拜会|看望)(?=[^，。；]+，)")
#: 甲在某地|会见|乙，在某地同丙会谈: whom the first clause has as its object
_MET = re.compile(r"会见|会晤|接见|拜会|看望")


def other_side(scene: Scene, span: Span, context: Speaker) -> list[Mention]:
    """The people met: those named in the object, or the other side where it is addressed (总统先生)."""
    if span.of(scene.text) in ("他", "她"):  # 某国王访华，我同|他|举行会谈
        sentence = scene.sentence_at(span.start)
        return scene.within("people", sentence.span.start, span.start)[-1:] if sentence else []
    people = _unowned(scene, scene.within("people", span.start, span.end))
    if not people and _THAT_SIDE.search(scene.text, span.start, span.end):
        return list(context.other)
    return people


def _unowned(scene: Scene, people: list[Mention]) -> list[Mention]:
    """Leaves out who only stands in a post's description (某首相的特使) and whose family is meant."""
    acting = [m for m in people[:-1] if not _DESCRIBED.match(scene.text, m.span.end)] + people[-1:]
    led = [m for m in acting if _FOLLOWED.search(scene.text, max(0, m.span.start - 14), m.span.start)]
    return [m for m in acting if m not in led and not _KIN.match(scene.text, m.span.end)]


#: 随同|某总统甲|访华的代表: with whom the guests have come is not met.
_FOLLOWED = re.compile(r"(?:随同|跟随|随)[^，。；、的]{0,10}$")


#: The name that nobody recognised, behind its title at the end of the object: 某国外长|某某某.
TITLED = re.compile(
    r"(?:总统|总理|外长|外交大臣|部长|主席|议长|首相|大臣|国王|王储|书记|秘书长|大使|总裁|董事长|首席执行官|行政长官|国务卿|参谋长|总司令|亲王|女王|总督|顾问|资政|会长|总干事|埃米尔|苏丹|专员|特使|副总理|总书记)"
    r"(?P<n>(?!兼|和|等|的|率|及|会议|全体|代表|大会)[\u4e00-\u9fff]{2,8}(?:[·-][\u4e00-\u9fff]{1,8})*?)(?:一行|等)?$"
)


#: 默某|总理: a name that nobody recognised, before its title.
ADDRESSED = re.compile(
    r"(?P<n>(?![^·]{0,3}[国方])[\u4e00-\u9fff]{2,6}(?:[·-][\u4e00-\u9fff]{1,8})*)(?:总统|总理|首相|主席|国王|外长|议长|总书记)"
)


def unrecognised(scene: Scene, start: int, obj: str) -> list[Claim]:
    """The person whom ``obj``, read from about ``start`` on, names beside a title though nobody recognised the name."""
    found = TITLED.search(obj) or ADDRESSED.fullmatch(obj)
    at = scene.text.find(obj, start - 2)
    if found is None or at < 0:
        return []
    span = Span(at + found.start("n"), at + found.end("n"))
    name = span.of(scene.article.text)
    return [Claim((name,), scene.evidence(span, "talks:titled", 0.6))]
