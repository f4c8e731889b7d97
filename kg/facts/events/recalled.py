"""Talks and visits that a speech recalls: 前年我们在某地三次会晤, 上月你来我国访问, 甲对乙来访表示欢迎."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.facts.events.sides import correspondents, speaker_of
from kg.facts.events.visitors import people_named, visit
from kg.facts.events.when import date_for
from kg.facts.events.where import place_claim
from kg.lexicon.gazetteer import country
from kg.lexicon.lands import find_lands
from kg.lexicon.searching import Keyed
from kg.mentions.person_names import is_chinese_name
from kg.mentions.places import place_names
from kg.model import Claim, EventKind, Mention, Sentence, Span

_YOU = (
    r"(?:(?:总统|总理|主席|首相|议长|总书记|国王|外长|部长|秘书长)(?:先生|女士|阁下|同志|陛下|殿下)"
    r"|[殿陛]下|阁下|[你您](?![们好]))"
)
_TIME = (
    r"(?:[今去前]年(?:\d+月|底|初|年初|年底)?|[\d年月日]{2,8}|上个?月|日前|不久前|前不久|首次|成功|再次|应邀|历史性)*"
)
#: 去年|我们在某地和某地|两度会晤
_WE_MET = Keyed.of(
    r"我们(?:先后)?在(?P<p>(?:(?!举行|共同|出席|参加|先后|[^，。]会上)[^，。；：]){2,24}?)(?:先后|成功|亲切|再次|首次|[两三四][度次]|(?:举行|进行)(?:了)?(?:[^，。；：]{0,8}的)?)*(?P<v>会晤|会面|会谈|见面)",
    "我们在",
    "我们先后在",
)
#: 不久前|我在某地同乙|见面后
_I_MET = Keyed.of(
    r"我在(?P<p>[^，。；：]{2,14}?)[同和与](?P<o>[^，。；：]{1,20}?)(?:举行|进行|了|友好|深入|成功)*(?P<v>会晤|会面|会谈|见面)",
    "我在",
)
#: 今年，我|同乙|在某地和某地|会晤
_MET_HIM = Keyed.of(
    r"我[同和与](?P<o>[^，。；：在]{2,16}?)(?:先后)?在(?P<p>(?:(?!举行|共同|出席)[^，。；：]){2,16}?)(?:先后|成功|亲切|再次|首次|[两三四][度次]|(?:举行|进行)(?:了)?(?:[^，。；：]{0,8}的)?)*(?P<v>会晤|会面|会谈|见面)",
    "我同",
    "我和",
    "我与",
)
#: 甲还|同|乙，丙|等作了交谈
_SPOKE = Keyed.of(
    r"(?P<own>[^，。；：]{0,12}?)(?:还|也|并)(?:分别|先后)?[同与和](?P<o>[^。；：]{6,140}?)等?(?:分别)?(?:进行|作)了?(?:亲切|友好|深入)*(?P<v>交谈)",
    "交谈",
)
#: 上月，|你对我国|进行访问 · 总统先生是第一位|访华|的领导人
_YOU_CAME = Keyed.of(
    rf"(?P<who>{_YOU}){_TIME}[^，。；：]{{0,10}}?"
    r"(?P<v>对(?:中国|我国)(?:成功|进行|了|首次|历史性)*(?:国事|正式|友好|工作)*访问|来华(?:进行[^，。；]{0,6})?访问"
    r"|来访|访华|访问(?:中国|我国))",
    "访华",
    "来华",
    "来访",
    "访问",
)
#: 某国是|我|出访的第一个国家
_I_WENT = Keyed.of(
    r"(?P<p>[^，。；：、]{2,6}?)是[^，。；：]{0,16}我[^，。；：们国]{0,12}(?P<v>出访|访问)的[^，。；]{0,8}国家", "国家"
)
#: 甲对|乙来访|表示欢迎 · 感谢|乙来访
_NTH = re.compile(r"第[一二三四五六七八九十\d]+次")
_WELCOMED = Keyed.of(
    r"(?:对|欢迎|感谢)(?P<who>[^，。；：]{2,30}?)(?:一行|夫妇|先生|阁下)*(?:率团|再次|首次|第[一二三四五六七八九十]+次|此次|应邀|前)*(?P<v>来访|来华访问|访华)"
    r"(?=表示(?:热烈)?(?:欢迎|感谢)|[，。；])",
    "来访",
    "来华访问",
    "访华",
)
#: 甲邀请乙|今年上半年访问某国
_ASKED = Keyed.of(
    r"(?<!应)(?:邀请|请)(?P<who>[^，。；：]{2,20}?)(?=[今明\d年在于方早][^，。；：]{0,12}访|访)[^，。；：]{0,12}?(?P<v>访问)(?P<p>[^，。；：]{2,8})(?=[，。；])",
    "邀请",
)


def find_recalled(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The talks and visits that the two sides of the talks among ``drafts`` recall when they speak."""
    sides = _sides(scene, drafts)
    told = list(drafts)
    readers: tuple[tuple[Keyed, Reader], ...] = (
        (_WE_MET, partial(_we_met, sides=sides)),
        (_I_MET, partial(_i_met, sides=sides)),
        (_MET_HIM, _met_him),
        (_SPOKE, _spoke),
        (_YOU_CAME, partial(_came, sides=sides, drafts=told)),
        (_I_WENT, partial(_went, sides=sides)),
        (_WELCOMED, partial(_welcomed, drafts=told)),
        (_ASKED, _asked),
    )
    for reader, sentence, found in scene.matches(readers):
        for draft in reader(scene, sentence, found):
            told.append(draft)
            yield draft


Reader = Callable[[Scene, Sentence, re.Match[str]], Iterator[Draft]]
#: The two sides of each talks, the first told first.
Sides = list[tuple[Claim, Claim]]


def _sides(scene: Scene, drafts: Sequence[Draft]) -> Sides:
    """The sides of the talks among ``drafts``, else who writes to whom by the first sentence."""
    talks = [d for d in drafts if d.kind is EventKind.TALKS and len(d.participants) == 2]
    own, other = correspondents(scene)
    written = [(a, b) for a in scene.persons(own, "recalled", 0.8) for b in scene.persons(other, "recalled", 0.8)]
    return [(d.participants[0], d.participants[1]) for d in talks] or written


def _turn(scene: Scene, sentence: Sentence, sides: Sides) -> tuple[Claim, Claim] | None:
    """Who speaks in the sentence, or last in its paragraph, and the other side; None where that is not known."""
    said = (s for s in reversed(scene.sentences) if s.paragraph == sentence.paragraph and s.index <= sentence.index)
    speaker = next((m for s in said if (m := _speaker(scene, s)) is not None), None)
    names = set(scene.names(speaker)) if speaker else set()
    pairs = (pair for a, b in sides for pair in ((a, b), (b, a)))
    return next((pair for pair in pairs if names & set(pair[0].names)), None)


def _speaker(scene: Scene, sentence: Sentence) -> Mention | None:
    """Who speaks in the sentence, by name or as 他."""
    he = _HE_SAYS.search(scene.text, sentence.span.start, sentence.span.end)
    return next(iter(scene.subject(sentence.span.start, he.end())), None) if he else speaker_of(scene, sentence)


_HE_SAYS = re.compile(r"[他她](?:表示|指出|强调|说|认为|介绍|重申)")


def _again(claim: Claim, scene: Scene, span: Span) -> Claim:
    return Claim(claim.names, scene.evidence(span, "recalled", 0.8))


def _called(claim: Claim) -> str:
    return next((n for n in reversed(claim.names) if len(n) > 1), claim.name)


def _talks(scene: Scene, sentence: Sentence, found: re.Match[str], pair: tuple[Claim, Claim]) -> Iterator[Draft]:
    """One event for each place."""
    at = found.start("p")
    for spot in re.split(r"[、和与]", scene.article.text[at : found.end("p")]):
        part = Span(at, at + len(spot))
        at = part.end + 1
        names = [
            f"{_called(pair[0])}同{_called(pair[1])}在{spot}{found['v']}",
            f"{_called(pair[0])}会见{_called(pair[1])}",
        ]
        evidence = scene.evidence(Span(part.start, found.end("v")), "talks:recalled", 0.7)
        draft = Draft(EventKind.TALKS, names, found["v"], evidence, sentence.index)
        draft.attended([_again(c, scene, Span(*found.span())) for c in pair])
        date_for(scene, draft, Span(found.start(), found.end("v")))
        draft.placed([place_claim(scene, part, "talks:place", 0.8)])
        yield draft


def _we_met(scene: Scene, sentence: Sentence, found: re.Match[str], sides: Sides) -> Iterator[Draft]:
    pair = _turn(scene, sentence, sides)
    if pair is not None:
        yield from _talks(scene, sentence, found, pair)


def _i_met(scene: Scene, sentence: Sentence, found: re.Match[str], sides: Sides) -> Iterator[Draft]:
    pair = _turn(scene, sentence, sides)
    whom = scene.within("people", *found.span("o"))
    addressed = re.fullmatch(_YOU, found["o"]) is not None
    if pair is not None and (addressed or any(set(scene.names(m)) & set(pair[1].names) for m in whom)):
        yield from _talks(scene, sentence, found, pair)


def _met_him(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Iterator[Draft]:
    """The speaker met somebody else, who is named."""
    said = (s for s in reversed(scene.sentences) if s.paragraph == sentence.paragraph and s.index <= sentence.index)
    speaker = next((m for s in said if (m := _speaker(scene, s)) is not None), None)
    whom = scene.within("people", *found.span("o"))[-1:]
    if speaker is not None and whom and scene.names(whom[0]) != scene.names(speaker):
        own, other = (scene.person(m, "recalled", 0.8) for m in (speaker, whom[0]))
        yield from _talks(scene, sentence, found, (own, other))


def _spoke(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Iterator[Draft]:
    """甲还同乙、丙等交谈: with each of those named."""
    own = scene.subject(max(sentence.span.start, found.start()), found.start("o"))[-1:]
    whom = scene.within("people", *found.span("o"))
    if not own or len(whom) < 2:
        return
    for person in whom:
        names = [f"{scene.called(own[0])}同{scene.called(person)}交谈"]
        evidence = scene.evidence(Span(found.start(), found.end("v")), "talks:joint", 0.7)
        draft = Draft(EventKind.TALKS, names, "交谈", evidence, sentence.index)
        draft.attended(scene.persons([own[0], person], "talks:joint"))
        date_for(scene, draft, Span(*found.span("v")))
        yield draft


def _visit(
    scene: Scene, sentence: Sentence, found: re.Match[str], who: Claim, names: list[str], place: Claim
) -> Iterator[Draft]:
    draft = visit(scene, sentence, [], Span(*found.span("v")), Span(found.start(), found.end("v")), names, [place])
    draft.attended([_again(who, scene, Span(*found.span()))])
    draft.head, draft.live = "访问", False
    yield draft


def _here(scene: Scene, found: re.Match[str], name: str) -> tuple[list[str], Claim]:
    place = Claim(("中国", "华"), scene.evidence(Span(*found.span("v")), "visit:here"))
    return [f"{name}访问中国", f"{name}访华", f"{name}来华访问"], place


def _known(drafts: Sequence[Draft], names: set[str]) -> bool:
    """Whether a visit of the person is told already."""
    return any(d.kind is EventKind.VISIT and names & {n for c in d.participants for n in c.names} for d in drafts)


def _came(
    scene: Scene, sentence: Sentence, found: re.Match[str], sides: Sides, drafts: Sequence[Draft]
) -> Iterator[Draft]:
    pair = _turn(scene, sentence, sides)
    if pair is None or _HOPED.search(scene.text, max(sentence.span.start, found.start() - 12), found.end("v")):
        return
    dated = any(m.date for m in scene.within("dates", max(sentence.span.start, found.start() - 12), found.end()))
    if dated or not _known(drafts, set(pair[1].names)):
        yield from _visit(scene, sentence, found, pair[1], *_here(scene, found, _called(pair[1])))


#: 欢迎您早日来华: not yet a visit
_HOPED = re.compile(r"欢迎|期待|希望|邀请|早日|方便|适时|尽早|多次|经常|第[一二三四五六七八九十\d]+次|期间")


def _went(scene: Scene, sentence: Sentence, found: re.Match[str], sides: Sides) -> Iterator[Draft]:
    pair = _turn(scene, sentence, sides)
    land = country(found["p"])
    if pair is not None and land is not None:
        place = Claim(land.names, scene.evidence(Span(*found.span("p")), "visit:land", 0.8))
        yield from _visit(scene, sentence, found, pair[0], [f"{_called(pair[0])}访问{land.name}"], place)


def _welcomed(scene: Scene, sentence: Sentence, found: re.Match[str], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """甲对乙来访表示欢迎, where the article tells no visit of 乙; in the paper of the host's land."""
    who = [m for m in scene.within("people", *found.span("who")) if m.span.end <= found.start("v")][-1:]
    if (
        not who
        or not _from_abroad(scene, who[0])
        or _known(drafts, set(scene.names(who[0])))
        or _HOPED.search(_NTH.sub("", found["who"] + found["v"]))
    ):
        return
    if "欢迎" not in found[0] + scene.text[found.end() : found.end() + 8] and "感谢" not in found[0]:
        return
    if re.search(r"[愿希期]|如果|随时|再次$", scene.text[max(sentence.span.start, found.start() - 4) : found.start()]):
        return
    yield from _visit(
        scene, sentence, found, scene.person(who[0], "recalled"), *_here(scene, found, people_named(scene, who))
    )


def _from_abroad(scene: Scene, person: Mention) -> bool:
    """Whether a guest's name is no Chinese one, or stands behind another country's."""
    if not is_chinese_name(person.text):
        return True
    told = (m.span.start for m in scene.people if m.text == person.text)
    leads = ((at, find_lands(scene.text[max(0, at - _POST) : at])) for at in told)
    return any(
        country(s.of(scene.text[max(0, at - _POST) : at])) not in (None, country("中国"))
        for at, lands in leads
        for s in lands
    )


#: A post and its land stand within so many characters before a name.
_POST = 14


def _asked(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Iterator[Draft]:
    """甲邀请乙今年上半年访问某国: announced, if its time is told."""
    who: list[Mention] = [m for m in scene.within("people", *found.span("who"))][-1:]
    days = [m for m in scene.within("dates", found.start(), found.start("v")) if m.date is not None]
    words = re.sub(r"等$", "", found["p"])
    land = country(words)
    if who and days and land is not None:
        place = Claim(place_names(words), scene.evidence(Span(*found.span("p")), "visit:land", 0.7))
        name = people_named(scene, who)
        yield from _visit(scene, sentence, found, scene.person(who[0], "recalled"), [f"{name}访问{words}"], place)
