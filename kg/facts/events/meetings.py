"""Meetings and ceremonies by name: reported (召开, 举行, 出席, 在…会上) or alluded to (第N次…, 中央…会议, 党的…大)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts.events.alluded import OF_SPIRIT, happened_at, is_particular
from kg.facts.events.convenors import convenor
from kg.facts.events.draft import Draft
from kg.facts.events.holders import BY, HOUSES, holders, named_hosts, unlisted_holder
from kg.facts.events.numbered import numbered_session
from kg.facts.events.present import FOR, WELCOMES
from kg.facts.events.scene import Scene
from kg.facts.events.tell import tell
from kg.facts.events.telling import HOLDS, TAKES_PART, Telling, held_after
from kg.facts.events.when import date_for
from kg.facts.events.where import places_for
from kg.lexicon.events import event_words
from kg.lexicon.gazetteer import country
from kg.mentions.event_phrases import Phrase
from kg.mentions.events import names_event
from kg.mentions.numbered_sessions import Congress
from kg.model import Claim, EventKind, Mention, Sentence, Span

_NO_OCCASION = re.compile(
    r"(?:定期|不定期|每年|每月|每季度|每周|经常|多次|[两三四五六七八九]次(?=在|出席|参加|赴)|历次|各级|各类|各种|建立健全|不得|严禁|禁止|精简|压缩|减少|如果|凡|须|应当|普遍建立|轮流)[^，。；]{0,12}$"
)


def find_meetings(scene: Scene) -> Iterator[Draft]:
    """Every telling of a named meeting or ceremony, and of a body's meeting without a name, in order."""
    congresses = scene.context.finds.congresses
    phrases = {p.span.end: p for p in scene.phrases}
    for congress in congresses:
        yield _told_local(scene, congress, congresses, phrases.get(congress.span.end)) or numbered_session(
            scene, congress
        )
    for phrase in scene.phrases:
        if any(c.span.end == phrase.span.end for c in congresses):
            continue
        if phrase.kind is not EventKind.TALKS or _talks_by_name(scene, phrase):
            yield from _of_phrase(scene, phrase, congresses)


def _told_local(
    scene: Scene, congress: Congress, congresses: tuple[Congress, ...], phrase: Phrase | None
) -> Draft | None:
    """A local body's session, read as any meeting is where the text tells it so; its names and body are known."""
    draft = next(iter(_of_phrase(scene, phrase, congresses)), None) if congress.local and phrase else None
    if draft is not None and congress.organizer:
        draft.names = list(dict.fromkeys((*congress.names, draft.names[0])))
        draft.organizers = [Claim(congress.organizer, scene.evidence(congress.span, "meeting:congress"))]
    return draft


def _round_held(scene: Scene, phrase: Phrase) -> bool:
    return phrase.modifiers.endswith("轮") and _IS_HELD.match(scene.text, phrase.span.end) is not None


#: 某备忘录签署后的首轮谈判|21日在某地举行
_IS_HELD = re.compile(r"(?:[\d月日]+|[今昨][天日]|将|于|已|上午|下午)*(?:在[^，。；]{2,16})?(?:举行|开始|重启|恢复)")


def _talks_by_name(scene: Scene, phrase: Phrase) -> bool:
    """会晤 and 会谈 as a meeting's name: 某国领导人第三次会晤, 四方会谈; not 甲同乙会谈, not 两国元首会晤."""
    if phrase.generic or scene.within("people", phrase.span.start, phrase.span.end):
        return False
    if phrase.head == "谈判":
        return (
            "“" not in phrase.modifiers
            and (phrase.opener in HOLDS or _round_held(scene, phrase))
            and not phrase.after.startswith(("代表", "桌", "进程", "团", "机制", "权"))
        )
    if _of_two_lands(phrase.modifiers):
        return True
    return (
        re.search(
            r"第[一二三四五六七八九十\d]+[次届轮]|[三四五六多]方|[三四多]边|外长|防长|元首|首脑|领导人|部长级|机制",
            phrase.modifiers,
        )
        is not None
    )


def _of_two_lands(modifiers: str) -> bool:
    """Whether two countries' short names end the words: 某问题|俄美|会谈."""
    return len(modifiers) > 1 and all(country(c) is not None for c in modifiers[-2:])


def _of_phrase(scene: Scene, phrase: Phrase, congresses: tuple[Congress, ...]) -> Iterator[Draft]:
    sentence = scene.sentence_at(phrase.span.start)
    if sentence is None or habitual(scene, phrase, sentence):
        return
    said = _PREDICATE.search(scene.text, sentence.span.start, phrase.span.start)
    if said and not scene.within("people", said.start(), phrase.span.start):
        return
    if phrase.opener in ("听取", "审议") and phrase.after.startswith(("关于", "作的", "所作", "提交", "报告")):
        return
    opener = phrase.opener.removesuffix("了").removesuffix("的")
    themed = opener in ("为", "以") and _THEMED.search(scene.text, sentence.span.start, phrase.span.start) is not None
    held = themed or opener in HOLDS or held_after(scene, sentence, phrase.span, opener)
    heard = opener in ("听取", "审议") and not scene.present(phrase.clause.start, phrase.span.start)
    joined = (opener in TAKES_PART and not heard) or (opener in ("在", "于") and happened_at(phrase.after))
    holder = holders(scene, phrase, sentence) if held or not phrase.generic else []
    by = BY.search(scene.text, sentence.span.start, phrase.span.start) if phrase.generic else None
    rite = phrase.generic and opener == "主持" and _hosts_guests(scene, phrase, sentence)
    if phrase.generic and not rite and (opener not in HOLDS or by is not None):
        hosted = by or BY.match(scene.text, phrase.span.end, sentence.span.end)
        if (held or hosted) and not phrase.after.startswith("的"):
            yield _pointer(scene, phrase, sentence)
        return
    if phrase.head in _SITTINGS and opener in HOLDS and (phrase.generic or _ORDINAL.fullmatch(phrase.modifiers)):
        session = [c for c in congresses if c.span.end <= phrase.span.start and c.names[0].endswith("会议")]
        near = [c for c in session if sentence.span.start <= c.span.start]
        session = near or (session[:1] if _ORDINAL.fullmatch(phrase.modifiers) else [])
        if session:  # 某次会议24日举行全体会议: a sitting of the session itself
            draft = tell(scene, Telling(phrase, sentence, phrase.text, (), held, joined))
            draft.names, draft.head = list(session[-1].names), "会议"
            yield draft
            return
    if phrase.generic:
        whole = convenor(scene, phrase, sentence, holder) if opener in HOLDS else None
        holder = [] if whole else holder
        tells = _hosts_guests(scene, phrase, sentence) or _of_a_body(scene, phrase, sentence, holder, whole)
    else:
        whole = None
        tells = names_event(phrase) and (held or joined or is_particular(phrase))
    if not tells:
        return
    told = Telling(phrase, sentence, phrase.text, tuple(holder), held, joined, whole)
    for one in _each(scene, told):
        yield tell(scene, one)


def _each(scene: Scene, told: Telling) -> Iterator[Telling]:
    """What one phrase tells of several: 甲和乙分别召开会议, 中央和省委某工作会议."""
    whole, phrase = told.convenor, told.phrase
    bodies = scene.within("bodies", whole.start, whole.end) if whole else list(told.holder)
    if len(bodies) > 1 and "分别" in scene.text[bodies[-1].span.end : phrase.span.start]:
        yield from (replace(told, holder=(body,), convenor=None) for body in bodies)
    else:
        yield from (replace(told, name=name) for name in _coordinated(phrase.text))


def _hosts_guests(scene: Scene, phrase: Phrase, sentence: Sentence) -> bool:
    """举行仪式，欢迎某某: a rite without a name, told by host and guest."""
    if phrase.kind is not EventKind.CEREMONY:
        return False
    after = WELCOMES.match(scene.text, phrase.span.end, sentence.span.end)
    return (after or FOR.search(scene.text, sentence.span.start, phrase.span.start)) is not None


def _of_a_body(scene: Scene, phrase: Phrase, sentence: Sentence, holder: list[Mention], whole: Span | None) -> bool:
    """某委员会召开会议: a meeting that only its body names; a course or fair without a name needs its day."""
    unlisted = whole or unlisted_holder(scene, Telling(phrase, sentence, phrase.text, (), True, False))
    if not holder and not unlisted:
        return False
    if holder and holder[0].text.endswith(HOUSES) and phrase.head in _RECEPTIONS:
        return True
    return phrase.head in _SINGLE or phrase.head.endswith("会议") or _occasioned(scene, phrase, sentence)


#: 举行招待会|，隆重庆祝…
_OCCASION = re.compile("，(?:隆重|热烈|共同)?(?:庆祝|纪念|欢迎|答谢)")


def _occasioned(scene: Scene, phrase: Phrase, sentence: Sentence) -> bool:
    return _dated_before(scene, sentence, phrase) or _OCCASION.match(scene.text, phrase.span.end) is not None


#: 举行主题为|“某某”的公开辩论会
_THEMED = re.compile(r"(?:举行|召开|举办)(?:了)?(?:一场|一次)?(?:主题为|以|题为|名为)$")
#: 第一次|全体会议
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+次")
#: Sittings of a session: 某次会议24日举行全体会议.
_SITTINGS = ("全体会议", "开幕会", "闭幕会", "联组会", "联组会议", "预备会议")
_RECEPTIONS = ("招待会", "酒会", "晚宴", "宴会", "开放日")
#: What a body holds one of at a time.
_SINGLE = (
    "会议",
    "全体会议",
    "仪式",
    "座谈会",
    "新闻发布会",
    "发布会",
    "大会",
    "记者会",
    "主任会议",
    "常务会议",
    "党组会",
    "专题会",
)


#: 呼吁某机构召开紧急会议: not yet an occasion.
_CUSTOM = re.compile(r"(?:每年|每月|每季度|每周|定期|各级)[^。；]*$")
_CALLED_FOR = re.compile(
    r"(?:需要|急需|有必要|尽快|尽早|早日|应该|应当|主张|建议|考虑|打算|呼吁|要求|请求|提议|敦促|拒绝|取消|推迟)[^，。；]{0,14}$"
)
#: 支持举行|三方会议, 推动召开|更大规模的国际会议; 支持举办第三届某峰会 is of one that will be held.
_BACKED = re.compile(r"(?:支持|推动|倡议)[^，。；]{0,14}$")
_ONE = re.compile(r"\d|[第首][一二三四五六七八九十]*[届次]|组织|峰会|论坛|博览会")
#: 这次会议是…召开的第一次全国性会议: said of the event told, no other one.
_PREDICATE = re.compile(r"(?:会议|大会|全会|论坛|会晤|座谈会|这|此)是[^，。；]{0,50}$")


def _pointer(scene: Scene, phrase: Phrase, sentence: Sentence) -> Draft:
    """大会将于某日在某地举办: more of the event told before; joining finds which."""
    draft = Draft(
        phrase.kind, [phrase.text], phrase.head, scene.evidence(phrase.span, POINTER, 0.7), sentence.index, held=True
    )
    date_for(scene, draft, phrase.span, near=0, after=40)
    if draft.date is None:
        _comma_date(scene, draft, phrase, sentence)
    draft.placed(
        places_for(
            scene, phrase.span.end, min(sentence.span.end, phrase.span.end + 120), "meeting:place", holding=True
        )[:1]
    )
    draft.organized(named_hosts(scene, Telling(phrase, sentence, phrase.text, (), True, False)))
    return draft


def _comma_date(scene: Scene, draft: Draft, phrase: Phrase, sentence: Sentence) -> None:
    """大会以某事为主题，将于18日至19日在某地举办: the day stands in the next clause, before the verb."""
    text, end = scene.text, min(sentence.span.end, phrase.span.end + 120)
    for mention in scene.within("dates", phrase.span.end, end):
        if mention.date is not None and re.match(
            r"(?:上午|下午|晚)?(?:至[^，。]{1,8})?(?:在[^，。；]{1,24})?(?:举行|召开|举办|开幕|闭幕)",
            text[mention.span.end : end],
        ):
            draft.dated(mention.date, scene.evidence(mention.span, mention.source))
            return


#: The rule of tellings that only point back.
POINTER = "meeting:pointer"


def _dated_before(scene: Scene, sentence: Sentence, phrase: Phrase) -> bool:
    return any(m.date is not None for m in scene.within("dates", sentence.span.start, phrase.span.start))


def habitual(scene: Scene, phrase: Phrase, sentence: Sentence) -> bool:
    """Whether the phrase tells a custom, a rule or a call for an event, not one that takes place."""
    before = scene.text[max(sentence.span.start, phrase.span.start - 20) : phrase.span.start]
    if OF_SPIRIT.match(phrase.after) and event_words().habitual.match(phrase.text) is None:
        return False  # 各级党委要学习|某会议|精神
    if _CUSTOM.search(
        scene.text, max(sentence.span.start, phrase.span.start - 50), phrase.span.start
    ) and not _dated_before(scene, sentence, phrase):
        return True
    if phrase.opener in HOLDS and _CALLED_FOR.search(before):
        return True
    if phrase.opener in HOLDS and _BACKED.search(before) and _ONE.search(phrase.text) is None:
        return True
    return _NO_OCCASION.search(before) is not None or event_words().habitual.match(phrase.text) is not None


def _coordinated(name: str) -> list[str]:
    """中央和省委某工作会议 → 中央某工作会议, 省委某工作会议."""
    found = re.match(
        r"(?P<a>中央|党中央|全国)(?:和|、|及)(?P<b>省委|市委|县委|区委|自治区党委|全省|全市|省|市)(?P<rest>.{4,})", name
    )
    return [found["a"] + found["rest"], found["b"] + found["rest"]] if found else [name]
