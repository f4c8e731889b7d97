"""Who the subject of a clause is: the scene of an article's actors, and the grammar that finds the one who acts."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.facts.policies.actors import Actor, within
from kg.lexicon.policies import any_of, compiled, words
from kg.model import Article, EventFact, Evidence, Mention, Span

SENTENCE_END = re.compile(r"[。！？\n]")
# A sentence begins after the last one's end, and after the dateline.
_START = re.compile(
    r"[。！？\n]|(?:日电|日讯|本报讯)\s*(?:（[^）\n]{2,20}）|记者[一-鿿、]{2,12}报道：|记者[一-鿿、]{2,8}(?=\s))?"
)
_LIST_JOINT = re.compile(r"(?:修[订正]案?)?(?:草案)?[、和及与，”]{0,2}(?:以及)?(?:新?修[订改]后?的)?")
_CLAUSE = re.compile(r"[，；：—]")
# 甲方愿同|乙方实施…: who carries it out with the subject.
_TOGETHER = re.compile(r"(?:愿|将|愿意|继续|可以)(?:继续)?[同与和]$")
_MUST = re.compile(r"(?<![重主首纪摘概扼])要(?![求素点件闻务职害案地])|必须|应当|应该|须|应(?=[坚继进加尽])|需要|希望")
_SPEECH = re.compile(
    r"(?:指出|强调|表示|要求|认为|说|称|介绍|提到|写道|重申)[，：]?$|(?:要求|强调|表示|希望)[一-鿿]{2,}"
)
_TITLE = re.compile(r"(?:总统|总理|主席|首相|国王|总书记|书记|部长|省长|市长|先生|女士|同志)(?!期间|时|访)")
_HELPED = re.compile(r"(?:支持|助力|帮助|欢迎|祝贺)$")
_JOINED = re.compile(r"(?:、|和|与|及|以及|还|并|等(?:[\d０-９]{1,4}[家个所户])?)?(?:会同|联合|同)?")
# 某国总统甲和某国总理|乙: people are joined with their titles between.
_PEOPLE_JOINED = re.compile(r"(?:、|和|与)[^，。；、和与]{1,24}")


@cache
def carrying() -> re.Pattern[str]:
    """Any verb of making a policy or of carrying it out."""
    keys = ("carry_verbs", "make_verbs", "quote_verbs", "issuing_verbs", "acting_verbs")
    return re.compile(any_of({verb for key in keys for verb in words(key)} - set(words("touching_verbs"))))


@cache
def making() -> re.Pattern[str]:
    """The verbs of making a document. It is issued by whoever makes it, not by all who apply it."""
    return compiled("document_verbs")


@cache
def governed() -> re.Pattern[str]:
    """What stands before an actor that is no subject: 同中方, 对朝, 在北京."""
    return compiled("object_of", after="$")


@cache
def _not_acting() -> re.Pattern[str]:
    return compiled("not_acting", after="|的(?!倡议|“)")


def is_idle(actor: Actor, text: str) -> bool:
    """Whether what follows says that the actor does not act itself; a person's own title says nothing."""
    title = _TITLE.match(text, actor.span.end) if actor.kind == "person" else None
    return _not_acting().match(text, title.end() if title else actor.span.end) is not None


def _pivots(actor: Actor, low: int, verb: int, text: str) -> bool:
    """支持甲方|推进…: whoever is helped with what it does is the one that does it."""
    helped = _HELPED.search(text, low, actor.span.start)
    return helped is not None and verb - actor.span.end <= 4


@cache
def _opening() -> re.Pattern[str]:
    day = r"[\d０-９一二三四五六七八九十]{1,4}年?(?:[\d０-９]{1,2}月)?(?:[\d０-９]{1,2}日)?"
    return compiled("openers", before=rf"[\s“—（]*(?:(?:{day}|（记者.{{2,12}}）|", after=r")[：，]?)*")


@dataclass(frozen=True, slots=True)
class Scene:
    """What issuers are read from. ``text`` is the body with full-width marks, offset for offset the article's."""

    article: Article
    text: str
    actors: tuple[Actor, ...]
    starts: list[int]
    events: tuple[EventFact, ...]
    mentions: tuple[Mention, ...]

    def between(self, start: int, end: int) -> tuple[Actor, ...]:
        """The actors that lie in ``[start, end)``."""
        return within(self.actors, self.starts, start, end)

    def begin(self, at: int, reach: int = 260) -> int:
        """Where the sentence that holds ``at`` begins, at most ``reach`` characters before."""
        floor = max(0, at - reach)
        ends = [m.end() for m in _START.finditer(self.text, floor, at)]
        return ends[-1] if ends else floor

    def list_start(self, mention: Mention) -> int:
        """Where the list of policies begins in which ``mention`` stands: 提出甲倡议、乙倡议 shares its 提出."""
        start = mention.span.start
        at = bisect_left(self.mentions, start, key=lambda m: m.span.start)
        while at and _LIST_JOINT.fullmatch(self.text, self.mentions[at - 1].span.end, start):
            at -= 1
            start = self.mentions[at].span.start
        return start

    def evidence(self, start: int, end: int, rule: str, confidence: float) -> Evidence:
        """The article's own words from ``start`` to ``end`` as evidence."""
        span = Span(start, end)
        return Evidence(span, span.of(self.article.text), rule, confidence)


def clauses(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The clauses of ``text[begin:end]`` as ranges, the last one ending at ``end``; at least one."""
    cuts = [begin, *(m.end() for m in _CLAUSE.finditer(text, begin, end)), end]
    return [(a, b) for a, b in itertools.pairwise(cuts) if b > a] or [(begin, end)]


def subject_before(verb: int, low: int, high: int, scene: Scene) -> list[Actor]:
    """The actors nearest before the verb at ``verb`` in the clause from ``low`` that no preposition governs.

    Those whom 会同 or 联合 joins to them may stand after it, before ``high``.
    """
    text = scene.text
    acting: list[Actor] = []
    governed_last = None
    for actor in scene.between(low, verb):
        # 在甲医院、乙医院试行: what is joined to the one that the preposition governs is governed, too.
        listed = governed_last is not None and are_joined(governed_last, actor, text)
        governed_last = actor if listed or governed().search(text, low, actor.span.start) else None
        if governed_last is None and not is_idle(actor, text):
            acting.append(actor)
        elif governed_last is actor and actor.kind == "land" and _pivots(actor, low, verb, text):
            return [actor]
    if not acting:
        return []
    return coordinated(joined_before(acting, scene)[0], scene, high)


def joined_before(actors: Sequence[Actor], scene: Scene) -> list[Actor]:
    """The last of ``actors`` and those before it that are joined to it: 县委、县政府. At least one is given."""
    first = len(actors) - 1
    while first > 0 and are_joined(actors[first - 1], actors[first], scene.text):
        first -= 1
    return list(actors[first:])


def are_joined(one: Actor, other: Actor, text: str) -> bool:
    """Whether ``one`` and ``other``, which follows it, are listed together: 县委、|县政府."""
    gap = text[one.span.end : other.span.start]
    people = one.kind == other.kind == "person" and _PEOPLE_JOINED.fullmatch(gap) is not None
    return people or (gap != "" and _JOINED.fullmatch(gap) is not None)


def opening_subject(low: int, high: int, scene: Scene) -> list[Actor]:
    """The actors that open the clause ``[low, high)``, after dates and adverbs."""
    text = scene.text
    for actor in scene.between(low, high):
        if not _opening().fullmatch(text, low, actor.span.start):
            return []
        if not is_idle(actor, text):
            return coordinated(actor, scene, high)
    return []


def coordinated(first: Actor, scene: Scene, high: int) -> list[Actor]:
    """甲、乙和丙 · 甲会同乙: ``first`` and those joined to it before ``high``."""
    found = [first]
    for actor in scene.between(first.span.end, high):
        if actor.span.start == found[-1].span.end and found[-1].kind == "land":
            found[-1] = actor
        elif is_idle(actor, scene.text):
            continue
        elif are_joined(found[-1], actor, scene.text):
            found.append(actor)
        else:
            break
    return found


def subject_of(start: int, begin: int, scene: Scene, verb: re.Pattern[str]) -> list[tuple[Actor, str]]:
    """The subject of the verb that governs ``start``: in its clause, an earlier one, or the sentence before."""
    text = scene.text
    parts = clauses(text, begin, start)
    low = parts[-1][0]
    verbs = list(verb.finditer(text, low, start))
    if not verbs or start - verbs[-1].end() > 26:
        return []
    here = subject_before(verbs[0].start(), low, start, scene) or subject_before(verbs[-1].start(), low, start, scene)
    if here and text[here[-1].span.end - 1] == "方":
        partners = [a for a in scene.between(here[-1].span.end, start) if _TOGETHER.search(text, low, a.span.start)]
        return [(actor, "subject") for actor in (*here, *partners)]
    if _MUST.search(text, low, start):
        return []
    if here := [a for a in here if a.kind != "person" or compiled("personal_verbs").search(text, a.span.end, start)]:
        return [(actor, "subject") for actor in here]
    if text[begin : begin + 1] in ("《", "“"):
        return []
    for low, high in reversed(parts[:-1]):
        if _MUST.search(text, low, high):
            return []
        subjects = opening_subject(low, high, scene)
        if _SPEECH.search(text, low, high):
            return []
        if subjects:
            return [(a, "subject-before") for a in subjects if a.kind not in ("group", "person")]
    return _previous_subject(begin, scene)


def _previous_subject(begin: int, scene: Scene) -> list[tuple[Actor, str]]:
    """A sentence that opens with its verb or a date goes on about the body that the one before was about."""
    text = scene.text
    for _ in range(3):
        if begin < 2 or text[begin - 1] == "\n":
            return []
        low = scene.begin(begin - 1)
        for start, end in reversed(clauses(text, low, begin - 1)):
            if _SPEECH.search(text, start, end) or _MUST.search(text, start, end):
                return []
            if subjects := opening_subject(start, end, scene):
                return [(a, "subject-earlier") for a in subjects if a.kind in ("body", "home")]
        begin = low
    return []
