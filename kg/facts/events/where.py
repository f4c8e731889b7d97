"""Where an event took place: 在某地举行, 在某地会见, 在京, 在这里; and the names of a place."""

from __future__ import annotations

import re

from kg.facts.events.scene import Scene
from kg.lexicon.events import alternation
from kg.lexicon.gazetteer import country, divisions_named
from kg.lexicon.places import place_words
from kg.mentions.places import place_names
from kg.model import Claim, Sentence, Span

_VERBS = (
    "会面|晤谈|座谈|听取|开会|聚会|接访|开展|举行|召开|举办|开幕|闭幕|闭会|会见|会晤|接见|宴请|主持|出席|以视频|以线上|分别|集体|继续|拉开|圆满|隆重|正式|成功|揭牌|启动|启幕|签署|签字|上演|落下|同|与|和(?!国)|亲切|"
    "共同|为|参加|落幕|举行|进行|开班|成立(?![^，。]{0,4}周年)|结束|发布|宣布|检阅|亲|接受|应约|设宴|欢迎|讨论|磋商|商讨|商谈|交换|先后|单独|再次|首次|主办|会谈|观看|看望|慰问|调研|考察|视察|瞻仰|向|将|就|同时|联合(?=[举召主发签开会])|发表|致辞|，"
)
#: 在|北京人民大会堂|会见
_IN = re.compile(
    rf"(?:(?<![存所现潜旨])在(?!内的)|(?<![关由对基等属鉴处位居])于)(?P<p>(?:(?!在|于(?!都|洪))[^，。；：、！？《》（）\n]){{1,26}}?)(?=(?!面向)(?:{_VERBS})|面向)"
)
#: What 在 opens that is no place: 在会上, 在讲话中, 在…背景下, 在会见时.
_NO_PLACE = re.compile(
    r"(?:[上中下时前后间内里外]|期间|前夕|团体|单位|之际|时候|同时|方面|基础|过程|领导|会|问题|关系|领域|框架|背景|情况|形势|全国|全省|全市|各地|线|线上|网上|陪同|先后|双边|多边|讲话|致辞|我国|"
    r"本月|今年|去年|明年|今天|当天|即|新时代|的|月份|前[一两三几]天|部门|精神|来信|历史性|模范|代表)$|^(?:为(?=.*[者人]$)|刚刚|即将|就|前不久|不久前|最近|与|同|和(?!田|县|平|政)|会|座谈|讲话|致|发言|推|全|听|谈|过去|今|去|明|当|第|新|这次|本次|此|一|回|京期间|华期间|出席|以|同|加|深|做|建|国际|听取|两国|双方|各|进|研|充分|位于|[0-9０-９]|上述|随后|会见|会谈|主持|结束|预期|推动|贯彻)"
)
#: Words that end like work, not like a place, and what else somebody may go somewhere for.
ABSTRACT = re.compile(
    r"^(?:会|.*(?:工作|情况|问题|制度|监督|力度|结果|组|中|上|时|期间|后|前|过程|机制|团|活动|报告|课题)$)"
)
_OTHER_AIM = re.compile(r"参加|出席|主持|举行|召开|执行|从事|任务|进行|转达|群众|干部")
SPOT = re.compile(rf"{alternation(place_words().spot_endings)}$")
#: Kinds of spots that a visit passes and the text does not name.
COMMON = re.compile(
    r"^(?:(?:城市|农村|乡镇|当地|所在|物流|食品|科研|部分|有关|相关|多个|一些|老旧|居民|地方|工业|民营|外资|国有|中小|重点|龙头"
    r"|育种|训练|生产|实践|教育|沿线|附近|该|这家|企业|工厂|学校|到|了|田间){0,2}"
    r"(?:田间|地头|农田|车间|一线|基层|现场|企业|社区|学校|食堂|机关|这里|那里|家中|家里|会场|病房|教室|宿舍|超市|商场|展厅|展区"
    r"|展台|港区|街头|村|群众|基地|机构|产业园|生产线|部队|营区|操场|公园|园区|农户|实验室|客厅|机场|广场|校园|医院|村庄|小区"
    r"|项目现场|工地|街道)|各地|全国各地|地方)$"
)
#: Anywhere in the words, these make them a time or a frame.
_FRAME = re.compile(r"\d+[年月日]|第一站|之行|一带|期间|方式|同志|[上中下]旬|[本上下]月")
_HERE = re.compile(r"在(?:此间|这里|此地|本地)")
_SUFFIX = re.compile(
    r"(?:成功|隆重|胜利|圆满|顺利|正式|日前|近日|今天|今日|昨天|上午|下午|晚|当天|冒雨|冒雪|顶风|专程|\d+日.*)$"
)
#: In these, what stands before 中/上/里 is a place all the same.
_INSIDE = ("田间", "车间", "河内", "海上", "天上", "岛上", "境内", "市内", "山里", "湖里", "洞里")


#: 大使馆|前
_BESIDE_SPOT = re.compile(r"(?:[馆府宫厦楼院碑址像厅塔]|广场|官邸)[前内外旁]$")


_HOLDING = re.compile(
    r"(?:如期|成功|隆重|胜利|圆满|顺利|正式|共同|联合|继续)*(?:举行|召开|举办|开幕|闭幕|闭会|揭牌|启动|拉开|启幕|落幕|落下帷幕|开班|揭幕|上演|成立|结束)"
)


def places_for(scene: Scene, start: int, end: int, rule: str, *, holding: bool = False) -> list[Claim]:
    """The places that 在 opens in [start, end) before a verb of meeting, or only of ``holding``, in order."""
    claims: list[Claim] = []
    for found in _IN.finditer(scene.text, start, end):
        words = _whole(scene, Span(*found.span("p")), end)
        if holding and not _HOLDING.match(scene.text, words.end):
            continue
        if not _opens(scene, found.start()):
            continue
        span = clean(scene.text, words)
        if span is not None and scene.text[words.end] == "，" and not known_place(scene, span):
            continue
        if span is not None and is_place(scene, span):
            if claims and not holding and _OTHERS.search(scene.text, claims[-1].evidence.span.end, span.start):
                claims = []
            claims.append(Claim(_names(scene, span), scene.evidence(span, rule)))
    if not claims:
        here = _HERE.search(scene.text, start, end)
        if here is not None and _SAYS.search(scene.text, here.end(), end) is None:
            claims += places_here(scene, Span(*here.span()), f"{rule}:here")
    return claims


#: 在大|同|市召开: the verbs are looked for behind the place's name.
_UP_TO_VERB = re.compile(rf"[^，。；：、！？《》（）\n]{{0,20}}?(?={_VERBS})")


def _whole(scene: Scene, words: Span, end: int) -> Span:
    """The words up to the first verb that is no part of a place's name."""
    cut = next((m for m in scene.within("places", words.start, end) if m.span.start < words.end < m.span.end), None)
    further = _UP_TO_VERB.match(scene.text, cut.span.end, end) if cut else None
    return Span(words.start, further.end()) if further else words


#: 甲在这里|宣布，|某会将于月底举行: where it is told, not where it is held
_SAYS = re.compile(r"(?:宣布|表示|透露|说|称|指出|介绍|认为)[，：]")
#: 在甲城|会见某人，|在乙城举行会谈: each has the place of its own clause.
_OTHERS = re.compile(r"(?:会见|会谈|会晤|访问|出席|调研|考察)[^，。；]*，")
#: 新华社|某地|１月１４日电
DATELINE = re.compile(
    r"(?:新华社|本报|中新社)(?P<p>[\u4e00-\u9fff]{2,10}?)\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s?(?:专?电|讯)"
)


#: A dateline stands in so many characters, behind headings and captions.
_HEAD = 400


def lead(scene: Scene) -> int:
    """The index of the sentence that the dateline opens, 0 where there is none: what stands before it is heading."""
    line = DATELINE.search(scene.text, 0, _HEAD)
    sentence = scene.sentence_at(line.start()) if line else None
    return sentence.index if sentence else 0


def places_here(scene: Scene, span: Span, rule: str) -> list[Claim]:
    """What 此间 at ``span`` stands for: the place of the last dateline before it."""
    lines = list(DATELINE.finditer(scene.text, 0, span.start))
    line = scene.article.dateline
    place = lines[-1]["p"] if lines else line.place if line is not None else None
    return [Claim(place_names(place), scene.evidence(span, rule, 0.8))] if place else []


def here_before(scene: Scene, sentence: Sentence) -> list[Claim]:
    """The place that 此间 in the sentence before tells of a day that goes on (当晚)."""
    before = next((s for s in scene.sentences if s.index == sentence.index - 1), None)
    here = _HERE.search(scene.text, before.span.start, before.span.end) if before else None
    return places_here(scene, Span(*here.span()), "meeting:place:here") if here else []


#: 正在, 内在 and 外在 are words, unless a name ends there.
_WORDS_END = ("正", "内", "外", "实", "好", "自")
#: No person's name has more characters (foreign names with their dots).
_LONGEST_NAME = 24


def _opens(scene: Scene, at: int) -> bool:
    """Whether 在 or 于 at ``at`` is the preposition: not 正在, unless 正 ends a name, and no surname (于某)."""
    if any(m.span.start == at for m in scene.within("people", at, at + _LONGEST_NAME)):
        return False
    if scene.text[at - 2 : at] in ("记者", "通讯员"):
        return False
    return scene.text[at - 1 : at] not in _WORDS_END or any(
        m.span.end == at for m in scene.within("people", max(0, at - 4), at)
    )


def clean(text: str, span: Span) -> Span | None:
    """The place's words without what trails them (成功, 今天); None if nothing is left."""
    words = span.of(text)
    trimmed = _SUFFIX.sub("", words).rstrip()
    described = DESCRIBED.match(trimmed)
    lead = described.end() if described else len(trimmed) - len(trimmed.lstrip())
    return Span(span.start + lead, span.start + len(trimmed)) if trimmed.strip() else None


def is_place(scene: Scene, span: Span) -> bool:
    """Whether the words can be where something is held: no time, no abstract frame, no people."""
    words = span.of(scene.text)
    inside = words.endswith(_INSIDE) or _BESIDE_SPOT.search(words) is not None
    if _NO_PLACE.search(words) and not inside and not known_place(scene, span):
        return False
    if scene.within("people", span.start, span.end) or _FRAME.search(words):
        return False
    return len(words) > 1 or words in "京沪津渝穗汉榕杭蓉深邕港澳"


def _names(scene: Scene, span: Span) -> tuple[str, ...]:
    return place_names(span.of(scene.text))


def known_place(scene: Scene, span: Span) -> bool:
    """Whether the words are, or begin with and end like, a place that the gazetteer or the recogniser knows."""
    words = span.of(scene.text)
    if divisions_named(words):
        return True
    if country(words) is not None and len(words) > 1:
        return True
    inside = [m for m in scene.within("places", span.start, span.end) if m.span.start == span.start]
    return any(m.span.end == span.end for m in inside) or bool(inside and SPOT.search(words))


def place_claim(scene: Scene, span: Span, rule: str, confidence: float = 0.9) -> Claim:
    """A claim for the place that stands at ``span``."""
    return Claim(_names(scene, span), scene.evidence(span, rule, confidence))


#: 甲村和乙社区 are two places, 运行和治理中心 is one.
SPOT_LAST = "[村区园司校馆院站厂镇乡店场县市省州国宫团]"
#: 位于某区的|某馆, 著名的|某厅: what is said of a place before its name.
DESCRIBED = re.compile(
    r"(?:[他她]的(?:家乡|故乡)[—－-]*|[—－-]+|离开|位于[^，。]{2,16}?的|著名的|美丽的|[他她]的家乡)(?=..)"
)
_ET_CETERA = re.compile(r"等(?:地|处|市县|地区|单位)?$")
_ARRIVED = re.compile(r"^(?:[到达]|[^，。]{0,6}\d月在)")


def listed_places(scene: Scene, span: Span) -> list[Span]:
    """The places of a list: 某省、某市 → two; nothing where the words are no place."""
    parts: list[Span] = []
    at = span.start
    for piece in re.split(rf"、|(?:(?<={SPOT_LAST})|(?<=[大中小]学))和", span.of(scene.text)):
        words = _SUFFIX.sub("", _ET_CETERA.sub("", _ARRIVED.sub("", piece.strip())))
        lead = piece.find(words)
        part = Span(at + lead, at + lead + len(words))
        at += len(piece) + 1
        if COMMON.match(words):
            continue
        if (
            words
            and is_place(scene, part)
            and not ABSTRACT.match(words)
            and not _OTHER_AIM.search(words)
            and len(words) <= 24
        ):
            parts.append(part)
    return parts


def spot_before(scene: Scene, at: int) -> Span | None:
    """What 这里 points to: the last place or body with a spot's ending in the paragraphs before."""
    known = [*scene.within("places", max(0, at - 160), at), *scene.within("bodies", max(0, at - 160), at)]
    spots = sorted((m.span for m in known if SPOT.search(m.text) or not divisions_named(m.text)), key=lambda s: s.end)
    return spots[-1] if spots else None
