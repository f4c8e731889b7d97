"""Meetings and ceremonies by name: reported (召开, 举行, 出席, 在…会上) or alluded to (第N次…, 中央…会议, 党的…大)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts.events.draft import Draft
from kg.facts.events.naming import place_in, without_part
from kg.facts.events.scene import Scene
from kg.facts.events.when import date_for, year_of_name
from kg.facts.events.where import listed_places, place_claim, places_for
from kg.lexicon.events import event_words
from kg.mentions.congresses import Congress, find_congresses
from kg.mentions.event_phrases import Phrase, find_phrases
from kg.mentions.events import names_event
from kg.mentions.places import place_names
from kg.model import Claim, EventKind, Mention, Sentence, Span

_HOLDS = ("召开", "举行", "举办", "主办", "承办", "协办", "召集", "开幕", "闭幕", "组织")
_TAKES_PART = ("出席", "列席", "主持", "参加", "参与", "应邀", "听取", "来华", "来京", "前往", "赴", "迎来", "关于召开", "筹备", "开好", "办好", "邀请", "发起", "倡议", "闭会", "结束")
_AFTER_HELD = re.compile(
    r"^[”』]?(?:[（(][^）)]{1,12}[）)])?(?:圆满完成[^，。]{0,12}，|以“[^”]{2,40}”为主题，)?(?:于|将|将于|已|[今昨明当][天日晚晨早]|（[^）]{2,12}）|日前|近日|\d+时(?:\d+分)?|[至到—–-]|[\d一二三四五六七八九十年月]+日?|上午|下午|晚|在[^，。]{1,24}?|成功|隆重|胜利|圆满|正式|顺利|刚刚|如期)*"
    r"(?:召开|举行|举办|开幕|闭幕|拉开|启幕|落幕|结束|落下帷幕|开始|开班|揭幕)"
)
#: 某大会闭幕不到一周, 某大会召开以来: the day told is not the congress's.
_AFTERMATH = re.compile(r"[^，。]{0,8}(?:闭幕|召开|结束|举行)(?:不到|后|以来|之后|以后|前|[^，。]{0,8}(?:周年|周|之际))")
_AT = re.compile(r"^(?:[（(][^）)]{1,12}[）)])?(?:上|期间|开幕|闭幕|强调|指出|发布|通过|决定|审议|听取|表决|选举|由|以)")
_STUDIED = re.compile(r"^(?:的)?(?:精神|部署|要求|决策|决议|提出|确定|明确|作出|以来|以后|之后|之前|后|前|胜利|成果|的|取得|通过|报告|将|是|对|释放|、|和)")
#: An alluded meeting has to be particular: numbered, of a year, or a body's own well-known kind.
_PARTICULAR = re.compile(
    r"第[一二三四五六七八九十百\d]+[次届]|[一二三四五六七八九十]+届|[12]\d{3}年?|^中央[^，。]{2,16}会议$|^全国[^，。]{2,16}(?:会议|大会|座谈会)$|周年|诞辰|峰会$|代表大会$"
)
_NO_OCCASION = re.compile(r"(?:定期|不定期|每年|每月|每季度|每周|经常|多次|历次|各级|各类|各种|建立健全|不得|严禁|禁止|精简|压缩|减少|如果|凡|普遍建立|轮流)[^，。；]{0,12}$")
_HOLDER = re.compile(r"(?:召开|举行|举办|主办|组织)(?:了|的)?$")
_BY = re.compile(r"由(?P<o>[^，。；]{2,60}?)(?:联合|共同)?(?:主办|举办|召集|组织|承办)")
_COMMITTEE = re.compile(r"^(?P<o>[^，。；]{2,30}?)第[一二三四五六七八九十百\d]+(?:次|届)")


def find_meetings(scene: Scene) -> Iterator[Draft]:
    """Every telling of a named meeting or ceremony, and of a body's meeting without a name, in order."""
    congresses = find_congresses(scene.article, scene.sentences)
    for congress in congresses:
        yield _congress(scene, congress)
    ends = {c.span.end for c in congresses}
    for phrase in find_phrases(scene.sentences, scene.dates):
        if phrase.span.end in ends or phrase.kind is EventKind.TALKS and not _talks_by_name(scene, phrase):
            continue
        yield from _of_phrase(scene, phrase, congresses)


def _congress(scene: Scene, congress: Congress) -> Draft:
    """An allusion to, or a report of, a numbered session. Its day counts only where it is told of the session itself."""
    text = scene.text
    draft = Draft(
        EventKind.MEETING, list(congress.names), "会议", scene.evidence(congress.span, "meeting:congress", 0.95),
        sentence.index if (sentence := scene.sentence_at(congress.span.start)) else 0,
    )
    if congress.organizer:
        draft.organized([Claim(congress.organizer, scene.evidence(congress.span, "meeting:congress"))])
    before = text[max(0, congress.span.start - 12) : congress.span.start]
    after = text[congress.span.end : congress.span.end + 24]
    if _HOLDER.search(before.removesuffix("的")):
        date_for(scene, draft, congress.span, near=24, after=0)
    elif _AFTER_HELD.match(after):
        if _AFTERMATH.match(after):
            return draft
        date_for(scene, draft, congress.span, near=0)
        if draft.date is None:
            date_for(scene, draft, congress.span, near=60, after=0)
        draft.live = draft.date is not None
    elif before.endswith(("在", "出席", "列席", "参加", "主持")) and after.startswith(("上", "报告中", "，", "。", "并", "开幕", "闭幕", "第", "举行", "主席团")):
        date_for(scene, draft, congress.span, near=80, after=0)
        _attend(scene, draft, congress.span, before)
    if draft.live and sentence is not None:
        draft.placed(places_for(scene, congress.span.end, sentence.span.end, "meeting:place"))
    return draft


_CLOCK = re.compile(r"[\d年月日上下午晚]+")


def _attend(scene: Scene, draft: Draft, span: Span, before: str) -> None:
    sentence = scene.sentence_at(span.start)
    if sentence is not None:
        people = scene.present(clause_start(scene, sentence, span.start), span.start)
        if before.endswith("在"):
            people = [m for m in people[-1:] if len(_CLOCK.sub("", scene.text[m.span.end : span.start])) <= 8]
        draft.attended(scene.persons(people, "meeting:speaker"))


def clause_start(scene: Scene, sentence: Sentence, at: int) -> int:
    """Where the statement that holds ``at`` begins: after the sentence's start, 。, ； or ：."""
    return max(sentence.span.start, *(scene.text.rfind(mark, sentence.span.start, at) + 1 for mark in "；。："))


def _talks_by_name(scene: Scene, phrase: Phrase) -> bool:
    """会晤 and 会谈 as a meeting's name: 某国领导人第三次会晤, 四方会谈; not 甲同乙会谈, not 两国元首会晤."""
    if phrase.generic or scene.within("people", phrase.span.start, phrase.span.end):
        return False
    return re.search(r"第[一二三四五六七八九十\d]+[次届轮]|[四六]方|外长|领导人|部长级|机制", phrase.modifiers) is not None


def _of_phrase(scene: Scene, phrase: Phrase, congresses: tuple[Congress, ...]) -> Iterator[Draft]:
    sentence = scene.sentence_at(phrase.span.start)
    if sentence is None or _habitual(scene, phrase, sentence):
        return
    opener = phrase.opener.removesuffix("了").removesuffix("的")
    held = opener in _HOLDS or _AFTER_HELD.match(scene.text[phrase.span.end : phrase.span.end + 40]) is not None
    joined = opener in _TAKES_PART or opener in ("在", "于") and _AT.match(phrase.after) is not None
    holder = _holder(scene, phrase, sentence) if held or not phrase.generic else []
    if phrase.generic and opener not in _HOLDS and (held or _BY.match(scene.text, phrase.span.end, sentence.span.end)) and phrase.after[:1] not in "的":
        yield _pointer(scene, phrase, sentence)
        return
    welcomes = phrase.generic and opener in _HOLDS and phrase.kind is EventKind.CEREMONY and (
        _WELCOMES.match(scene.text, phrase.span.end, sentence.span.end) or _FOR.search(scene.text, sentence.span.start, phrase.span.start)
    )
    if phrase.generic and not welcomes:
        if not (held and holder and opener in _HOLDS) or (_is_series(phrase) and not _dated_before(scene, sentence, phrase)):
            return
    elif not phrase.generic and not names_event(phrase):
        return
    elif not (welcomes or held or joined or _AT.match(phrase.after) or _STUDIED.match(phrase.after) and _PARTICULAR.search(phrase.text) or _PARTICULAR.search(phrase.text) and phrase.opener in _SPECIFIC):
        return
    for text in _coordinated(phrase.text):
        told = _Telling(phrase, sentence, text, tuple(holder), held, joined)
        yield _draft(scene, told)


#: Openers after which a particular meeting is alluded to (祝贺某国第九次代表大会).
_SPECIFIC = ("祝贺", "支持", "期待", "自", "、", "和", "与", "及", "是", "为", "对", "把", "以", "将", "")


def _is_series(phrase: Phrase) -> bool:
    return phrase.head not in ("会议", "全体会议", "仪式", "座谈会", "新闻发布会", "发布会", "大会", "记者会")


def _pointer(scene: Scene, phrase: Phrase, sentence: Sentence) -> Draft:
    """大会将于某日在某地举办: more of the event told before; joining finds which."""
    draft = Draft(phrase.kind, [phrase.text], phrase.head, scene.evidence(phrase.span, POINTER, 0.7), sentence.index, held=True)
    date_for(scene, draft, phrase.span, near=0, after=40)
    if draft.date is None:
        _comma_date(scene, draft, phrase, sentence)
    draft.placed(places_for(scene, phrase.span.end, min(sentence.span.end, phrase.span.end + 120), "meeting:place", holding=True)[:1])
    draft.organized(_by(scene, _Telling(phrase, sentence, phrase.text, (), True, False)))
    return draft


def _comma_date(scene: Scene, draft: Draft, phrase: Phrase, sentence: Sentence) -> None:
    """大会以某事为主题，将于18日至19日在某地举办: the day stands in the next clause, before the verb."""
    text, end = scene.text, min(sentence.span.end, phrase.span.end + 120)
    for mention in scene.within("dates", phrase.span.end, end):
        if mention.date is not None and re.match(r"(?:上午|下午|晚)?(?:至[^，。]{1,8})?(?:在[^，。；]{1,24})?(?:举行|召开|举办|开幕|闭幕)", text[mention.span.end : end]):
            draft.dated(mention.date, scene.evidence(mention.span, mention.source))
            return


#: The rule of tellings that only point back.
POINTER = "meeting:pointer"


def _dated_before(scene: Scene, sentence: Sentence, phrase: Phrase) -> bool:
    return any(m.date is not None for m in scene.within("dates", sentence.span.start, phrase.span.start))


def _habitual(scene: Scene, phrase: Phrase, sentence: Sentence) -> bool:
    before = scene.text[max(sentence.span.start, phrase.span.start - 20) : phrase.span.start]
    return _NO_OCCASION.search(before) is not None or event_words().habitual.match(phrase.text) is not None


def _coordinated(name: str) -> list[str]:
    """中央和省委某工作会议 → 中央某工作会议, 省委某工作会议."""
    found = re.match(r"(?P<a>中央|党中央|全国)(?:和|、|及)(?P<b>省委|市委|县委|区委|自治区党委|全省|全市|省|市)(?P<rest>.{4,})", name)
    return [found["a"] + found["rest"], found["b"] + found["rest"]] if found else [name]


@dataclass(frozen=True, slots=True)
class _Telling:
    """A phrase that tells an event: its name, who holds it, whether it is told as held or as attended."""

    phrase: Phrase
    sentence: Sentence
    name: str
    holder: tuple[Mention, ...]
    held: bool
    joined: bool


def _draft(scene: Scene, told: _Telling) -> Draft:
    phrase, sentence = told.phrase, told.sentence
    kind = EventKind.MEETING if phrase.kind is EventKind.TALKS else phrase.kind
    own = _own_body(scene, told)
    draft = Draft(kind, _names(told, own), phrase.head, scene.evidence(phrase.span, "meeting:name", 0.85), sentence.index)
    draft.organized(_by(scene, told))
    draft.organized([Claim(scene.body(m), scene.evidence(m.span, "meeting:holder")) for m in told.holder])
    if told.held and not told.holder and not draft.organizers:
        draft.organized(_unknown_holder(scene, told))
    draft.organized(own)
    if _recalled(scene, told, draft):
        return draft
    if told.held or told.joined:
        date_for(scene, draft, phrase.span, after=0 if phrase.after.startswith(("后", "前", "期间", "并")) else 24)
        _place(scene, told, draft)
        _hosted(scene, told, draft)
    elif not phrase.after.startswith(("精神", "以来", "部署", "提出", "确定", "的")):
        date_for(scene, draft, phrase.span, near=14, after=16)
    year_of_name(scene, draft, phrase.span)
    spot = place_in(told.name, phrase.head)
    if spot and not draft.places:
        draft.placed([Claim(place_names(spot), scene.evidence(phrase.span, "meeting:place-in-name"))])
    if told.phrase.opener in ("在", "于") and told.joined:
        opened = phrase.span.start - len(phrase.opener)
        speaker = scene.within("people", max(sentence.span.start, opened - 12), opened)[-1:]
        if not speaker and scene.text.startswith("上，", phrase.span.end):
            speaker = scene.within("people", phrase.span.end, min(sentence.span.end, phrase.span.end + 12))[:1]
        draft.attended(scene.persons(speaker, "meeting:speaker"))
        draft.live = draft.date is not None or sentence.index == 0
    else:
        draft.live, draft.held = told.held or told.joined, told.held
    return draft


def _recalled(scene: Scene, told: _Telling, draft: Draft) -> bool:
    """Meetings told beside the matter: 来华出席某会议的某人, 某人在某会议上的重要讲话. Their person takes part, no more."""
    text, span = scene.text, told.phrase.span
    stop = re.compile(r"[，。；：]").search(text, span.end)
    end = stop.start() if stop else told.sentence.span.end
    came_to_hold = told.phrase.opener in _HOLDS and text[max(0, span.start - 6) : span.start].startswith("来华", 0, 4)
    if (told.phrase.opener in _TAKES_PART or came_to_hold) and _RELATIVE.match(text, span.end, end):
        visitor = scene.within("people", span.end, end)[:1]
        met = re.search(r"来华|来京|前来|会见|会晤|接见|欢迎|应邀", text[max(told.sentence.span.start, span.start - 30) : span.start])
        if not visitor and not met:
            return False
        draft.attended(scene.persons(visitor, "meeting:visitor"))
        came = text.rfind("来华", max(told.sentence.span.start, span.start - 40), span.start)
        where = places_for(scene, max(told.sentence.span.start, span.start - 24), span.start, "meeting:place") if told.phrase.opener in _HOLDS else []
        spot = place_in(told.name, told.phrase.head)
        if spot:
            where = [Claim(place_names(spot), scene.evidence(span, "meeting:place-in-name"))]
        if came >= 0 and not where:
            where = [Claim(("中国", "华"), scene.evidence(Span(came, came + 2), "meeting:came"))]
        draft.placed(where)
        year_of_name(scene, draft, span)
        return True
    if told.phrase.opener in ("在", "于") and _SPOKEN_OF.match(text, span.end, end):
        opened = span.start - len(told.phrase.opener)
        draft.attended(scene.persons(scene.within("people", max(told.sentence.span.start, opened - 12), opened)[-1:], "meeting:speaker"))
        date_for(scene, draft, span, near=40, after=0)
        return True
    return False


#: 出席某峰会|和某活动的|某总统
_RELATIVE = re.compile(r"(?:、[^，。]{2,30})*(?:[和及][^，。]{2,40}?)?(?:并[^，。的]{2,20})?的(?=[^，。]{2,})")
#: 在某座谈会|上的重要讲话
_SPOKEN_OF = re.compile(r"上(?:的|所作的|发表的|作的|所作|强调的|提出的)")
#: 前往某国|参加 · 来到某地，|出席
_WENT = re.compile(r"(?:前往|赴|来到|抵达|走进|到)(?P<p>[^，。；：]{2,50}?)，?(?:参加|出席|主持|举行|召开|列席)(?:了)?$")


def _place(scene: Scene, told: _Telling, draft: Draft) -> None:
    """Where it was held: 在P before or after the name, 前往P参加, or a place in the name itself."""
    phrase, sentence, text = told.phrase, told.sentence, scene.text
    start = clause_start(scene, sentence, phrase.span.start)
    draft.placed(places_for(scene, start, phrase.span.start, "meeting:place"))
    went = _WENT.search(text, start, phrase.span.start) if not draft.places else None
    if went is not None:
        draft.placed([place_claim(scene, part, "meeting:went") for part in listed_places(scene, Span(*went.span("p")))])
    if not draft.places and told.held:
        end = min(sentence.span.end, phrase.span.end + 80)
        draft.placed(places_for(scene, phrase.span.end, end, "meeting:place", holding=True)[:1])


#: 甲为乙举行|欢迎宴会; 甲举行仪式，欢迎乙访问某国
_FOR = re.compile(r"为(?P<g>[^，。；]{2,60}?)(?:在[^，。；]{2,16})?(?:举行|举办|设)(?:了|的)?(?:隆重|盛大)?(?:的)?$")
_WELCOMES = re.compile(r"(?:，)?欢迎(?P<g>[^，。；]{2,60})")


def _hosted(scene: Scene, told: _Telling, draft: Draft) -> None:
    """A host's reception or rite: host and guest take part, and its name tells both."""
    phrase, sentence, text = told.phrase, told.sentence, scene.text
    start = clause_start(scene, sentence, phrase.span.start)
    found = _FOR.search(text, start, phrase.span.start)
    after = None if found else _WELCOMES.match(text, phrase.span.end, sentence.span.end)
    guest = found or after
    if guest is None:
        return
    hosts = scene.subject(start, found.start() if found else phrase.span.start)
    if not hosts:
        return
    who = "和".join(dict.fromkeys(scene.names(m)[-1] for m in hosts))
    whom = scene.article.text[guest.start("g") : guest.end("g")]
    draft.name(f"{who}为{whom}举行{told.name}" if found else f"{who}举行{told.name}欢迎{whom}", first=True)
    guests = [m for m in scene.within("people", guest.start("g"), guest.end("g")) if text[m.span.end : m.span.end + 1] != "的"]
    draft.attended(scene.persons([*hosts, *guests], "ceremony:host"))


def _names(told: _Telling, own: list[Claim]) -> list[str]:
    """The name with its holder in front where the text has them apart: 省政协 召开 党组会议 → 省政协党组会议."""
    name, phrase = told.name, told.phrase
    names = [name]
    whole = without_part(name)
    if whole:
        names.append(whole)
    if told.holder and not _leads(name, told.holder[0].text) and (phrase.generic or len(phrase.modifiers) <= 8):
        names = [f"{'和'.join(m.text for m in told.holder)}{name}", *names]
        if not phrase.modifiers:
            names = names[:1]
    elif own and name.startswith(_PARTY_PARTS):
        part = next(p for p in _PARTY_PARTS if name.startswith(p))
        names = [*(n + name.removeprefix(part) for n in own[0].names if n.endswith(part) and n != part), *names]
    return list(dict.fromkeys(names))


def _leads(name: str, body: str) -> bool:
    return name.startswith(body) or body.endswith(name[:2]) and name.startswith(body[-2:])


def _by(scene: Scene, told: _Telling) -> list[Claim]:
    """Who stands in 由甲和乙主办 before the name, or after it in the sentence."""
    start = max(told.sentence.span.start, told.phrase.span.start - 80)
    found = _BY.search(scene.text, start, told.phrase.span.start) or _BY.search(scene.text, told.phrase.span.end, told.sentence.span.end)
    if found is None:
        return []
    claims = []
    at = found.start("o")
    for piece in re.split(r"[、和与及]|以及", found["o"]):
        span = Span(at, at + len(piece))
        at += len(piece) + 1
        inside = scene.within("bodies", span.start, span.end)
        if len(piece) >= 3 and not scene.within("people", span.start, span.end):
            names = scene.body(inside[0]) if len(inside) == 1 and len(inside[0].span) >= len(piece) - 2 else (piece.removesuffix("等"),)
            claims.append(Claim(names, scene.evidence(span, "meeting:by")))
    return claims


def _holder(scene: Scene, phrase: Phrase, sentence: Sentence) -> list[Mention]:
    """The bodies that convene it: the subject of 召开 or 举行."""
    text = scene.text
    before = text[max(0, phrase.span.start - 6) : phrase.span.start].rstrip("一场次个首")
    if not _HOLDER.search(before) and phrase.opener not in _HOLDS:
        return []
    clause = text.rfind("，", sentence.span.start, phrase.span.start)
    start = max(sentence.span.start, clause)
    bodies = _subjects(scene, start, phrase.span.start)
    lead = clause_start(scene, sentence, clause) if clause > 0 else start
    if not bodies and clause > 0 and not scene.present(start, phrase.span.start) and not re.match(r"(?:记者)?(?:从|据)", text[lead:clause]):
        bodies = _subjects(scene, lead, clause)
    return bodies


#: 某驻外使团|举办: a subject that ends like a body though no one listed it.
_BODY_LIKE = re.compile(
    r"(?:^|[，。；：日]|近日|日前|今天|昨天|上午|下午|共同|\d日)(?P<o>(?!在|由|为|据|记者)[\u4e00-\u9fff“”]{2,24}?(?:团|使馆|领馆|委员会|公司|集团|银行|协会|学会|中心|编辑部|杂志社|出版社|基金会|大学|学院|医院|"
    r"党委|政府|研究院|联合会|办公室|[\u4e00-\u9fff]局|[\u4e00-\u9fff]厅|[\u4e00-\u9fff]部|组委会|论坛|商会))(?:近日|日前|今天|昨天|\d+日|上午|下午|共同|联合|隆重|成功|在[^，。]{2,20})*(?:召开|举行|举办|主办|承办)(?:了|的)?(?:一场|首次|首届)?$"
)


def _unknown_holder(scene: Scene, told: _Telling) -> list[Claim]:
    start = clause_start(scene, told.sentence, told.phrase.span.start)
    found = _BODY_LIKE.search(scene.text, start, told.phrase.span.start)
    if found is None or scene.within("people", found.start("o"), found.end("o")):
        return []
    span = Span(*found.span("o"))
    return [Claim((span.of(scene.article.text),), scene.evidence(span, "meeting:subject", 0.7))]


def _subjects(scene: Scene, start: int, end: int) -> list[Mention]:
    """The bodies in [start, end) that stand as subject: not in 在某会堂, not a person's post."""
    bodies = []
    for body in scene.within("bodies", start, end):
        after = scene.text[body.span.end : body.span.end + 12]
        before = scene.text[max(start, body.span.start - 1) : body.span.start]
        if before in ("在", "于", "对", "向", "就", "为") and not before == "由":
            continue
        if re.match(r"(?:和|、|与|及|联合|共同|\d|[０-９]|今|昨|日前|近日|于|在|召|举|主|将|就|当天|上午|下午|再次|先后|继续|正式|隆重|分别|日|[一二三四五六七八九十]+[月日]|编辑部|党组|，|以|组织|专门|第|首次|紧急|党委|同|已|还|的)", after) or not after:
            bodies.append(body)
    return bodies


#: What follows a body at a name's start when the meeting is that body's.
_OWN = re.compile(
    r"(?:\d{4}年|第|党组|党委|常务|常委|主任|委员长|全体|扩大|例行|工作会议|年度|年会|理事会|成员|领导人|首脑|峰会|[“《]|紧急|新闻|记者|国庆|新年|春节|特别|"
    r"[^，。]{0,8}(?:峰会|年会|全会|全体会议|常务会议|发布会|招待会|会晤|仪式|论坛)$)"
)
_PARTY_PARTS = ("党组", "党委", "常委会", "党支部")
_NOT_CENTRAL = ("中央军委", "中央纪委", "中央直属", "中央政治局", "中央组织", "中央宣传", "中央国家机关", "中央企业", "中央电视", "中央广播", "中央大学")


def _own_body(scene: Scene, told: _Telling) -> list[Claim]:
    """Whose meeting it is by its name: 国务院|常务会议, 某委员会|第七次会议, 中央|某工作会议, 党组|会议."""
    name, span = told.name, told.phrase.span
    if name.startswith(("中央", "党中央")) and told.phrase.head in ("会议", "工作会议", "座谈会") and not name.startswith(_NOT_CENTRAL):
        return [Claim(("中共中央", "党中央", "中央"), scene.evidence(span, "meeting:central"))]
    if name.startswith(_PARTY_PARTS) and not told.holder:
        part = next(p for p in _PARTY_PARTS if name.startswith(p))
        names = scene.context.body(part, span.start)
        return [Claim(names, scene.evidence(Span(span.start, span.start + len(part)), "meeting:part"))] if len(names) > 1 else []
    leading = _leading(scene, span)
    if leading and not leading[-1].text.endswith(("国家", "各国", "地区")) and _OWN.match(scene.text[leading[-1].span.end : span.end]):
        return [Claim(scene.body(m), scene.evidence(m.span, "meeting:own")) for m in leading]
    found = re.match(r"(?P<b>省委|市委|县委|区委|省政府|市政府|国务院)", name)
    if found and not leading:
        return [Claim(scene.context.body(found["b"], span.start), scene.evidence(Span(span.start, span.start + len(found["b"])), "meeting:own"))]
    found = _COMMITTEE.match(name)
    if found and found["o"].endswith(_COMMITTEES):
        return [Claim((found["o"],), scene.evidence(Span(span.start, span.start + found.end("o")), "meeting:own"))]
    return []


_COMMITTEES = ("委员会", "组织", "理事会", "联盟", "集团", "协会", "学会", "联合会", "议会", "大会", "常委会", "论坛", "公约", "国家")


def _leading(scene: Scene, span: Span) -> list[Mention]:
    """The bodies at a name's start: one, or several joined by 与 or 和."""
    leading: list[Mention] = []
    at = span.start
    for body in scene.within("bodies", span.start, span.end):
        if body.span.start != at:
            break
        leading.append(body)
        at = body.span.end + (scene.text[body.span.end] in "与和、")
    return leading if leading and leading[-1].span.end < span.end else []
