"""Journeys that no verb of visiting tells: 甲率领的代表团抵达某国首都, 甲将前往某国, 甲主席此访, 甲结束某地之行."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from kg.facts.events.abroad import lands_listed
from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.facts.events.visitors import begin, fits, people_named, visit, visitors
from kg.facts.events.when import inherit, lasted
from kg.facts.events.where import places_here
from kg.lexicon.gazetteer import Country, country, find_divisions
from kg.lexicon.lands import find_lands
from kg.lexicon.searching import Keyed
from kg.mentions.person_names import is_chinese_name
from kg.mentions.places import place_names
from kg.model import Claim, EventKind, Mention, Sentence, Span

#: 甲|抵达|某国首都某城 · 甲将于25日|前往|某国，就某事磋商
_REACHES = Keyed.of(
    r"(?P<v>抵达|飞抵|到达|前往|启程赴)(?P<p>[^，。；：！？]{2,24}?)的?"
    r"(?=[，。；]|进行|出席|参加|访问|开展|展开|举行|就|与|同|会见|会晤|继续|并|后|机场|时|斡旋|磋商|谈判|调停|协调)",
    "抵达",
    "飞抵",
    "到达",
    "前往",
    "启程赴",
)
#: 甲10日结束了为期四天的|某地|之行 · 甲的某国、某国之行
_TOUR = Keyed.of(
    r"(?:为期[^，。；的]{1,4}的|的|此次|这次|[主总委]席|总[统理]|首相|国王|[部外书]长|总书记|结束(?:了)?(?:对|在)?|开始(?:了)?)(?P<p>[\u4e00-\u9fff、和]{2,14}?)(?P<v>之行)",
    "之行",
)
#: 甲会见了|来访的|某国外长乙
_GUEST = Keyed.of(r"(?P<v>来访)的(?P<p>[^，。；：]{2,40})", "来访的")
#: 甲主席|此访
_THIS = Keyed.of(
    r"(?:主席|总理|总统|总书记|首相|委员长|国王|部长|外长)?(?P<v>此访|此次访问|这次访问)", "此访", "次访问"
)


def find_journeys(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The journeys of people in office to another land of whom ``drafts`` tell no visit yet."""
    told = list(drafts)
    for reader, sentence, found in scene.matches(
        (
            (_REACHES, partial(_reaches, drafts=told)),
            (_TOUR, partial(_tour, drafts=told)),
            (_THIS, partial(_this, drafts=told)),
            (_GUEST, partial(_guest, drafts=told)),
        )
    ):
        draft = reader(scene, sentence, found)
        if draft is not None:
            told.append(draft)
            yield draft


def _travels(scene: Scene, person: Mention, drafts: Sequence[Draft]) -> bool:
    """Whether a visit of the person is told already."""
    names = set(scene.names(person))
    return any(d.kind is EventKind.VISIT and names & {n for c in d.participants for n in c.names} for d in drafts)


def _reaches(scene: Scene, sentence: Sentence, found: re.Match[str], drafts: Sequence[Draft]) -> Draft | None:
    """甲抵达P: P is another land, or a place that no division of China has in its name."""
    who = visitors(scene, sentence, found.start())
    who = [m for m in who if m.span.end > scene.text.rfind("，", 0, found.start()) - _NEAR]
    if not who or not scene.holds_office(who[0]) or not fits(scene, sentence, found.start()):
        return None
    span = Span(*found.span("p"))
    if _HALLS.match(found["p"]) or _travels(scene, who[0], drafts):
        return None
    name, words = people_named(scene, who), span.of(scene.article.text)
    place = Claim(place_names(words), scene.evidence(span, "visit:reached", 0.8))
    if words in _HERE:
        here = places_here(scene, span, "visit:here")
        if not here:
            return None
        words, place = here[0].name, here[0]
    elif not _is_abroad(scene, span):
        return None
    whole = Span(begin(who, sentence, found.start()), span.end)
    names = [f"{name}访问{words}", f"{name}{found['v']}{words}"]
    draft = visit(scene, sentence, who, Span(*found.span("v")), whole, names, [place])
    draft.head = "访问"
    return draft


#: 抵达|这里: where the dateline is
_HERE = ("这里", "此间", "此地")
#: Of a clause before the verb's own, a name at its end only.
_NEAR = 30


#: Where guests of the land go in its capital.
_HALLS = re.compile(r"天安门|人民大会堂|人民英雄纪念碑|中南海|钓鱼台|[\u4e00-\u9fff]{0,4}(?:机场|车站|广场|酒店|宾馆)")


def _is_abroad(scene: Scene, span: Span) -> bool:
    words = span.of(scene.text)
    lands = [land for s in find_lands(words) if (land := country(s.of(words)))]
    if lands:
        return all(land.code != "CN" for land in lands) and find_lands(words)[0].start == 0
    known = [m for m in scene.within("places", span.start, span.end) if m.span.start == span.start]
    return bool(known) and not find_divisions(words) and country(words) is None


def _tour(scene: Scene, sentence: Sentence, found: re.Match[str], drafts: Sequence[Draft]) -> Draft | None:
    """甲结束了某地之行: a journey to the lands or places that the words list."""
    own = [m for m in scene.within("people", sentence.span.start, found.start()) if m.span.end == found.start()]
    who = own or visitors(scene, sentence, found.start())
    places = lands_listed(scene, Span(*found.span("p")))
    if not who or not places or _travels(scene, who[0], drafts) or not scene.holds_office(who[0]):
        return None
    name, words = people_named(scene, who), found["p"]
    whole = Span(begin(who, sentence, found.start()), found.end())
    names = [f"{name}{words}之行", f"{name}访问{words}"]
    draft = visit(scene, sentence, who, Span(*found.span("v")), whole, names, places)
    draft.head = "访问"
    lasted(scene, draft, sentence.span.start, found.end())
    return draft


def _guest(scene: Scene, sentence: Sentence, found: re.Match[str], drafts: Sequence[Draft]) -> Draft | None:
    """甲同来访的乙会谈: a visit of 乙 to the land of 甲, on the day of their talks."""
    guest = scene.within("people", *found.span("p"))[:1]
    talks = next((d for d in drafts if d.kind is EventKind.TALKS and d.sentence == sentence.index), None)
    if not guest or talks is None or "特使" in found["p"] or _travels(scene, guest[0], drafts):
        return None
    names = set(scene.names(guest[0]))
    hosts = [c for c in talks.participants if not names.intersection(c.names)]
    hosts = [c for c in hosts if sentence.span.start <= c.evidence.span.start < found.start()]
    land = _land_of(scene, hosts[0].evidence.span) if hosts and len(hosts) < len(talks.participants) else None
    if land is None or not scene.holds_office(guest[0]):
        return None
    name = people_named(scene, guest)
    place = Claim(land.names, scene.evidence(hosts[0].evidence.span, "visit:host-land", 0.7))
    whole = Span(found.start(), guest[0].span.end)
    names_of = [f"{name}访问{land.name}", *([f"{name}访华"] if land.code == "CN" else [])]
    draft = visit(scene, sentence, guest, Span(*found.span("v")), whole, names_of, [place])
    draft.head, draft.live = "访问", False
    inherit(draft, talks)
    return draft


def _land_of(scene: Scene, host: Span) -> Country | None:
    """The land that stands before the host's name, China for a Chinese name without one."""
    start = max(0, host.start - _POST)
    lead = scene.text[start : host.start]
    lands = [land for s in find_lands(lead) if (land := country(s.of(lead)))]
    line = scene.article.dateline
    abroad = line is not None and line.place is not None and not find_divisions(line.place)
    return lands[-1] if lands else country("中国") if is_chinese_name(host.of(scene.text)) and not abroad else None


#: A post and its land stand within so many characters before a name.
_POST = 14


def _this(scene: Scene, sentence: Sentence, found: re.Match[str], drafts: Sequence[Draft]) -> Draft | None:
    """甲主席此访: the journey to the land that the article names most."""
    who = [m for m in scene.within("people", sentence.span.start, found.start()) if m.span.end == found.start()]
    if not who or _travels(scene, who[0], drafts):
        return None
    lands = Counter(land for m in scene.places if (land := country(m.text)) and land.code != "CN")
    name = people_named(scene, who)
    whole = Span(who[0].span.start, found.end())
    claims: list[Claim] = []
    names = [f"{name}此访"]
    if lands:
        land = lands.most_common(1)[0][0]
        first = next(m for m in scene.places if country(m.text) == land)
        claims = [Claim(land.names, scene.evidence(first.span, "visit:most-named", 0.5))]
        names = [f"{name}访问{land.name}", f"{name}对{land.name}的访问", *names]
    draft = visit(scene, sentence, who, Span(*found.span("v")), whole, names, claims)
    draft.head = "访问"
    return draft
