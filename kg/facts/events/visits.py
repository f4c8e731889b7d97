"""Visits: a leading figure goes somewhere officially, at home (调研, 考察, 慰问) or abroad (国事访问), with every stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.facts.events.stops import stops_of
from kg.facts.events.when import date_for
from kg.facts.events.where import ABSTRACT, listed_places, place_claim, places_for, spot_before
from kg.lexicon.events import alternation, event_words
from kg.lexicon.gazetteer import country
from kg.mentions.places import place_names
from kg.model import Claim, EventKind, Mention, Sentence, Span

_W = event_words().visits
#: Verbs of visits at home, whose stops the text tells one after the other.
HOME = frozenset(_W["field"]) - {"访问", "检阅"}
_FIELD = alternation(w for w in _W["field"])
#: 到|某市|就某事|调研 · 在|某省|考察
#: 会前，甲来到某村，调研了解某事: the verb stands in the next clause
_ARRIVES = re.compile(rf"(?P<go>来到|走进|前往|深入|赴|到)(?P<p>[^，。；：！？]{{2,36}}?)，(?:实地|详细|认真|深入|专题)?(?P<v>{_FIELD}|察看|了解)")
_GOES = re.compile(
    rf"(?P<go>{alternation(_W['goers'])})(?P<p>[^，。；：！？]{{1,36}}?)(?:，?就(?P<topic>[^，。；]{{1,40}}?))?"
    rf"(?:(?:专题|实地|集中|亲切|继续|开展|进行|蹲点|看望并|、)*)(?P<v>{_FIELD})"
)
_VERB_END = re.compile(rf"{_FIELD}$")
#: 视察|某地 · 看望|某某 · 参观|某馆
_TAKES = re.compile(rf"(?P<v>{_FIELD})了?(?P<p>[^，。；：！？]{{2,30}})")
#: 对|某国|进行国事访问 · 对某国的国事访问
_STATE = re.compile(
    r"对(?P<p>[^，。；：]{1,40}?)(?:(?:进行|开始|的|开始了|进行了|这次|此次|为期[^，。；]{1,5}的|即将进行的|将要进行的)*)(?P<v>(?:首次|历史性|第[一二三四五]次|正式|友好|国事|工作|私人|短暂|成功|再次)*访问)"
)
#: 访问|某国 · 访|华
_VISITS = re.compile(r"(?P<v>访问|抵达|访)(?:了)?(?P<p>[\u4e00-\u9fff、和]{1,30})")
#: 来华(进行国事)访问, 抵京访问, 访华
_HERE = re.compile(r"(?P<v>(?:来华|抵京|来我国|来中国|对我国|对中国|来京|前来我国)(?:[^，。；、]{0,8})?访问|访华)")
_NO_VISIT = re.compile(
    r"(?:记者|代表团|学习|参加|组织|安排|陪同|接受|赴任|开展|群众|企业|队|小组|应当|必须|如果|要|可以|曾多次|经常|互联网|民众|游客|旅客|观众|希望|期待|方便|早日|适时|尽早|尽快|再次来|推迟|取消|拒绝)[^，。；]{0,6}$"
)
_HABIT = re.compile(r"(?:多次|经常|每年|先后[两三四五六七八]次|定期|随时|常)[^，。；]{0,10}$")
_AFTER = re.compile(r"^(?:组|团|期间的?报告|结果|报告|制度|工作会|活动|员|行|点|量|人数|证|者|站)")
_LAND = re.compile(r"[\u4e00-\u9fff]{2,10}?(?=[、和及]|$|并|期间|时|后|前|的|，)")


def find_visits(scene: Scene) -> Iterator[Draft]:
    """Every telling of a visit by named people, in order."""
    main: Draft | None = None
    for sentence in scene.sentences:
        for draft in _of_sentence(scene, sentence):
            if draft.live and main is None:
                main = draft
                if draft.head in HOME:
                    draft.placed(stops_of(scene, draft, sentence.index))
                else:
                    draft.placed(places_for(scene, draft.evidence.span.end, sentence.span.end, "visit:stop"))
            yield draft


def _of_sentence(scene: Scene, sentence: Sentence) -> Iterator[Draft]:
    text, start, end = scene.text, sentence.span.start, sentence.span.end
    taken: list[Span] = []
    for pattern, reader in ((_STATE, _state), (_HERE, _here), (_GOES, _goes), (_ARRIVES, _arrives), (_TAKES, _takes), (_VISITS, _abroad)):
        for found in pattern.finditer(text, start, end):
            span = Span(*found.span("v"))
            if any(t.overlaps(span) for t in taken) or _AFTER.match(text[span.end : span.end + 6]):
                continue
            draft = reader(scene, sentence, found)
            if draft is not None:
                taken.append(Span(found.start(), span.end))
                yield draft


def _visitors(scene: Scene, sentence: Sentence, before: int) -> list[Mention]:
    """The people who go: those named in the sentence before the verb, nearest clause first."""
    start = max(sentence.span.start, scene.text.rfind("；", sentence.span.start, before) + 1)
    for mark in ("指出，", "强调，", "表示，", "说，", "宣布：", "”"):
        at = scene.text.rfind(mark, start, before)
        if at >= 0:
            start = at + len(mark)
    welcome = max(scene.text.rfind("欢迎", start, before), scene.text.rfind("对", start, before))
    if welcome >= 0 and scene.present(welcome, before):
        start = welcome
    people = [m for m in scene.present(start, before) if scene.text[m.span.end : m.span.end + 1] != "的"]
    clauses = scene.text.rfind("，", start, before)
    close = [m for m in people if m.span.start > clauses]
    return close or people


def _fits(scene: Scene, sentence: Sentence, at: int) -> bool:
    before = scene.text[max(sentence.span.start, at - 16) : at]
    clause = before.rsplit("，", 1)[-1]
    invited = "邀请" in clause and "应" not in clause
    return not invited and _NO_VISIT.search(before) is None and _HABIT.search(before) is None


def _draft(scene: Scene, sentence: Sentence, who: list[Mention], verb: Span, span: Span, names: list[str], places: list[Claim]) -> Draft:
    rule = "visit"
    draft = Draft(EventKind.VISIT, names, verb.of(scene.text), scene.evidence(span, rule), sentence.index)
    draft.attended(scene.persons(who, rule))
    date_for(scene, draft, Span(span.start, verb.end))
    if draft.date is None:
        date_for(scene, draft, verb)
    draft.placed(places)
    draft.live = sentence.index <= 2
    return draft


def _who(scene: Scene, who: list[Mention]) -> str:
    return "、".join(dict.fromkeys(scene.names(m)[-1] for m in who))


def _goes(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲到P调研; 看望 and 慰问 take whom they see as object."""
    who = _visitors(scene, sentence, found.start())
    if not who or not _fits(scene, sentence, found.start()):
        return None
    here = spot_before(scene, found.start()) if found["p"] in ("这里", "这儿", "此地", "该地") else None
    parts = [here] if here else listed_places(scene, Span(*found.span("p")))
    if not parts:
        return None
    verb, words = found["v"], here.of(scene.article.text) if here else found["p"]
    name = _who(scene, who)
    topic = f"就{found['topic']}" if found["topic"] else ""
    names = [f"{name}{found['go']}{words}{verb}", f"{name}在{words}{verb}", f"{name}到{words}{topic}{verb}"]
    claims = [place_claim(scene, part, "visit:place") for part in parts]
    span = Span(min(m.span.start for m in who if m.span.start >= sentence.span.start), found.end("v"))
    return _draft(scene, sentence, who, Span(*found.span("v")), span, list(dict.fromkeys(names)), claims)


def _arrives(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲来到P，调研: a visit to P; its name says 调研."""
    who = _visitors(scene, sentence, found.start())
    parts = listed_places(scene, Span(*found.span("p")))
    if not who or not parts or _VERB_END.search(found["p"]) or not _fits(scene, sentence, found.start()):
        return None
    name, verb = _who(scene, who), found["v"] if found["v"] in HOME else "调研"
    claims = [place_claim(scene, part, "visit:place") for part in parts]
    span = Span(min(m.span.start for m in who if m.span.start >= sentence.span.start), found.end("v"))
    draft = _draft(scene, sentence, who, Span(*found.span("v")), span, [f"{name}到{found['p']}{verb}"], claims)
    draft.head = verb
    return draft


def _takes(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲视察P, 甲看望乙: the object is a place with a name, or people with names."""
    who = _visitors(scene, sentence, found.start())
    if not who or not _fits(scene, sentence, found.start()) or found["v"] in ("检查", "督导", "督查", "访问", "走访", "巡视", "检阅"):
        return None
    clause = scene.text.rfind("，", sentence.span.start, found.start())
    if who[-1].span.end < clause:
        return None
    span = Span(*found.span("p"))
    words = re.split(r"(?:期间|时|并|后|，|、(?!.*(?:和|等)))", span.of(scene.text))[0].strip("了的")
    seen = [m for m in scene.within("people", span.start, span.end) if m.span.end <= span.start + len(words)]
    named = scene.within("places", span.start, span.start + len(words)) or scene.within("bodies", span.start, span.start + len(words))
    if not seen and not (named and named[0].span.start == span.start):
        return None
    claims = [] if seen or found["v"] in ("看望", "慰问") else [Claim(place_names(words), scene.evidence(Span(span.start, span.start + len(words)), "visit:object"))]
    if claims and (ABSTRACT.match(words) or len(words) > 24):
        return None
    name = _who(scene, who)
    whole = Span(min(m.span.start for m in who if m.span.start >= sentence.span.start), span.start + len(words))
    draft = _draft(scene, sentence, who, Span(*found.span("v")), whole, [f"{name}{found['v']}{words}"], claims)
    return draft


def _state(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    who = _visitors(scene, sentence, found.start())
    if not who:
        return None
    words = found["p"].removeprefix("上述")
    lands = _listed_before(scene, sentence, found.start(), found["p"]) or _lands(scene, Span(*found.span("p")))
    name = _who(scene, who)
    kind = found["v"]
    if "我国" in words or "中国" in words:
        names = [f"{name}对中国进行{kind}", f"{name}访问中国", f"{name}访华"]
        lands = [Claim(("中国", "华"), scene.evidence(Span(*found.span("p")), "visit:state"))]
    elif not lands:
        return None
    else:
        names = [f"{name}对{words}进行{kind}", f"{name}访问{words}", f"{name}对{words}{kind}"]
    span = Span(min(m.span.start for m in who if m.span.start >= sentence.span.start), found.end())
    return _draft(scene, sentence, who, Span(*found.span("v")), span, names, lands)


def _lands(scene: Scene, span: Span) -> list[Claim]:
    """The countries and places listed in the words; the gazetteer or the recogniser vouches for each."""
    claims: list[Claim] = []
    at = span.start
    for piece in re.split(r"([、和及]|以及)", span.of(scene.text)):
        words = piece.strip()
        part = Span(at, at + len(piece))
        at += len(piece)
        if not words:
            continue
        land = country(words)
        if land is not None:
            claims.append(Claim(tuple(dict.fromkeys((words, *land.names))), scene.evidence(part, "visit:land")))
        elif _COUNTED.search(words):
            continue
        elif len(words) < 2:
            continue
        elif scene.within("places", part.start, part.end) or (words.endswith(("总部", "地区")) and len(words) < 9):
            claims.append(Claim(place_names(words), scene.evidence(part, "visit:land")))
    return claims


_COUNTED = re.compile(r"([两二三四五六七八九])国")


def _listed_before(scene: Scene, sentence: Sentence, at: int, words: str) -> list[Claim]:
    """上述四国 → the last four countries that the sentence named."""
    count = _COUNTED.search(words)
    if count is None:
        return []
    number = "零一二三四五六七八九".index(count[1].replace("两", "二"))
    lands = [(m, land) for m in scene.within("places", sentence.span.start, at) if (land := country(m.text)) and land.code != "CN"]
    named = list({land.code: Claim(land.names, scene.evidence(m.span, "visit:land", 0.8)) for m, land in lands}.values())
    further = _lands(scene, Span(at + 1, at + 1 + len(words)))
    return [*named[-number:], *further] if len(named) >= number else []


def _here(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """乙来华访问; where the visit stands before its visitor (来华进行国事访问的某总统某某), the next name is the visitor."""
    text, verb = scene.text, Span(*found.span("v"))
    rest = text[verb.end : verb.end + 1]
    if rest == "的" or rest and text[verb.end : verb.end + 3] in ("并出席",):
        stop = re.compile(r"[，。；]").search(text, verb.end)
        who = scene.within("people", verb.end, stop.start() if stop else sentence.span.end)[:1]
    else:
        who = _visitors(scene, sentence, verb.start)
    if not who or not _fits(scene, sentence, verb.start):
        return None
    name = _who(scene, who)
    claims = [Claim(("中国", "华"), scene.evidence(verb, "visit:here"))]
    names = [f"{name}访问中国", f"{name}访华", f"{name}来华访问"]
    span = Span(min(verb.start, *(m.span.start for m in who)), max(verb.end, *(m.span.end for m in who)))
    draft = _draft(scene, sentence, who, verb, span, names, claims)
    return draft


def _abroad(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲访问某国; 访问 followed by what is no place is none."""
    verb = found["v"]
    if verb == "抵达":
        return None
    who = _visitors(scene, sentence, found.start())
    if not who or not _fits(scene, sentence, found.start()):
        return None
    words = found["p"]
    if verb == "访":
        land = country(words[0])
        if land is None or words[0] in "中华":
            return None
        claims = [Claim((land.name, words[0]), scene.evidence(Span(found.start("p"), found.start("p") + 1), "visit:land"))]
        rest = found.start("p") + 1
        if scene.text[rest : rest + 1] == "的":
            who = scene.within("people", rest, min(sentence.span.end, rest + 30))[:1] or who
        name = _who(scene, who)
        span = Span(min(found.start(), *(m.span.start for m in who if m.span.start >= sentence.span.start)), rest)
        return _draft(scene, sentence, who, Span(*found.span("v")), span, [f"{name}访问{land.name}", f"{name}访{words[0]}"], claims)
    region = re.split(r"(?:期间|时|并|后|前|的|以来|取得|圆满|非常|是|将|进行)", words)[0]
    claims = _lands(scene, Span(found.start("p"), found.start("p") + len(region)))
    if not claims:
        return None
    rest = found.start("p") + len(region)
    if scene.text[rest : rest + 1] == "的":  # 访问某国的|某总统某某: the visitor follows
        who = scene.within("people", rest, min(sentence.span.end, rest + 30))[:1] or who
    name = _who(scene, who)
    span = Span(min(found.start(), *(m.span.start for m in who if m.span.start >= sentence.span.start)), found.start("p") + len(region))
    return _draft(scene, sentence, who, Span(*found.span("v")), span, [f"{name}访问{region}"], claims)
