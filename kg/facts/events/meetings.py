"""Meetings and ceremonies by name: reported (召开, 举行, 出席, 在…会上) or alluded to (第N次…, 中央…会议, 党的…大)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

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
from kg.mentions.congresses import Congress
from kg.mentions.event_phrases import Phrase
from kg.mentions.events import names_event
from kg.model import Claim, EventKind, Mention, Sentence, Span

_AT = re.compile(
    r"^(?:[（(][^）)]{1,12}[）)])?(?:上|期间|[前后](?=[，表说指强宣对向])|开幕|闭幕|强调|指出|发布|通过|决定|审议|听取|表决|选举|由|以)"
)

#: 在|某论坛|致辞
_SPOKEN_AT = re.compile(
    r"(?:上)?(?:致[辞词]|讲话|发言|演讲|作(?:了)?(?:题为|主旨|主题|专题|报告|演讲|讲话|发言)|发表(?:了)?(?:题为|主旨|主题|讲话|演讲|视频))"
)


_STUDIED = re.compile(
    r"^(?:的)?(?:精神|部署|要求|决策|决议|提出|确定|明确|作出|以来|以后|之后|之前|后|前|胜利|成果|的|取得|通过|报告|将|是|对|释放|、|和)"
)


#: An alluded meeting has to be particular: numbered, of a year, or a body's own well-known kind.
_PARTICULAR = re.compile(
    r"第[一二三四五六七八九十百\d]+[次届]|[一二三四五六七八九十]+届|[12]\d{3}年?|^中央[^，。]{2,16}会议$|^全国[^，。]{2,16}(?:会议|大会|座谈会)$|^(?:第?[一二三四五六七八九])中全会$|周年|诞辰|峰会$|代表大会$"
)


#: 传达学习|全省某工作会议|精神: what one passes on is one meeting's.
_LEVELLED = re.compile(
    r"(?:中央|全国|全[省市区县州]|自治区|[省市县区州]委?|[\u4e00-\u9fff]{2,3}[省市县区州]委?)[^，。]{2,24}会议?$"
)
_OF_SPIRIT = re.compile(r"(?:的)?(?:重要)?(?:精神|部署|要求|决策部署|工作要求)")
#: 中美|元首会谈
_PAIR = re.compile(r"[\u4e00-\u9fff]{2,3}(?:元首|首脑|总理|领导人|外长|防长)(?:会晤|会谈)$")
#: 致|某大会|的贺信, 向|某论坛|致贺信
_GREETED = re.compile(r"(?:[（(][^）)]{1,12}[）)])?(?:的|致|发来|发|书面)*(?:贺|开幕|致辞|视频)")
_NUMBERED = re.compile(r"第[一二三四五六七八九十百\d]+[次届]|[一二三四五六七八九十]+届|[12]\d{3}年?|周年")
_NO_OCCASION = re.compile(
    r"(?:定期|不定期|每年|每月|每季度|每周|经常|多次|[两三四五六七八九]次(?=在|出席|参加|赴)|历次|各级|各类|各种|建立健全|不得|严禁|禁止|精简|压缩|减少|如果|凡|普遍建立|轮流)[^，。；]{0,12}$"
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


def _talks_by_name(scene: Scene, phrase: Phrase) -> bool:
    """会晤 and 会谈 as a meeting's name: 某国领导人第三次会晤, 四方会谈; not 甲同乙会谈, not 两国元首会晤."""
    if phrase.generic or scene.within("people", phrase.span.start, phrase.span.end):
        return False
    if phrase.head == "谈判":
        return (
            "“" not in phrase.modifiers
            and phrase.opener in HOLDS
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
    joined = (opener in TAKES_PART and not heard) or (opener in ("在", "于") and _happened_at(phrase.after))
    holder = holders(scene, phrase, sentence) if held or not phrase.generic else []
    by = BY.search(scene.text, sentence.span.start, phrase.span.start) if phrase.generic else None
    rite = phrase.generic and opener == "主持" and _hosts_guests(scene, phrase, sentence)
    if phrase.generic and not rite and (opener not in HOLDS or by is not None):
        hosted = by or BY.match(scene.text, phrase.span.end, sentence.span.end)
        if (held or hosted) and not phrase.after.startswith("的"):
            yield _pointer(scene, phrase, sentence)
        return
    if phrase.head in _SITTINGS and opener in HOLDS and (phrase.generic or _ORDINAL.fullmatch(phrase.modifiers)):
        session = [c for c in congresses if sentence.span.start <= c.span.start and c.span.end <= phrase.span.start]
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
        tells = names_event(phrase) and (held or joined or _particular(phrase))
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


def _happened_at(after: str) -> bool:
    return _AT.match(after) is not None or _SPOKEN_AT.match(after) is not None


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


def _particular(phrase: Phrase) -> bool:
    """Whether a name alone shows one occasion: it is followed by what happened there, or is numbered or well known."""
    if _AT.match(phrase.after) or (_LEVELLED.match(phrase.text) and _OF_SPIRIT.match(phrase.after)):
        return True
    if phrase.opener in ("致", "向") and _GREETED.match(phrase.after):
        return True
    if phrase.kind is EventKind.TALKS and _PAIR.match(phrase.text):
        return True
    if _PROPER.fullmatch(phrase.text) and _STANDING.match(phrase.after) is None:
        return True
    if _PARTICULAR.search(phrase.text) is None:
        return False
    numbered = _NUMBERED.search(phrase.text) is not None
    return _STUDIED.match(phrase.after) is not None or (
        phrase.opener in _SPECIFIC and (numbered or phrase.opener != "")
    )


#: 全国某局长会议, 全球某峰会: a name that begins like a meeting's of the whole land or world is one's own.
_PROPER = re.compile(
    r"(?:这次|此次|本次|首届|新一[届轮]|全国(?!人大|人民代表|政协|代表)|中央(?!委员会)|全省|全区|全市|全军|全球|世界|国际|亚太|亚欧|[\u4e00-\u9fff]{1,4}国家)[\u4e00-\u9fff（）—－-]{2,24}"
    r"(?:工作会议|会议|大会|峰会|研讨会|座谈会|表彰会|年会)"
)
#: 某会议|始创于, 某会议|秘书, 某会议|机制: the standing institution
_STANDING = re.compile(r"(?:是|始|创|成立|机制|制度|框架|秘书|副?主席|组织|成员|体系|平台|每|历|已经?成为)")
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
#: Openers after which a particular meeting is alluded to (祝贺某国第九次代表大会).
#: 这次会议是…召开的第一次全国性会议: said of the event told, no other one.
_PREDICATE = re.compile(r"(?:会议|大会|全会|论坛|会晤|座谈会|这|此)是[^，。；]{0,50}$")
_SPECIFIC = ("介绍", "祝贺", "支持", "期待", "自", "、", "和", "与", "及", "是", "为", "对", "把", "以", "将", "")


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
    if _OF_SPIRIT.match(phrase.after) and event_words().habitual.match(phrase.text) is None:
        return False  # 各级党委要学习|某会议|精神
    if _CUSTOM.search(
        scene.text, max(sentence.span.start, phrase.span.start - 50), phrase.span.start
    ) and not _dated_before(scene, sentence, phrase):
        return True
    if phrase.opener in HOLDS and _CALLED_FOR.search(before):
        return True
    return _NO_OCCASION.search(before) is not None or event_words().habitual.match(phrase.text) is not None


def _coordinated(name: str) -> list[str]:
    """中央和省委某工作会议 → 中央某工作会议, 省委某工作会议."""
    found = re.match(
        r"(?P<a>中央|党中央|全国)(?:和|、|及)(?P<b>省委|市委|县委|区委|自治区党委|全省|全市|省|市)(?P<rest>.{4,})", name
    )
    return [found["a"] + found["rest"], found["b"] + found["rest"]] if found else [name]
