"""Meetings and ceremonies by name: reported (召开, 举行, 出席, 在…会上) or alluded to (第N次…, 中央…会议, 党的…大)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.events.draft import Draft, evidence
from kg.facts.events.naming import place_in, without_part
from kg.facts.events.scene import Scene
from kg.facts.events.when import date_for
from kg.facts.events.where import places_for
from kg.lexicon.events import event_words
from kg.mentions.congresses import Congress, find_congresses
from kg.mentions.event_phrases import Phrase, find_phrases
from kg.mentions.events import names_event
from kg.mentions.places import place_names
from kg.model import Claim, EventKind, Mention, Sentence, Span

_HOLDS = ("召开", "举行", "举办", "主办", "承办", "协办", "召集", "开幕", "闭幕", "组织")
_TAKES_PART = ("出席", "列席", "主持", "参加", "参与", "应邀", "听取", "来华", "来京", "前往", "赴", "迎来", "关于召开", "筹备", "开好", "办好", "邀请", "发起", "倡议", "闭会", "结束")
_AFTER_HELD = re.compile(
    r"^(?:[（(][^）)]{1,12}[）)])?(?:于|将|将于|已|今天|今日|昨天|昨日|日前|近日|当天|[\d一二三四五六七八九十０-９年月]+日?|上午|下午|晚|在[^，。]{2,20}|成功|隆重|胜利|圆满|正式|顺利|刚刚|如期)*"
    r"(?:召开|举行|举办|开幕|闭幕|拉开|启幕|落幕|结束|落下帷幕|开始|开班|揭幕)"
)
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
        EventKind.MEETING, list(congress.names), "会议", evidence(text, congress.span, "meeting:congress", 0.95),
        sentence.index if (sentence := scene.sentence_at(congress.span.start)) else 0,
    )
    if congress.organizer:
        draft.organized([Claim(congress.organizer, evidence(text, congress.span, "meeting:congress"))])
    before = text[max(0, congress.span.start - 12) : congress.span.start]
    after = text[congress.span.end : congress.span.end + 24]
    if _HOLDER.search(before.removesuffix("的")):
        date_for(scene, draft, congress.span, near=24, after=0)
    elif _AFTER_HELD.match(after):
        date_for(scene, draft, congress.span, near=0)
        if draft.date is None:
            date_for(scene, draft, congress.span, near=60, after=0)
        draft.live = draft.date is not None
    elif before.endswith(("在", "出席", "列席", "参加", "主持")) and after.startswith(("上", "，", "。", "并", "开幕", "闭幕", "第", "举行", "主席团")):
        date_for(scene, draft, congress.span, near=80, after=0)
        _attend(scene, draft, congress.span, before)
    if draft.live and sentence is not None:
        draft.held(places_for(scene, congress.span.end, sentence.span.end, "meeting:place"))
    return draft


def _attend(scene: Scene, draft: Draft, span: Span, before: str) -> None:
    sentence = scene.sentence_at(span.start)
    if sentence is not None:
        people = scene.present(_clause_start(scene, sentence, span.start), span.start)
        draft.attended(scene.persons(people, "meeting:speaker"))


def _clause_start(scene: Scene, sentence: Sentence, at: int) -> int:
    return max(sentence.span.start, *(scene.text.rfind(mark, sentence.span.start, at) + 1 for mark in "；。"))


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
    if phrase.generic:
        if not (held and holder and opener in _HOLDS and phrase.modifiers in ("", "全体", "紧急", "特别", "内部", "视频", "专题", "扩大", "联合", "重要")) or _is_series(phrase):
            return
    elif not names_event(phrase):
        return
    elif not (held or joined or _AT.match(phrase.after) or _STUDIED.match(phrase.after) and _PARTICULAR.search(phrase.text) or _PARTICULAR.search(phrase.text) and phrase.opener in _SPECIFIC):
        return
    for text in _coordinated(phrase.text):
        yield _draft(scene, phrase, sentence, text, holder, held=held, joined=joined)


#: Openers after which a particular meeting is alluded to (祝贺某国第九次代表大会).
_SPECIFIC = ("祝贺", "支持", "期待", "自", "、", "和", "与", "及", "是", "为", "对", "把", "以", "将", "")


def _is_series(phrase: Phrase) -> bool:
    return phrase.head not in ("会议", "全体会议", "仪式", "座谈会", "新闻发布会", "发布会", "大会", "记者会")


def _habitual(scene: Scene, phrase: Phrase, sentence: Sentence) -> bool:
    before = scene.text[max(sentence.span.start, phrase.span.start - 20) : phrase.span.start]
    return _NO_OCCASION.search(before) is not None or event_words().habitual.match(phrase.text) is not None


def _coordinated(name: str) -> list[str]:
    """中央和省委某工作会议 → 中央某工作会议, 省委某工作会议."""
    found = re.match(r"(?P<a>中央|党中央|全国)(?:和|、|及)(?P<b>省委|市委|县委|区委|自治区党委|全省|全市|省|市)(?P<rest>.{4,})", name)
    return [found["a"] + found["rest"], found["b"] + found["rest"]] if found else [name]


def _draft(scene: Scene, phrase: Phrase, sentence: Sentence, name: str, holder: list[Mention], *, held: bool, joined: bool) -> Draft:
    text = scene.text
    names = _names(scene, phrase, name, holder)
    draft = Draft(phrase.kind, names, phrase.head, evidence(text, phrase.span, "meeting:name", 0.85), sentence.index)
    draft.organized([Claim(scene.body(m), evidence(text, m.span, "meeting:holder")) for m in holder])
    draft.organized(_own_body(scene, phrase, name))
    studied = phrase.after.startswith(("精神", "以来", "部署", "提出", "确定", "的"))
    if held or joined:
        date_for(scene, draft, phrase.span)
        start = _clause_start(scene, sentence, phrase.span.start)
        draft.held(places_for(scene, start, phrase.span.start, "meeting:place"))
        if not draft.places and held:
            stop = text.find("。", phrase.span.end)
            draft.held(places_for(scene, phrase.span.end, min(sentence.span.end, stop if stop > 0 else sentence.span.end), "meeting:place")[:1])
    elif not studied:
        date_for(scene, draft, phrase.span, near=14, after=16)
    spot = place_in(name, phrase.head)
    if spot and not draft.places:
        draft.held([Claim(place_names(spot), evidence(text, phrase.span, "meeting:place-in-name"))])
    draft.live = held or joined
    return draft


def _names(scene: Scene, phrase: Phrase, name: str, holder: list[Mention]) -> list[str]:
    """The name with its holder in front where the text has them apart: 省政协 召开 党组会议 → 省政协党组会议."""
    names = [name]
    whole = without_part(name)
    if whole:
        names.append(whole)
    if holder and not _leads(name, holder[0].text) and (phrase.generic or len(phrase.modifiers) <= 8):
        names = [f"{'和'.join(m.text for m in holder)}{name}", *names]
    if phrase.generic and len(names) > 1:
        names = names[:-1] if phrase.modifiers == "" else names
    return names


def _leads(name: str, body: str) -> bool:
    return name.startswith(body) or body.endswith(name[:2]) and name.startswith(body[-2:])


def _holder(scene: Scene, phrase: Phrase, sentence: Sentence) -> list[Mention]:
    """The bodies that convene it: the subject of 召开 or 举行, or who stands in 由…主办."""
    text = scene.text
    by = _BY.search(text, max(sentence.span.start, phrase.span.start - 80), phrase.span.start)
    if by is not None:
        return scene.within("bodies", by.start("o"), by.end("o"))
    if not _HOLDER.search(text[max(0, phrase.span.start - 4) : phrase.span.start].rstrip("一场次个")):
        return []
    clause = text.rfind("，", sentence.span.start, phrase.span.start)
    start = max(sentence.span.start, clause)
    bodies = _subjects(scene, start, phrase.span.start)
    if not bodies and clause > 0 and not scene.present(start, phrase.span.start):
        bodies = _subjects(scene, _clause_start(scene, sentence, clause), clause)
    return bodies


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


def _own_body(scene: Scene, phrase: Phrase, name: str) -> list[Claim]:
    """Whose meeting it is by its name: 国务院|常务会议, 某委员会|第七次会议, 中央|某工作会议."""
    if name.startswith(("中央", "党中央")) and phrase.head in ("会议", "工作会议", "座谈会") and not name.startswith(("中央军委", "中央纪委", "中央直属", "中央政治局", "中央组织", "中央宣传", "中央国家机关", "中央企业")):
        return [Claim(("中共中央", "党中央", "中央"), evidence(scene.text, phrase.span, "meeting:central"))]
    bodies = scene.within("bodies", phrase.span.start, phrase.span.end)
    if bodies and bodies[0].span.start == phrase.span.start and bodies[0].span.end < phrase.span.end:
        body = bodies[0]
        rest = scene.text[body.span.end : phrase.span.end]
        if not re.match(r"(?:驻|在|同|与|和|对|成立|建立|工作(?!会议)|改革)", rest):
            return [Claim(scene.body(body), evidence(scene.text, body.span, "meeting:own"))]
    found = _COMMITTEE.match(name)
    if found and found["o"].endswith(("委员会", "组织", "理事会", "联盟", "集团", "协会", "学会", "联合会", "议会", "大会", "常委会", "论坛", "公约")):
        span = Span(phrase.span.start, phrase.span.start + found.end("o"))
        return [Claim((found["o"],), evidence(scene.text, span, "meeting:own"))]
    return []
