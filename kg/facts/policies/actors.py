"""Who can issue or carry out a policy: bodies, territories, states, people and the words that stand for them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.facts.context import Context
from kg.lexicon.gazetteer import PROVINCE, countries_named
from kg.lexicon.lands import find_countries
from kg.lexicon.organizations import find_bodies
from kg.lexicon.policies import compiled, words
from kg.model import Mention, MentionKind, Span

# 我省 · 全市 · 我国 · 各级党组织: words for whoever the paper or the country is.
_WORDS = (
    r"(?P<home>(?:我|全|本|该)(?:省|市|县|区|州|自治区)|(?<![一-鿿])(?:省|市|县|区|州)里)(?!各|政协|人大)"
    r"|(?P<same>该(?:院|校|厂|局|公司|行|站|所|中心|集团|社区|街道|镇|乡|村))"
    r"|(?P<nation>我国|中方|中国政府|中国(?![一-鿿]{0,6}(?:协会|学会|公司|银行|集团|大学)))"
    r"|(?P<group>(?:全国|全省|全市|全县)?(?:各级(?:党委[和、]政府|党委|政府|党组织)|各地(?:区)?(?:党委、?政府(?:[和及]有关部门)?|、?和?各部门|和有关部门)?|各部门"
    r"|(?:各|自治区|省|市|县)?有关(?:部门|单位))"
    r"|(?:全国)?(?:近|已有)?(?:[\d０-９]{1,3}个|所有的?|各)(?:省市区|省区市|省(?:、?自治区)?[、和及]?(?:直辖)?市|省份|城市))"
    r"|(?P<office>(?:各级|全国|当地|全省|全市)?(?:公安|检察|审判|司法行政|司法|纪检监察|行政执法|税务|海关|党政|气象|水利|应急管理|应急|民政|交通运输|教育|卫生健康|农业农村|自然资源|市场监管|人社|文旅|财政|金融监管|消防|电力|铁路)(?:机关|部门)|(?:全国|全省|全市)(?:税务|工会|教育|公安|检察|法院|卫生|金融|林业|水利|邮政|电力|铁路)系统|各级(?:工会组织|工会|纪委监委|纪委|团组织|妇联|人民法院|检察院|人大|政协))(?![一-鿿]?(?:负责人|人员|干部|工作))"
    r"|(?P<several>(?:[\d０-９]{1,2}个?|多个?)部(?:门|委)|[\d０-９]{1,2}个(?:省区市|省份|省（区、市）|城市|国家)|(?:全国)?所有的?省、自治区和直辖市)"
    r"|(?P<char>(?:(?<![一-鿿])[一-鿿](?=坚定|坚持|始终|愿[同与意]|将[继同与]|高度|积极|奉行|恪守|支持|赞赏)|(?<=助力|支持|参与)[一-鿿](?=实[现施]|加快|推[进动]|“)))"
    r"|(?P<party>全党)|(?P<centre>(?<![一-鿿])中央(?=[将决已提对高明确])){zone}"
    r"|(?P<government>特区政府)|(?P<side>[一-鿿]方)(?![一-鿿]?(?:向|面|针|案|法|式|位|便))"
    r"|(?P<meeting>(?:常委会|主席团|主任|全体)?会议|大会|峰会|全会|会晤)(?=[^，。；]{0,6}(?:审议|通过|发表|批准|表决|决定))"
)
# With what one of them begins, or goes on after any character: to look for this first takes a fifth of the time.
_MAY_BEGIN = (
    r"(?=[我全本该省市县区州自中各有近已\d０-９所当公检审司纪行税海党气水应民交教卫农人文财金消电铁多特常主会大峰]"
    r"|[一-鿿](?:方|[坚始愿将高积奉恪支赞实加推“]))"
)
# It begins with any character: looked for only where its ending stands.
_ZONE = r"|(?P<zone>[一-鿿]{2,8}(?:开发区|高新区|经开区|管委会))"
_ZONE_ENDS = ("开发区", "高新区", "经开区", "管委会")
_WORD_KINDS = {
    "nation": "land",
    "side": "land",
    "char": "land",
    "home": "home",
    "group": "group",
    "party": "word",
    "meeting": "meeting",
}
# 省委组织部, 市水务局: a body of the paper's own territory, before a verb, a joint or the end of a clause.
_HOME_BODY = re.compile(
    r"(?P<body>(?:省|市|县|区|自治区|州)(?:委(?:组织部|宣传部|统战部|政法委|编办|办公厅|办公室|社会工作部|农办)?"
    r"|政府(?:办公厅|办公室)?|人大常委会|政协|纪委监委|纪委|[一-鿿]{2,6}?(?:厅|局|委|办|院)))"
    r"(?=[，、和与及印制出发召主推开联会同牵在率创坚把决总提强日近连今持不要深先全近将已建健实组启通审])"
)
# 黄浦江, 长白山: a river or a mountain is no town.
_UNIT = re.compile(
    r"((?:(?![在将把对以为于从])[一-鿿]){2,5}?(?:街道|镇|乡))?((?:(?![在将把对以为于从])[一-鿿]){2,6}?(?:社区|村))?(?<=[道镇乡区村])(?![一-鿿]{0,2}(?:振兴|级|民))"
)
# Towns and villages act, too; the gazetteer ends with counties.
_TOWN = re.compile(r"..(?:镇|乡|街道|社区|村)$")
_FEATURES = frozenset("江河湖山海岛桥港路街")
_CORE = re.compile(r"以[一-鿿]{2,4}同志为核心的$")
_AGENCY = re.compile(r"新华社|新华通讯社|本报|央视|中央广播电视总台|人民日报")
# 也 and 以 begin names of states, but clauses, too.
_PARTICLES = frozenset("也以不才要还将更又都")
_SIDES = {"中方": "中国", "非方": "非洲"}
# 云州市印发|《…》: the verb after it is no part of a body's name.
_VERB_AFTER = re.compile(r"(?<=..)(?:印发|出台|发布|制定|公布|召开|举办)$")
# 常委会会议审议: the words of a body that mean its session.
_SESSIONS = frozenset(("常委会", "主席团", "大会", "全会"))


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who may act at ``span``. ``names`` are fullest first.

    ``kind`` is body, land, home (我省), group (各地), person, word (全党) or meeting.
    """

    span: Span
    names: tuple[str, ...]
    kind: str


def actors_of(text: str, mentions: tuple[Mention, ...], context: Context) -> tuple[Actor, ...]:
    """The actors of ``text`` in order, none overlapping and none within a policy's name; the surer reading wins."""
    found = [(0, actor) for actor in _mentioned(mentions, context)]
    for body in find_bodies(text):
        written = body.span.of(text)
        if not _AGENCY.match(written):
            found.append((2, Actor(body.span, tuple(dict.fromkeys((*body.body.names, written))), "body")))
    found = [_with_core(text, rank, actor) for rank, actor in found]
    for match in _HOME_BODY.finditer(text):
        span = Span(*match.span("body"))
        found.append((3, Actor(span, context.body(match["body"], span.start), "body")))
    for place in context.finds.divisions:
        if text[place.span.end : place.span.end + 1] not in _FEATURES:
            unit = next((d for d in place.divisions if d.level == PROVINCE), place.divisions[0])
            land = Actor(place.span, tuple(dict.fromkeys((unit.name, place.text))), "land")
            found.append((4, _with_unit(text, land)))
    found += [(4, actor) for actor in _states(text)]
    found += [(5, actor) for actor in _words(text, context)]
    found.sort(key=lambda item: (item[0], -len(item[1].span), item[1].span))
    taken = bytearray(len(text) + 1)
    for mention in mentions:
        if mention.kind is MentionKind.POLICY:
            taken[mention.span.start : mention.span.end] = b"\x01" * len(mention.span)
    kept = []
    for _, actor in found:
        start, end = actor.span.start, actor.span.end
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append(actor)
    return tuple(sorted(kept, key=lambda a: a.span))


def _with_core(text: str, rank: int, actor: Actor) -> tuple[int, Actor]:
    """以某某同志为核心的|党中央: whom the centre is said to gather around does not act beside it."""
    core = _CORE.search(text, max(0, actor.span.start - 12), actor.span.start) if actor.kind == "body" else None
    return (-1, replace(actor, span=Span(core.start(), actor.span.end))) if core else (rank, actor)


def _with_unit(text: str, land: Actor) -> Actor:
    """A street, town or village named right after its county acts itself: 青山区|柳河街道."""
    unit = _UNIT.match(text, land.span.end)
    if unit is None or compiled("carry_verbs", "make_verbs", "quote_verbs").search(unit[0]):
        return land
    span = Span(land.span.start, unit.end())
    return Actor(span, tuple(dict.fromkeys((span.of(text), *(u for u in unit.groups() if u)))), "body")


def _mentioned(mentions: tuple[Mention, ...], context: Context) -> Iterator[Actor]:
    """The people and bodies that the article's mentions name, news agencies left out."""
    for mention in mentions:
        if mention.kind is MentionKind.PERSON:
            yield Actor(mention.span, mention.names or (mention.text,), "person")
        elif mention.kind is MentionKind.PLACE and _TOWN.search(mention.text):
            yield Actor(mention.span, mention.names or (mention.text,), "land")
        elif mention.kind is MentionKind.ORGANIZATION:
            # Without the verb a city remains, which the gazetteer finds.
            if _AGENCY.match(mention.text) or mention.text in _SESSIONS or _VERB_AFTER.search(mention.text):
                continue
            names = mention.names if len(mention.names) > 1 else context.body(mention.text, mention.span.start)
            yield Actor(mention.span, names or (mention.text,), "body")


def _states(text: str) -> list[Actor]:
    """Countries by any of their names."""
    return [
        Actor(span, _state_names(span.of(text)), "land") for span in find_countries(text) if _foreign(span.of(text))
    ]


def _foreign(name: str) -> bool:
    # 中非 is China and Africa, but for one republic with its full name.
    return name not in ("中国", "中华人民共和国", "中非")


def _state_names(written: str) -> tuple[str, ...]:
    known = countries_named(written)
    return tuple(dict.fromkeys((known[0].name, written))) if known else (written,)


def foreign_state(text: str, headline: str = "") -> str | None:
    """The one foreign country that an article turns on: in its headline, else named by far the most."""
    for source in (headline, text):
        named = (span.of(source) for span in find_countries(source))
        counts = Counter(_state_names(name)[0] for name in named if _foreign(name))
        ranked = counts.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            return ranked[0][0]
    return None


def side_names(side: str, text: str) -> tuple[str, ...]:
    """秘方 → 秘鲁, 秘方: the country in ``text`` whose name the side abbreviates."""
    if side in _SIDES:
        return (_SIDES[side], side)
    named = [c for c in countries_named(side) if any(n in text for n in c.names)]
    if not named:
        found = (span.of(text) for span in find_countries(text))
        first = next((name for name in found if name.startswith(side[:-1])), None)
        return (first, side) if first else ()
    return (named[0].name, side)


@cache
def _word_pattern(*, zoned: bool) -> re.Pattern[str]:
    found = _WORDS.replace("{zone}", _ZONE if zoned else "")
    return re.compile(found if zoned else f"{_MAY_BEGIN}(?:{found})")


def _words(text: str, context: Context) -> list[Actor]:
    found = []
    zoned = any(end in text for end in _ZONE_ENDS)
    for match in _word_pattern(zoned=zoned).finditer(text):
        written, span = match[0], Span(*match.span())
        if match["home"]:
            own = f"该{written[0]}" if written.endswith("里") else written
            names: tuple[str, ...] = (*context.territory(own, span.start), written)
        elif match["same"]:
            names = _named_before(written[1:], span.start, context)
        elif match["nation"]:
            names = tuple(dict.fromkeys(("中国", written)))
        elif match["party"]:
            names = ("中国共产党", written)
        elif match["centre"]:
            names = ("中共中央", "党中央", written)
        elif match["government"]:
            names = tuple(dict.fromkeys((*context.body(written, span.start), written)))
        elif match["side"]:
            names = () if written in words("not_sides") else side_names(written, text)
        elif match["char"]:
            names = () if written in _PARTICLES else side_names(f"{written}方", text)
        elif match["several"] or match["office"]:
            names = tuple(dict.fromkeys((written, written.removeprefix("各级"))))
        else:
            names = (written,)
        kind = _WORD_KINDS.get(match.lastgroup or "", "body")
        kind = "body" if kind == "group" and written[:2] in ("全省", "全市", "全县") else kind
        if names:
            found.append(Actor(span, names, kind))
    return found


def _named_before(kind: str, at: int, context: Context) -> tuple[str, ...]:
    """该院 → the last body before it whose name ends so."""
    body = context.before(at, lambda m: m.text.endswith(kind) and len(m.text) > len(kind) + 1)
    return (body.names or (body.text,)) if body else ()


def within(actors: tuple[Actor, ...], starts: list[int], start: int, end: int) -> tuple[Actor, ...]:
    """The actors that lie in ``[start, end)``; ``starts`` are the starts of ``actors``."""
    first = bisect_left(starts, start)
    last = bisect_left(starts, end)
    return tuple(a for a in actors[first:last] if a.span.end <= end)
