"""Where a meeting or ceremony was held, by its telling, its name or its host."""

from __future__ import annotations

import re

from kg.facts.events.draft import Draft
from kg.facts.events.holders import HOUSES
from kg.facts.events.scene import Scene
from kg.facts.events.telling import HOSTED, Telling, clause_start
from kg.facts.events.where import SPOT, known_place, listed_places, place_claim, places_for
from kg.lexicon.gazetteer import country, find_divisions
from kg.mentions.event_phrases import Phrase
from kg.model import Claim, Span

#: 前往某国|参加 · 来到某地，|出席
_WENT = re.compile(
    r"(?:前往|赴|来到|抵达|走进|到)(?P<p>[^，。；：]{2,50}?)，?(?:送行)?并?(?:参加|出席|主持|举行|召开|列席)(?:了)?(?:[于在][^，。]{2,14}举行的)?$"
)

#: 抵达|某城|，开始访问，并出席|某峰会
_REACHED = re.compile(r"抵达(?P<p>[^，。；：、]{2,14})，[^。；]{0,40}(?:出席|参加)$")
#: 主会场设在某中心
_VENUE = re.compile(
    r"主会场设在(?P<p>[^，。；、]{2,24})|在(?P<r>[^，。；、在设]{2,24}?)主会场|在(?P<q>[^，。；、在]{2,24}?)设(?:立)?主会场"
)
_HOSTS = (*HOUSES, "国新办", "办公室", "国防部", "外交部", "商务部", "委员会")


def place(scene: Scene, told: Telling, draft: Draft) -> None:
    """Where it was held: 在P before or after the name, 前往P参加, or a place in the name itself."""
    phrase, sentence, text = told.phrase, told.sentence, scene.text
    start = clause_start(scene, sentence, phrase.span.start)
    draft.placed(places_for(scene, start, phrase.span.start, "meeting:place"))
    hosts = [c for c in draft.places if c.name.endswith(_HOSTS) and c.name not in HOUSES]
    if hosts:  # 在某使馆举行的招待会: the house is its host
        draft.organized(hosts)
        draft.name(*(f"{c.name}{told.name}" for c in hosts if not told.name.startswith(c.name)), first=True)
        draft.places = [c for c in draft.places if c.name.endswith(HOUSES) or c not in hosts]
    for venue in _VENUE.finditer(text, phrase.span.end, phrase.span.end + 240):
        draft.placed([place_claim(scene, Span(*venue.span(venue.lastgroup or "p")), "meeting:venue")])
    if not draft.places:
        draft.placed(_leading_places(scene, told))
    went = _WENT.search(text, start, phrase.span.start) if not draft.places else None
    if went is None and not draft.places:
        went = _REACHED.search(text, start, phrase.span.start)
    if went is not None:
        draft.placed([place_claim(scene, part, "meeting:went") for part in listed_places(scene, Span(*went.span("p")))])
    if not draft.places and told.held:
        draft.placed(_host_spot(scene, start, phrase.span.start))
    if not draft.places and told.held:
        hosted = HOSTED.match(text, phrase.span.end, sentence.span.end)
        after = hosted.end() if hosted else phrase.span.end
        end = min(sentence.span.end, after + 80)
        draft.placed(places_for(scene, after, end, "meeting:place", holding=True)[:1])


#: 某广场|今天隆重举行
_HOLDS = re.compile(
    r"(?:[今昨][天日晚]|近日|日前|[\d月日]+|[上下]午|晚|也|还|将|隆重|同时)*(?:举行|举办)(?:了)?(?:一场|首场)?[“]?"
)


def _host_spot(scene: Scene, start: int, end: int) -> list[Claim]:
    """The square or park that stands as subject of 举行."""
    spots = [m for m in scene.within("places", start, end) if SPOT.search(m.text)]
    held = [m for m in spots if _HOLDS.fullmatch(scene.text, m.span.end, end)]
    return [place_claim(scene, m.span, "meeting:place", 0.7) for m in held[-1:]]


#: 在某馆、某陵园，|人们举行某仪式
_LEADS = re.compile(r"(?:(?:今[天日]|当天|昨[天日]|近日|日前|上午|下午|\d+日)，?)?在(?P<p>[^，。；：]{2,60})，")


def _leading_places(scene: Scene, told: Telling) -> list[Claim]:
    """The spots that open the sentence or clause of a rite held there."""
    start = clause_start(scene, told.sentence, told.phrase.span.start)
    found = _LEADS.match(scene.text, start, told.phrase.span.start)
    if found is None:
        return []
    parts = listed_places(scene, Span(*found.span("p")))
    spots = [p for p in parts if SPOT.search(p.of(scene.text)) or known_place(scene, p)]
    return [place_claim(scene, part, "meeting:place", 0.7) for part in spots] if len(spots) == len(parts) else []


#: 某国际会议|（某市）
_BRACKET = re.compile(r"[（(](?P<p>[\u4e00-\u9fff]{2,6})[）)]")
_FOUNDED = re.compile(r"(?P<p>[\u4e00-\u9fff]{2,9}[省市区州县旗])(?:成立|解放|建[市州县])[\d一二三四五六七八九十]+周年")


def place_named(scene: Scene, phrase: Phrase) -> str:
    """The place that a name holds: 某组织|某城|峰会, 某会议|（某市）, 某自治区|成立六十周年大会; "" if none does."""
    bracket = _BRACKET.match(scene.text, phrase.span.end)
    if bracket and find_divisions(bracket["p"]):
        return bracket["p"]
    if founded := _FOUNDED.match(scene.text, phrase.span.start):
        return founded["p"]
    at = phrase.span.end - len(phrase.head)
    last = [m for m in scene.within("places", phrase.span.start + 2, at) if m.span.end == at]
    if not last or len(last[0].text) < _NAME or scene.text[last[0].span.start - 1] in "—－-–":  # 某国—某地区|峰会
        return ""
    region = set(last[0].text) <= _REGIONS or last[0].text.endswith(("洲", "区", "方"))
    city = phrase.head == "会议" and not region and country(last[0].text) is None
    return last[0].text if (phrase.head in ("峰会", "会晤") and not region) or city else ""


#: Regions name who meets, not where.
_REGIONS = frozenset("亚欧非美拉澳东南西北中")
#: A place's name in a meeting's has so many characters.
_NAME = 2
#: Hosts that are places, too: 某纪念馆举行|某活动.
_SITES = re.compile(r"(?:(?<![使领])馆|园|村|寺|宫|大剧院)$")


def at_home(draft: Draft) -> None:
    """Places what a museum or park holds there, where no other place is told."""
    if not draft.places:
        draft.placed([claim for claim in draft.organizers if _SITES.search(claim.name)])


#: 各地|举行某纪念活动: told in all the spots that the sentences after it open with.
_EVERYWHERE = re.compile(r"(?:各地|多地|全国各地|社会各界)[^，。；]{0,12}$")


def everywhere(scene: Scene, told: Telling, draft: Draft) -> None:
    """Places what is held all over at the spots that the sentences after it open with."""
    if _EVERYWHERE.search(scene.text, told.sentence.span.start, told.phrase.span.start) is None:
        return
    for sentence in scene.sentences:
        found = _LEADS.match(scene.text, sentence.span.start, sentence.span.end)
        if sentence.index <= told.sentence.index or found is None or "举行" in sentence.text or "活动" in sentence.text:
            continue
        for part in listed_places(scene, Span(*found.span("p"))):
            if SPOT.search(part.of(scene.text)) or known_place(scene, part):
                draft.placed([place_claim(scene, part, "meeting:place", 0.7)])
