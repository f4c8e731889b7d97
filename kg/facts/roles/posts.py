"""Posts as an article writes them: the title with the body, territory or field of business before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.facts.roles.ground import Ground
from kg.lexicon.endings import fields, is_ending, kind_of, parts
from kg.lexicon.gazetteer import countries_named, country_names, divisions_named
from kg.lexicon.titles import FoundTitle, Head, PostKind, find_titles
from kg.model import Span

_BOUNDARY = frozenset('、，。；：！？（(“"\n \u3000—兼和及暨与以由任为是原前现')
# 部长, 大臣 and the like are held in a field of business: 公共经济部长, 中东问题特使.
# Posts that go with a class of people as often as with a body (无党派人士代表): their body must be known for one.
_OF_MANY = ("代表", "成员", "委员", "负责人", "负责同志", "主持人", "创始人")
_LAWMAKERS = ("议员", "参议员", "众议员", "国会议员")
_FIELD_HEADS = (
    "部长",
    "大臣",
    "秘书",
    "次官",
    "特使",
    "代表",
    "顾问",
    "助理",
    "发言人",
    "协调员",
    "专员",
    "委员",
    "事务",
    "调停人",
    "协调人",
    "牵头人",
    "谈判代表",
)
# 太原市长: the level word belongs to both the territory and the post; 外交部长: so does the 部.
_SHARED_FIRST = frozenset("省市县区乡镇州旗盟村部局厅署司处院所社会厂矿校台站馆行团队组科室")
# 中国驻巴基斯坦大使 · 常驻联合国代表
_POSTED = re.compile(r"(?:常)?驻(?P<host>[^，。、；：（）()“”\s驻]{1,14})$")
# 某单位的一名联络员
_ONE_OF = re.compile(r"的?(?:一名|一位|首位|第一位|首名)$")
# 印尼对华合作牵头人 · 法国主管旅游的国务秘书 · 负责扶贫事务的总理特别助理
_CHARGE = re.compile(r"(?:负责|主管|分管|专管|对华|对外|驻外)[^，。、；：（）“”]{1,16}$")
_ADJECTIVE = r"(?:现任|时任|现|执政的|在野的|兼|著名|原|前)?"
_SEPARATORS = re.compile(rf"(?:[、，,；/\\s]{_ADJECTIVE}|[、，,]?(?:兼|暨|以及|及|和|并|兼任|并兼任)|\u3000)")
_FORMER_BEFORE = ("原", "前", "时任", "曾任", "历任", "前任", "已故")


@dataclass(frozen=True, slots=True)
class Post:
    """A post in the text. ``span`` runs from its body or modifiers to its end, ``core`` is the title alone.

    ``body`` as written ("" where left out), ``territory`` where a country or division stands in its place, ``field``
    of business (外交), ``host`` of an envoy, ``of`` the post whose holder it serves (总统 in 总统特别助理).
    """

    span: Span
    core: Span
    title: FoundTitle
    body: str = ""
    territory: str = ""
    field: str = ""
    host: str = ""
    former: bool = False
    of: Post | None = None

    @property
    def head(self) -> Head:
        """The post's word and kind."""
        return self.title.head

    @property
    def shared(self) -> bool:
        """Whether a list of names can share it: 副主任甲、乙, 书记处书记甲、乙; not 主任甲、乙."""
        return self.title.shared or self.body.endswith("书记处")

    @property
    def bare(self) -> bool:
        """Whether nothing beside it tells its body."""
        return not (self.body or self.territory or self.field or self.host or self.of)


def read_chains(ground: Ground, index: int) -> list[tuple[Post, ...]]:
    """The posts of a sentence, those joined by 、 or 兼 together: 省委副书记、省长 is one chain of two."""
    chains: list[list[Post]] = []
    for post in _posts(ground, index):
        last = chains[-1][-1] if chains else None
        gap = ground.text[last.span.end : post.span.start] if last else "…"
        if last and gap == "" and post.bare and post.title.span.start and last.core.end == post.span.start:
            chains[-1].append(replace(post, of=last))
        elif (
            last
            and gap == ""
            and post.field
            and post.territory
            and last.head.kind is PostKind.TERRITORY
            and last.territory
        ):
            chains[-1].append(replace(post, of=last))  # 某国总统某地问题特别代表
        elif (
            last and last.span.contains(post.span) is False and post.of is not None and post.span.start < last.span.end
        ):
            chains.append([replace(post, span=post.core)])
        elif last and _SEPARATORS.fullmatch(gap):
            chains[-1].append(post)
        else:
            chains.append([post])
    return [_served(chain, ground) for chain in chains]


def _served(chain: list[Post], ground: Ground) -> tuple[Post, ...]:
    """总统特别助理 is one post; 习近平主席特别代表 leaves 主席 to the person before it."""
    kept: list[Post] = []
    for post in chain:
        if post.of and kept and kept[-1].core == post.of.core and post.of.span.start not in ground.people_to:
            kept.pop()
            post = replace(post, span=Span(post.of.span.start, post.span.end))
        kept.append(post)
    return tuple(kept)


def _posts(ground: Ground, index: int) -> Iterator[Post]:
    sentence = ground.sentences[index]
    offset = sentence.span.start
    reached = offset
    last: Post | None = None
    for title in find_titles(sentence.text):
        span, core = title.span.shift(offset), title.core.shift(offset)
        post = _read(ground, index, title, span, core)
        served = _person_served(ground, span.start, last)
        if served:
            post = Post(Span(served.span.start, span.end), core, title, of=served, former=title.former)
            yield post
            reached, last = span.end, post
            continue
        if post is None and last and last.span.end == span.start:
            post = Post(span, core, title, former=title.former)  # 总统|新闻秘书
        if post is not None and post.bare and post.head.kind is PostKind.WEAK and not _follows(ground, post, last):
            continue
        last = post or last
        if post is not None and post.span.start >= reached:
            yield post
            reached = post.span.end
        elif post is not None and span.start >= reached:
            yield Post(span, core, title, former=title.former)
            reached = span.end


def _follows(ground: Ground, post: Post, last: Post | None) -> bool:
    """Whether a word that is a post only beside its body follows one that has it: 院长、教授, or a name."""
    if post.span.start in ground.people_to:
        return True
    return last is not None and _SEPARATORS.fullmatch(ground.text[last.span.end : post.span.start]) is not None


def _person_served(ground: Ground, start: int, last: Post | None) -> Post | None:
    """某国首相甲的特使, 国家主席的特使: the post 首相 that the envoy serves."""
    if ground.text[start - 1 : start] != "的":
        return None
    if last and last.span.end == start - 1:
        return last
    person = ground.people_to.get(start - 1)
    return last if person and last and last.span.end == person.span.start else None


def _read(ground: Ground, index: int, title: FoundTitle, span: Span, core: Span) -> Post | None:
    text, start = ground.text, span.start
    floor = ground.sentences[index].span.start
    post = Post(span, core, title, former=title.former)
    if start in ground.people_to:
        return post
    if start > floor and text[start - 1] in "）)":
        opening = max(text.rfind("（", floor, start), text.rfind("(", floor, start))
        start = opening if opening >= 0 else start
    one = _ONE_OF.search(text, max(floor, start - 6), start)
    if one:
        start = one.start()
    if start > floor and text[start - 1] == "的":
        return _beside(ground, index, post, start - 1) or post
    return _posted(ground, post, start, floor) or _beside(ground, index, post, start)


def _posted(ground: Ground, post: Post, start: int, floor: int) -> Post | None:
    """Envoys: 中国驻南非大使 has the sender 中国 and the host 南非."""
    match = _POSTED.search(ground.text, max(floor, start - 16), start) if post.head.kind is PostKind.POST else None
    if not match:
        return None
    at = match.start()
    begin = ground.lands_to.get(at, ground.places_to.get(at, at))
    if begin == at and at in ground.bodies_to:
        begin = ground.bodies_to[at].span.start
    if begin == at and at > floor and _abbreviated(ground, at, floor):
        begin = at - 1
    return replace(
        post,
        span=Span(begin, post.span.end),
        territory=ground.text[begin:at],
        host=match["host"],
        former=post.former or _is_former(ground.text, begin),
    )


def _abbreviated(ground: Ground, at: int, floor: int) -> bool:
    """Whether one character that means a country stands before ``at``: 美总统, 以总理, 我驻法大使."""
    char = ground.text[at - 1]
    begins = (
        at - 1 <= floor
        or ground.text[at - 2] in "，。、；：（“ \n 和与同"
        or (at - 1) in {w[0] for w in _words_near(ground, at)}
    )
    return begins and (char == "我" or bool(countries_named(char)))


def _words_near(ground: Ground, at: int) -> tuple[tuple[int, int], ...]:
    return tuple(w for w in ground.scanners[ground.sentence_at(at - 1)].words if w == (at - 1, at))


def _beside(ground: Ground, index: int, post: Post, end: int) -> Post | None:
    """Read the body, territory or field that ends at ``end``; a bare post where a boundary stands there."""
    text, floor, head = ground.text, ground.sentences[index].span.start, post.head
    if end <= floor:
        return post
    shared = end == post.core.start and text[end] in _SHARED_FIRST
    for at in (end, end + 1) if shared else (end,):
        if head.kind is PostKind.TERRITORY and (begin := _territory(ground, at, floor)) is not None:
            return _with(ground, post, begin, territory=text[begin:at])
        body = ground.bodies_to.get(at)
        if body and body.text in country_names():
            body = None
        if body and body.span.start >= floor and body.span.start < end and _whole(text[body.span.start : at], head):
            begin = _widest(ground, index, body.span.start, at)
            if text[begin:at] in parts():
                return _of_part(ground, index, post, begin, text[begin:at])
            return _with(ground, post, begin, body=text[begin:at])
    if head.kind in (PostKind.TERRITORY, PostKind.MINISTRY, PostKind.OWN) and _abbreviated(ground, end, floor):
        return _with(ground, post, end - 1, territory=text[end - 1 : end])
    begin = ground.scanners[index].begin(end)
    run = text[begin:end]
    charged = head.word.endswith(_FIELD_HEADS) or head.kind is PostKind.TERRITORY
    charge = _CHARGE.search(text, max(floor, end - 24), end) if charged else None
    if charge:
        at = charge.start()
        land = ground.land_before(at, floor)
        land = at - 1 if land is None and at > floor and _abbreviated(ground, at, floor) else land
        if land is None and at in ground.bodies_to:
            begin = ground.bodies_to[at].span.start
            return _with(ground, post, begin, body=text[begin:at])
        if land is not None:
            return _with(ground, post, land, territory=text[land:at], field=charge[0].removesuffix("的"))
        return _with(ground, post, at, field=charge[0].removesuffix("的"))
    if not run:
        return post
    return _from_run(ground, post, begin, end, run)


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
    text, head = ground.text, post.head
    run = (
        run.strip("“”")
        if "“" not in run.strip("“”")
        else run.replace("“", "").replace("”", "")
        if kind_of(run[:-1])
        else run
    )
    shared = f"{run}{head.word[0]}" if end == post.core.start else run
    if part := next((p for p in (run, shared) if p in parts()), ""):
        return _of_part(ground, ground.sentence_at(begin), post, begin, part)
    land = next((run[:n] for n in range(min(len(run), 14), 1, -1) if ground.lands_to.get(begin + n) == begin), "")
    rest = run[len(land) :]
    if head.word == "领导人" and text[end : end + 1] == "的":
        return None  # 党的领导人
    if head.kind is PostKind.WEAK and land and not rest:
        return _with(ground, post, begin, territory=land) if land and not rest and head.word in _LAWMAKERS else None
    if head.kind is PostKind.OWN or head.kind is PostKind.MINISTRY or (land and not rest):
        if land and not rest:
            return _with(ground, post, begin, territory=land)
        return _with(ground, post, begin, body=run) if kind_of(run) else None
    if (
        not land
        and rest
        and rest[0] not in "中华"
        and _is_field(rest[1:])
        and ({c.name for c in countries_named(rest[0])} & {name for _, name in ground.context.lands})
    ):
        land, rest = rest[0], rest[1:]  # 马卫生部长
    if head.word.endswith(_FIELD_HEADS) and (land or _is_field(rest)) and not kind_of(run):
        return _with(ground, post, begin, territory=land, field=rest)
    if kind_of(run) and not is_ending(run) and not (head.kind is PostKind.WEAK and kind_of(run) == "village"):
        return _with(ground, post, begin, body=run)
    if (is_ending(run) or run in fields()) and head.kind is not PostKind.WEAK:
        return _with(ground, post, begin, body=run)
    if ground.places_to.get(end) == begin and divisions_named(run):
        return _with(ground, post, begin, territory=run)
    inner = max(
        (m for m in ground.context.bodies if m.span.start == begin and m.span.end < end),
        key=lambda m: m.span.end,
        default=None,
    )
    if inner is not None and _is_field(text[inner.span.end : end]):
        return _with(ground, post, begin, body=inner.text)
    direct = text[end : end + 1] != "的" and head.word not in _OF_MANY
    named = direct and post.span.end in ground.people_from and 3 <= len(run) <= 20
    return _with(ground, post, begin, body=run) if named and head.kind is PostKind.POST else None


def _is_field(words: str) -> bool:
    known = fields()
    return any(words.startswith(f) or words.endswith(f) for f in known) or words.endswith(("事务", "问题", "国务"))


def _of_part(ground: Ground, index: int, post: Post, begin: int, part: str) -> Post:
    """省水利厅原党组书记: the body before the mark of the past, with its part; the part alone where none stands there."""
    marked = begin - 1 if ground.text[begin - 1 : begin] in ("原", "前") else begin
    start = ground.scanners[index].begin(marked) if marked < begin else begin
    holder = ground.text[start:marked]
    if holder and kind_of(holder) and not is_ending(holder):
        return replace(post, span=Span(start, post.span.end), body=f"{holder}{part}", former=True)
    return _with(ground, post, begin, body=part)


def _with(ground: Ground, post: Post, begin: int, *, body: str = "", territory: str = "", field: str = "") -> Post:
    clean = body.replace("\n", "")
    return replace(
        post,
        span=Span(begin, post.span.end),
        body=clean,
        territory=territory,
        field=field,
        former=post.former or _is_former(ground.text, begin),
    )


def _is_former(text: str, begin: int) -> bool:
    return text.endswith(_FORMER_BEFORE, max(0, begin - 2), begin) and not text.endswith(
        ("目前", "日前", "此前", "年前"), 0, begin
    )
