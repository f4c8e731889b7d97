"""Visits to and from abroad: 对某国进行国事访问, 访问某国, 访华, 来华访问."""

from __future__ import annotations

import re

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.facts.events.visitors import begin, fits, people_named, visit, visitors
from kg.facts.events.when import homeward, lasted
from kg.lexicon.gazetteer import country
from kg.mentions.places import place_names
from kg.model import Claim, Sentence, Span

#: 对|某国|进行国事访问 · 对某国的国事访问
STATE = re.compile(
    r"对(?P<p>[^，。；：]{1,36}?)(?:(?:即将|将要|成功|圆满|顺利)*(?:进行|开始|展开)了?(?:的|为期)?[^，。；访]{0,14}?|的[^，。；访]{0,8}?)"
    r"(?P<v>(?:首次|历史性|第[一二三四五]次|正式|友好|国事|工作|私人|短暂|再次)*访问)"
)


#: 甲同乙去年实现互访
MUTUAL = re.compile(
    r"[同与和](?P<p>[^，。；]{1,16}?)(?:[去今前]年|近年来)?(?:成功|顺利)?(?:实现|进行)?(?P<v>互访)(?!者|团|机制)"
)
#: 访问|某国 · 访|华
VISITS = re.compile(r"(?P<v>出访|访问|抵达|访)(?:了)?(?P<p>[\u4e00-\u9fff、和]{1,30})")


#: 来华(进行国事)访问, 来华出席某会并进行国事访问, 抵京访问, 访华
HERE = re.compile(
    r"(?P<v>(?:来华|抵京|来我国|来中国|对我国|对中国|来京|前来我国)(?:[^，。；、]{0,8}|(?:出席|参加)[^，。；]{2,30}并(?:对我国|对中国)?(?:进行)?[^，。；、]{0,6})访问|访华)"
)


#: 结束了在|某省|为期三天的访问
ENDED = re.compile(
    r"结束(?:了)?(?:在|对)(?P<p>[^，。；：]{2,16}?)的?(?:为期[^，。；的]{1,4}的)?(?P<v>(?:正式|友好|国事|工作|私人)*访问)"
)


_COUNTED = re.compile(r"([两二三四五六七八九])国")


def state_visit(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲对某国进行国事访问, 甲对上述三国的访问; None where no land or nobody is told."""
    who = visitors(scene, sentence, found.start())
    if not who:
        return None
    words = found["p"].removeprefix("上述")
    lands = _listed_before(scene, sentence, found.start(), found["p"]) or lands_listed(scene, Span(*found.span("p")))
    name = people_named(scene, who)
    kind = found["v"]
    if "我国" in words or "中国" in words:
        names = [f"{name}对中国进行{kind}", f"{name}访问中国", f"{name}访华"]
        lands = [Claim(("中国", "华"), scene.evidence(Span(*found.span("p")), "visit:state"))]
    elif not lands:
        return None
    else:
        names = [f"{name}对{words}进行{kind}", f"{name}访问{words}", f"{name}对{words}{kind}"]
    span = Span(begin(who, sentence, found.start()), found.end())
    draft = visit(scene, sentence, who, Span(*found.span("v")), span, names, lands)
    lasted(scene, draft, sentence.span.start, found.end())
    homeward(scene, draft, found.end())
    return draft


def ended_visit(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲结束了在某省的访问, 甲结束对某国的访问; None where no place or nobody is told."""
    who = visitors(scene, sentence, found.start())
    lands = lands_listed(scene, Span(*found.span("p")))
    if not who or not lands:
        return None
    name, words = people_named(scene, who), found["p"]
    names = [f"{name}访问{words}", f"{name}在{words}访问", f"{name}对{words}进行{found['v']}"]
    span = Span(begin(who, sentence, found.start()), found.end())
    draft = visit(scene, sentence, who, Span(*found.span("v")), span, names, lands)
    lasted(scene, draft, sentence.span.start, found.end())
    homeward(scene, draft, found.end())
    return draft


def mutual_visit(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲同乙实现互访: both travel, none is told where to."""
    own = visitors(scene, sentence, found.start())
    other = scene.within("people", *found.span("p"))
    if not own or not other:
        return None
    name = f"{people_named(scene, own)}同{people_named(scene, other)}互访"
    span = Span(begin(own, sentence, found.start()), found.end())
    return visit(scene, sentence, [*own, *other], Span(*found.span("v")), span, [name], [])


#: 某国、某国、某国|三国
_ALL_OF = re.compile(r"(?<=..)[\d两二三四五六七八九]+国$")
#: 对某国|为期三天的访问, 访问某国|意义重大
_NO_LAND = re.compile(r"(?<=..)(?:为期|之际|意义|表示|成功|圆满|顺利|前夕|归来|回来|回国).*$")


def lands_listed(scene: Scene, span: Span) -> list[Claim]:
    """The countries and places listed in the words; the gazetteer or the recogniser vouches for each."""
    claims: list[Claim] = []
    at = span.start
    for piece in re.split(r"(、|(?<!共)和|(?<!埃)及|以及)", span.of(scene.text)):
        words = _ALL_OF.sub("", _NO_LAND.sub("", piece.strip()))
        part = Span(at, at + len(words))
        at += len(piece)
        if not words:
            continue
        land = country(words)
        if land is not None:
            claims.append(Claim(tuple(dict.fromkeys((words, *land.names))), scene.evidence(part, "visit:land")))
        elif _COUNTED.search(words) or len(words) < 2:
            continue
        elif any(m.span.start == part.start for m in scene.within("places", part.start, part.end)) or (
            words.endswith(("总部", "地区")) and len(words) < 9
        ):
            claims.append(Claim(place_names(words), scene.evidence(part, "visit:land")))
    return claims


def _listed_before(scene: Scene, sentence: Sentence, at: int, words: str) -> list[Claim]:
    """上述三国 → the last three countries that the sentence named."""
    count = _COUNTED.search(words)
    if count is None:
        return []
    number = "零一二三四五六七八九".index(count[1].replace("两", "二"))
    lands = [
        (m, land)
        for m in scene.within("places", sentence.span.start, at)
        if (land := country(m.text)) and land.code != "CN"
    ]
    named = list(
        {land.code: Claim(land.names, scene.evidence(m.span, "visit:land", 0.8)) for m, land in lands}.values()
    )
    further = lands_listed(scene, Span(at + 1, at + 1 + len(words)))
    return [*named[-number:], *further] if len(named) >= number else []


def visit_here(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """乙来华访问; in 来华进行国事访问的某总统某某 the next name is the visitor's."""
    text, verb = scene.text, Span(*found.span("v"))
    rest = text[verb.end : verb.end + 1]
    if rest == "的" or (rest and text[verb.end : verb.end + 3] in ("并出席",)):
        stop = re.compile(r"[，。；]").search(text, verb.end)
        who = scene.within("people", verb.end, stop.start() if stop else sentence.span.end)[:1]
        if not who and text[verb.end + 1 : verb.end + 2] in "。，；":
            who = visitors(scene, sentence, verb.start)
    else:
        who = visitors(scene, sentence, verb.start)
    if not who or not fits(scene, sentence, verb.start):
        return None
    name = people_named(scene, who)
    claims = [Claim(("中国", "华"), scene.evidence(verb, "visit:here"))]
    names = [f"{name}访问中国", f"{name}访华", f"{name}来华访问"]
    span = Span(min(verb.start, *(m.span.start for m in who)), max(verb.end, *(m.span.end for m in who)))
    return visit(scene, sentence, who, verb, span, names, claims)


def visit_abroad(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲访问某国; 访问 followed by what is no place is none."""
    verb = found["v"]
    if verb == "抵达":
        return None
    who = visitors(scene, sentence, found.start())
    if not who or not fits(scene, sentence, found.start()):
        return None
    words = found["p"]
    if verb == "访":
        land = country(words[0])
        if land is None or words[0] in "中华":
            return None
        claims = [
            Claim((land.name, words[0]), scene.evidence(Span(found.start("p"), found.start("p") + 1), "visit:land"))
        ]
        rest = found.start("p") + 1
        if scene.text[rest : rest + 1] == "的":
            who = scene.within("people", rest, min(sentence.span.end, rest + 30))[:1] or who
        name = people_named(scene, who)
        span = Span(min(found.start(), begin(who, sentence, found.start())), rest)
        return visit(
            scene,
            sentence,
            who,
            Span(*found.span("v")),
            span,
            [f"{name}访问{land.name}", f"{name}访{words[0]}"],
            claims,
        )
    region = re.split(r"(?:期间|等?[两三四五六七八九]地|情况|时|并|后|前|的|以来|取得|圆满|非常|是|将|进行)", words)[0]
    claims = lands_listed(scene, Span(found.start("p"), found.start("p") + len(region)))
    if not claims:
        return None
    rest = found.start("p") + len(region)
    if scene.text[rest : rest + 1] == "的":  # 访问某国的|某总统某某: the visitor follows
        who = scene.within("people", rest, min(sentence.span.end, rest + 30))[:1] or who
    name = people_named(scene, who)
    span = Span(
        min(found.start(), begin(who, sentence, found.start())),
        found.start("p") + len(region),
    )
    return visit(scene, sentence, who, Span(*found.span("v")), span, [f"{name}访问{region}"], claims)
