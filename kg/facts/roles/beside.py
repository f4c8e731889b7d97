"""What stands beside a post: its body, the territory that it heads, its field of business, an envoy's two countries."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from kg.facts.roles.charges import FIELD_HEADS, in_charge, is_field, of_fields
from kg.facts.roles.ground import Ground
from kg.facts.roles.missions import abbreviated, headed, led, posted
from kg.facts.roles.post import Post, with_body
from kg.facts.roles.units import army_of_a_land, unnamed_unit
from kg.lexicon.endings import is_ending, kind_of, parts
from kg.lexicon.gazetteer import countries_named, country_names, divisions_named
from kg.lexicon.organizations import LEVELS
from kg.lexicon.titles import FoundTitle, Head, PostKind
from kg.mentions.person_names import is_act
from kg.model import Span

# Posts that go with a class of people as often as with a body (无党派人士代表): their body must be known for one.
_CABINETS = ("政府", "内阁", "联邦政府", "看守内阁")
_OF_MANY = ("代表", "成员", "委员", "负责人", "负责同志", "主持人", "创始人", "领袖", "候选人", "总监")
_LAWMAKERS = ("议员", "参议员", "众议员", "国会议员")
# 太原市长: the level word belongs to both the territory and the post; 外交部长: so does the 部.
_SHARED_FIRST = frozenset("省市县区乡镇州旗盟村部局厅署司处院所社会厂矿校台站馆行团队组科室")
# 某单位的一名联络员
_MARKS = str.maketrans("", "", "“”《》")
_REPORTERS = re.compile("记者|通讯员|实习生|摄影")
_STATES = ("州", "省", "邦")
# 第九届、第十届|中央委员
_TERM = re.compile(r"(?:第?[一二三四五六七八九十\d０-９]{1,4}届[、和]?)+$")
_TWO_LANDS = re.compile("[中美俄英法德日韩朝印澳欧乌巴以]{2}")
_ONE_OF = re.compile(r"的?(?:一名|一位|首位|第一位|首名)$")


def read_post(ground: Ground, title: FoundTitle, span: Span, core: Span, floor: int) -> Post | None:
    """Read what stands before ``title`` (at ``span``, its words at ``core``); None where it is no post here.

    Nothing before ``floor``, the end of the post before it, is read.
    """
    text, start = ground.text, span.start
    index = ground.sentence_at(span.start)
    post = Post(span, core, title, former=title.former)
    if start in ground.people_to:
        return post
    if of_delegation := led(ground, post) or headed(ground, post):
        return of_delegation
    if start > floor and text[start - 1] in "）)" and start not in ground.lands_to:
        opening = max(text.rfind("（", floor, start), text.rfind("(", floor, start))
        if opening >= 0 and _REPORTERS.search(text, opening, start):
            return post  # （记者某某）|市长
        start = opening if opening >= 0 else start
    one = _ONE_OF.search(text, max(floor, start - 6), start)
    if one:
        start = one.start()
    if title.head.kind is PostKind.OWN and (term := _TERM.search(text, floor, start)):
        start = term.start()
    if start > floor and text[start - 1] == "的":
        return _beside(ground, index, post, start - 1, floor) or post
    return (
        posted(ground, post, start, floor)
        or of_fields(ground, post, start, floor)
        or _beside(ground, index, post, start, floor)
    )


def _beside(ground: Ground, index: int, post: Post, end: int, floor: int) -> Post | None:
    """Read the body, territory or field that ends at ``end``; a bare post where a boundary stands there."""
    text, head = ground.text, post.head
    if end <= floor:
        return post
    shared = end == post.core.start and text[end] in _SHARED_FIRST and text[end - 1] != text[end]
    ends = (end, end + 1) if shared else (end,)
    if head.word.startswith("自治区") and end == post.core.start:
        ends = (end + len("自治区"), end)
    for at in ends:
        if head.kind is PostKind.TERRITORY and (begin := _territory(ground, at, floor)) is not None:
            if _TWO_LANDS.fullmatch(text, begin, at):
                return None  # 美俄总统某地会晤
            return with_body(ground.text, post, begin, territory=text[begin:at])
        body = ground.bodies_to.get(at)
        if body and (body.text in country_names() or body.text == "国家"):
            body = None
        if body and body.span.start >= floor and body.span.start < end and _whole(text[body.span.start : at], head):
            if head.kind is PostKind.TERRITORY and body.text in _CABINETS:
                return with_body(text, post, body.span.start)
            begin = _widest(ground, index, body.span.start, at)
            return _named(ground, index, post, begin, text[begin:at])
    if (begin := army_of_a_land(ground, end, floor)) is not None:
        return with_body(text, post, begin, body=text[begin:end])
    if head.kind in (PostKind.TERRITORY, PostKind.MINISTRY, PostKind.OWN) and abbreviated(ground, end, floor):
        return with_body(ground.text, post, end - 1, territory=text[end - 1 : end])
    session = text.endswith("大会", floor, end)  # 大会副秘书长
    begin = end - 2 if session else ground.scanners[index].begin(end, floor)
    run = text[begin:end]
    rules = head.kind in (PostKind.TERRITORY, PostKind.MINISTRY, PostKind.OWN)
    if run and rules and not head.word.endswith(FIELD_HEADS) and _is_act_before(ground, index, end):
        return post  # 争取|总统某某获释, 由于|外长某某辞职
    charged = in_charge(ground, post, end, floor)
    return charged or (_from_run(ground, post, begin, end, run) if run else post)


def _is_act_before(ground: Ground, index: int, end: int) -> bool:
    """Whether the word that ends at ``end`` is a verb, an adverb or a preposition."""
    edges = ground.sentences[index].edges
    at = bisect_left(edges, end)
    word = ground.text[edges[at - 1] : end] if at else ""
    return len(word) > 1 and is_act(word) and not kind_of(word)


def _named(ground: Ground, index: int, post: Post, begin: int, name: str) -> Post:
    """``post`` in the body called ``name``, which begins at ``begin``."""
    if name in parts():
        return _of_part(ground, index, post, begin, name)
    if name[0] == "原" and name[1:2] in ("省", "市", "县", "区"):
        return replace(with_body(ground.text, post, begin, body=name[1:]), former=True)
    name = name[:-1] if name.endswith("党党") else name.removesuffix("全国")  # 某某党|党主席, 某某党|全国执委
    if inner := _formerly(name):
        return replace(with_body(ground.text, post, begin, body=inner), former=True)
    return with_body(ground.text, post, begin, body=name)


def _territory(ground: Ground, at: int, floor: int) -> int | None:
    begin = ground.land_before(at, floor)
    if begin is None:
        begin = ground.places_to.get(at)
    if begin is None and at in ground.bodies_to and ground.bodies_to[at].text.endswith("政府"):
        begin = ground.bodies_to[at].span.start
    return begin


def _widest(ground: Ground, index: int, begin: int, end: int) -> int:
    """A recognised body may begin earlier than recognised: with its country or its division before it."""
    for table in (ground.lands_to, ground.places_to):
        if begin in table:
            return table[begin]
    return begin


def _whole(name: str, head: Head) -> bool:
    if head.kind is PostKind.WEAK and not kind_of(name):
        return False
    return not (is_ending(name) and len(name) < 2) and not (head.kind is PostKind.WEAK and kind_of(name) == "village")


def _from_run(ground: Ground, post: Post, begin: int, end: int, run: str) -> Post | None:
    """Read the words ``run`` that end where the post begins, when no known body ends there."""
    text, head = ground.text, post.head
    if run == "大会":
        return with_body(text, post, begin, body=run)
    if head.kind is PostKind.TERRITORY and not head.word.endswith(FIELD_HEADS):
        return _headed(ground, post, begin, end, run)
    if pointed := _pointed_at(ground, post, begin, end, run):
        return pointed
    run = _unquoted(run)
    shared = f"{run}{head.word[0]}" if end == post.core.start else run
    if part := next((p for p in (run, shared) if p in parts()), ""):
        return _of_part(ground, ground.sentence_at(begin), post, begin, part)
    if head.word == "领导人" and text[end : end + 1] == "的":
        return None  # 党的领导人
    land = next((run[:n] for n in range(min(len(run), 14), 1, -1) if ground.lands_to.get(begin + n) == begin), "")
    if land == run:
        allowed = head.kind is not PostKind.WEAK or head.word in _LAWMAKERS
        return with_body(text, post, begin, territory=land) if allowed else None
    if head.kind is PostKind.MINISTRY and run.endswith(_STATES):
        return with_body(text, post, begin, territory=run)  # 某州总检察长
    if head.kind in (PostKind.OWN, PostKind.MINISTRY):
        whole = kind_of(run) or (land and post.span.end in ground.people_from)
        return with_body(text, post, begin, body=run) if whole else None
    land = land or _land_of_field(ground, run)
    rest = run[len(land) :]
    if head.word in ("大臣", "部长") and land and rest in ("事务", "问题"):
        return with_body(text, post, begin, field=run)  # 中国事务大臣 serves another country
    if head.word.endswith(FIELD_HEADS) and (land or is_field(rest)) and not kind_of(run):
        return with_body(text, post, begin, territory=land, field=rest)
    return _as_body(ground, post, begin, end, run)


def _pointed_at(ground: Ground, post: Post, begin: int, end: int, run: str) -> Post | None:
    """自治区常务副主席, 该行行长, 某集团军政委: a body that is pointed at, not named; None where none is."""
    text = ground.text
    if run == "自治区" and post.head.word in ("主席", "副主席"):
        return with_body(text, post, begin, territory=run)
    if text[end - 2 : end - 1] in ("该", "本") and len(run) < 3:
        return with_body(text, post, end - 2, body=text[end - 2 : end])
    unit = unnamed_unit(ground, begin, run) if post.head.kind is not PostKind.WEAK else None
    return None if unit is None else with_body(text, post, unit, body=text[unit:end])


def _land_of_field(ground: Ground, run: str) -> str:
    """马 in 马卫生部长, where the text names a country that it may stand for; "" otherwise."""
    if run[0] in "中华" or not is_field(run[1:]):
        return ""
    meant = {land.name for land in countries_named(run[0])}
    return run[0] if any(name in meant for _, name in ground.context.lands) else ""


def _as_body(ground: Ground, post: Post, begin: int, end: int, run: str) -> Post | None:
    """Take ``run`` for a body's name: by its ending, as a place, as a body with a field, or because a name follows."""
    text, head, kind = ground.text, post.head, kind_of(run)
    weak = head.kind is PostKind.WEAK
    if kind and not is_ending(run) and not (weak and kind == "village"):
        return with_body(text, post, begin, body=run)
    if is_ending(run) and not weak:
        return with_body(text, post, begin, body=run)
    if not weak and ground.places_to.get(end) == begin and divisions_named(run):
        return with_body(text, post, begin, territory=run)
    for size in range(len(run) - 2, 3, -1):
        if is_field(run[size:]) and kind_of(run[:size]) and not is_ending(run[:size]):
            return with_body(text, post, begin, body=run[:size])  # 某研究所朝鲜问题专家
    direct = text[end : end + 1] != "的" and head.word not in _OF_MANY
    named = direct and post.span.end in ground.people_from and 4 <= len(run) <= 20
    return with_body(text, post, begin, body=run) if named and head.kind is PostKind.POST else None


def _unquoted(run: str) -> str:
    """“雄鹰旅”, 《真理报》 without their marks; marks in the middle go too where a body's ending stands inside them."""
    bare = run.strip("《》“”")
    if "“" not in bare and "《" not in bare:
        return bare
    return run.translate(_MARKS) if kind_of(run[:-1]) else run


def _headed(ground: Ground, post: Post, begin: int, end: int, run: str) -> Post | None:
    """What a head of territory stands behind: 政府首相, 特区行政长官, 西澳州州长; None where it is no territory."""
    if run in _CABINETS:
        return with_body(ground.text, post, begin)
    before = ground.text[:begin]
    if run in ("特区", "特别行政区"):
        named = max(("香港", "澳门"), key=before.rfind)
        return with_body(ground.text, post, begin, territory=f"{named}特别行政区") if named in before else None
    if 2 <= len(run) <= 10 and run.endswith((post.head.word[0], *LEVELS)):
        return with_body(ground.text, post, begin, territory=run)
    land = next((run[:n] for n in range(min(len(run), 14), 1, -1) if ground.lands_to.get(begin + n) == begin), "")
    if kind_of(run):
        return with_body(ground.text, post, begin, body=run)
    return with_body(ground.text, post, begin, territory=land, field=run[len(land) :]) if land else None


def _formerly(name: str) -> str:
    """某协会前党委 → 某协会党委; "" where no mark of the past stands inside."""
    for part in parts():
        stem = name.removesuffix(part)
        if stem != name and stem[-1:] in ("原", "前") and kind_of(stem[:-1]):
            return f"{stem[:-1]}{part}"
    return ""


def _of_part(ground: Ground, index: int, post: Post, begin: int, part: str) -> Post:
    """省水利厅原党组书记: the body before the mark of the past, with its part; else the part alone."""
    marked = begin - 1 if ground.text[begin - 1 : begin] in ("原", "前") else begin
    start = ground.scanners[index].begin(marked) if marked < begin else begin
    holder = ground.text[start:marked]
    if holder and kind_of(holder) and not is_ending(holder):
        return replace(post, span=Span(start, post.span.end), body=f"{holder}{part}", former=True)
    return with_body(ground.text, post, begin, body=part)
