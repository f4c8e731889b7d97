"""In which body a post is held: told beside it, told by the post itself, or inherited from what went before.

党组成员、副主任甲 after 省人大常委会党组书记乙 belongs to the party group of 省人大常委会, and to 省人大常委会.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts.roles.fit import fits
from kg.facts.roles.ground import Ground
from kg.facts.roles.held import Held, territory_of
from kg.facts.roles.post import Post
from kg.facts.roles.territories import field_body, lawmaker_body, mission, territory_body
from kg.lexicon.endings import is_ending, kind_of, parts
from kg.lexicon.gazetteer import countries_named, country
from kg.lexicon.lands import land_names
from kg.lexicon.organizations import LEVELS, body_named, government_names, names_of
from kg.lexicon.person_names import looks_chinese
from kg.lexicon.titles import PostKind

_CHINA = "中华人民共和国"
_AMERICAN = re.compile(r"国务卿|美国国务院")
# 越共中央政治局, 老挝人民革命党中央委员会
_ABROAD_PARTY = re.compile(r"(?!中共)[^中]{1,10}[共党](?=中央)")
# Bodies whose members hold their other posts elsewhere.
_TOP = ("中共中央", "中华人民共和国", "中国共产党", "全国人民代表大会")
_STATE_HEADS = frozenset(
    {"总统", "总理", "首相", "国王", "女王", "天皇", "埃米尔", "王储", "大公", "国家元首", "国家主席", "国家副主席"}
)


def resolve(ground: Ground, post: Post, chain: Sequence[Held], memory: Sequence[Held]) -> tuple[Held, float] | None:
    """The body of ``post`` and how sure that is; None where the article does not tell it.

    ``chain``: bodies of the posts before it in its own chain; ``memory``: bodies of the article before it, latest last.
    """
    if post.of is not None:
        return _served(ground, post.of, chain, memory)
    if post.host:
        return mission(ground, post), 0.9
    if post.field:
        held = field_body(ground, post, (*_same_sentence(ground, post, memory), *chain))
        return (held, 0.85) if held else None
    if post.territory and post.head.kind is PostKind.WEAK:
        return lawmaker_body(post), 0.8
    if post.territory:
        return territory_body(ground, post), 0.9
    if post.body:
        return _told(ground, post, chain, memory)
    return _elided(ground, post, chain, memory)


def _served(ground: Ground, of: Post, chain: Sequence[Held], memory: Sequence[Held]) -> tuple[Held, float] | None:
    """总统特别助理 serves in the government that its 总统 heads."""
    if of.bare and of.head.kind is PostKind.TERRITORY and not chain:
        land = ground.context.land(of.span.start)
        return (Held(government_names(land), "government", land, of.span.start), 0.6) if land else None
    if of.bare and of.title.role in ("主席", "副主席"):
        return Held(names_of(_CHINA), "government", "中国", of.span.start), 0.7
    return resolve(ground, of, chain, memory)


def _same_sentence(ground: Ground, post: Post, memory: Sequence[Held]) -> tuple[Held, ...]:
    floor = ground.sentences[ground.sentence_at(post.span.start)].span.start
    return tuple(held for held in memory[-6:] if held.at >= floor)


def _told(ground: Ground, post: Post, chain: Sequence[Held], memory: Sequence[Held]) -> tuple[Held, float] | None:
    body, at = post.body, post.span.start
    if body[0] in "该本" and len(body) > 2:
        body = body[1:]
    if body in ("人大", "政协") and not chain and post.title.role in ("代表", "委员"):
        return None  # 人大代表、政协委员 of any level
    if bare := _without_term(body):
        body = bare
    army = countries_named(body[0]) if len(body) == 2 and body[1] == "军" else ()
    if army:
        return Held((f"{army[0].name}军队", body), "army", army[0].name, at), 0.9
    if joined := _beside_base(ground, body, chain):
        return Held(joined, kind_of(body), chain[-1].territory, at), 0.85
    if body in parts() or (body == "政治局" and chain):
        holder = chain[-1] if chain else _remembered(ground, post, memory, body)
        if holder is None:
            return None
        stem = holder.stem
        prefix = names_of("中共中央") if "政治局" in stem.names[0] else stem.names
        joined = [f"{name}{body}" for name in prefix]
        full = next((name for name in joined if body_named(name)), joined[0])  # 中共中央书记处 is listed so
        names = tuple(dict.fromkeys((*names_of(full), *joined, body)))
        return Held(
            names, "party" if body.startswith("党") or "部" in body else kind_of(body), stem.territory, at
        ), 0.85
    if body == "国务院" and post.title.role.endswith("发言人") and _AMERICAN.search(ground.text):
        return Held(names_of("美国国务院"), "ministry", "美国", at), 0.85
    names = ground.context.body(body, at)
    if (
        chain
        and chain[-1].kind == "society"
        and kind_of(body) == "party"
        and chain[-1].names[-1] + "中央" in chain[-1].names
    ):
        names = (f"{chain[-1].names[-1]}{body}",)  # 民盟中央副主席、某省委主委: the party's own committee
    if chain and body.startswith("中央") and (foreign := _ABROAD_PARTY.match(chain[-1].names[-1])):
        names = (f"{foreign[0]}{body}", body)  # 某国共产党中央政治局委员、中央书记处书记
    abroad = _abroad(ground, post, names, (*memory, *chain))
    if abroad:
        return Held((f"{abroad}{body}", body), kind_of(body), abroad, at), 0.85
    if post.head.kind is PostKind.TERRITORY and body.endswith(LEVELS):
        names = tuple(dict.fromkeys((*government_names(body), body)))
    if names == (body,) and kind_of(body) == "legislature" and is_ending(body) and (land := ground.context.land(at)):
        return Held((*names_of(f"{land}{body}"), body), "legislature", land, at), 0.75
    if names == (body,) and is_ending(body) and not body.startswith(LEVELS):
        seat = next((h.territory for h in reversed(chain) if h.territory.endswith(LEVELS)), "")
        return (Held((f"{seat}{body}", body), kind_of(body), seat, at), 0.75) if seat else None
    return Held(names, kind_of(body), territory_of(names[0]), at), 0.95


# 第十四届中央政治局, 十届全国政协, 中国共产党第二十届中央委员会
_TERM = re.compile(r"^(?P<party>中国共产党)?(?:第?[一二三四五六七八九十\d０-９]{1,4}届[、和]?)+")
_PARTY_END = re.compile(r"(?:机关)?(?:党工委|工委|党委|党组|党总支|党支部|支部|委)$")


def _without_term(body: str) -> str:
    """第十届全国人大常委会 → 全国人大常委会; "" where no term is told or no known body stays."""
    match = _TERM.match(body)
    bare = body[match.end() :] if match else ""
    return bare if bare and (body_named(bare) or bare.startswith(LEVELS)) else ""


def _beside_base(ground: Ground, body: str, chain: Sequence[Held]) -> tuple[str, ...]:
    """管委会 after 某开发区党工委, 村委会 after 某村党支部: of the place whose party body went before; () otherwise."""
    name = chain[-1].names[0].removeprefix("中共") if chain else ""
    base = _PARTY_END.sub("", name)
    if not base or base == name or base.startswith("中国共产党"):
        return ()
    level = next((level for level in LEVELS if body.startswith(level) and base.endswith(level)), "")
    if level and len(base) > len(level) + 1:
        return tuple(dict.fromkeys((*names_of(f"{base}{body[len(level) :]}"), body)))
    offices = ("管委会", "管理委员会", "政府", "人大", "人大常委会", "政协", "纪委", "纪工委", "监委", "办事处")
    return tuple(dict.fromkeys((*names_of(f"{base}{body}"), body))) if body in offices else ()


def _abroad(ground: Ground, post: Post, names: tuple[str, ...], before: Sequence[Held]) -> str:
    """某国总统任命甲为财政部长: a bare ministry after a foreign head of state, where no body of China was named."""
    joined = ground.text[post.span.start - 1 : post.span.start] in ("兼", "和", "、")
    last = before[-1] if joined and before else None
    if last and last.territory != "中国" and country(last.territory) and names[0].startswith(_CHINA):
        return last.territory  # 某国副总理兼财政部长, 某国国务卿甲和国防部长乙
    person = ground.people_from.get(post.span.end)
    if person is not None and looks_chinese(person.text):
        return ""
    if not names[0].startswith(_CHINA) or post.body.startswith("中") or not post.body.endswith("部"):
        return ""
    if any(held.names[0].startswith(("中国", "中华", "中共")) for held in before):
        return ""
    floor = ground.sentences[ground.sentence_at(post.span.start)].span.start
    return next((h.territory for h in reversed(before) if h.at >= floor and country(h.territory)), "")


_SESSION = re.compile(
    r"(?P<of>\S{2,24}?)(?:第[^，。第]{1,8}[次届]|[一二三四五六七八九十]+届)\S{0,8}(?:大会|全会|会议|委员会)\S{0,4}"
)


def _of_session(ground: Ground, post: Post) -> tuple[Held, float] | None:
    """某会第五次全国代表大会 … 甲当选主席: whose session the text last spoke of."""
    mention = ground.context.before(post.span.start, lambda m: _SESSION.fullmatch(m.text) is not None)
    match = _SESSION.fullmatch(mention.text) if mention else None
    if mention is None or match is None or not fits(post.head.word, kind_of(match["of"]), strict=True):
        return None
    return Held(names_of(match["of"]), kind_of(match["of"]), territory_of(match["of"]), mention.span.start), 0.7


def _remembered(ground: Ground, post: Post, memory: Sequence[Held], part: str) -> Held | None:
    """The holder of an elided 党组: the last body whose own party group or name went before."""
    for held in reversed(memory):
        if held.kind and held.at >= ground.sentences[max(0, ground.sentence_at(post.span.start) - 3)].span.start:
            return held.stem
    mention = ground.context.before(post.span.start, lambda m: not m.text.endswith(part))
    if mention and ground.sentence_at(mention.span.start) >= ground.sentence_at(post.span.start) - 2:
        return Held(mention.names, kind_of(mention.text), "", mention.span.start)
    return None


def _elided(ground: Ground, post: Post, chain: Sequence[Held], memory: Sequence[Held]) -> tuple[Held, float] | None:
    head, at = post.head, post.span.start
    if head.kind is PostKind.TERRITORY:
        return _ruled(ground, post, chain, memory)
    if head.kind is PostKind.MINISTRY and chain and (chain[-1].kind == "government" or "国务院" in chain[-1].names):
        land = chain[-1].territory if country(chain[-1].territory) else "中国"
        names = names_of(head.body) if land == "中国" else (f"{land}{head.body}", head.body)
        return Held(names, "ministry", land, at), 0.85
    if head.kind is PostKind.OWN and not (head.word == "国家主席" and chain):
        return Held(names_of(head.body), kind_of(head.body), "中国" if "美国" not in head.body else "美国", at), 0.9
    if head.word == "国家主席":
        land = next((h.territory for h in reversed(chain) if country(h.territory)), "")
        if land and land != "中国":
            return Held(tuple(dict.fromkeys((f"{land}政府", *land_names(land)))), "government", land, at), 0.85
        return Held(names_of(_CHINA), "government", "中国", at), 0.95
    for held in reversed(chain):
        for body in dict.fromkeys(
            (held.stem, held) if head.word not in ("书记", "成员", "委员") else (held, held.stem)
        ):
            if fits(head.word, body.kind, strict=False):
                return body, 0.85
    if chain and head.kind is PostKind.POST and not chain[-1].names[0].startswith(_TOP):
        return chain[-1].stem, 0.7
    if head.kind is PostKind.MINISTRY:
        land = next((h.territory for h in reversed(chain) if country(h.territory)), "") or ground.context.land(at) or ""
        names = (f"{land}{head.body}", head.body) if land and land != "中国" else names_of(head.body)
        return Held(tuple(dict.fromkeys(names)), "ministry", land, at), 0.7
    return _from_memory(ground, post, memory)


def _from_memory(ground: Ground, post: Post, memory: Sequence[Held]) -> tuple[Held, float] | None:
    """The last body before that has such a post, in this sentence or the two before it."""
    here = ground.sentence_at(post.span.start)
    reach = ground.sentences[max(0, here - 2)].span.start
    if post.head.kind is PostKind.WEAK:
        return None
    house = post.head.word == "院长"
    for held in reversed(memory):
        if held.at < reach:
            break
        for body in (held.stem, held):
            if house and not any(name.endswith("院") for name in body.names):
                continue  # 某大学 has no 院长 of its own
            if fits(post.head.word, body.kind, strict=True):
                return body, 0.7
    mention = ground.context.before(
        post.span.start,
        lambda m: fits(post.head.word, kind_of(m.text), strict=True) and (not house or m.text.endswith("院")),
    )
    if mention and mention.span.start >= ground.sentences[max(0, here - 1)].span.start:
        return Held(
            mention.names or (mention.text,), kind_of(mention.text), territory_of(mention.text), mention.span.start
        ), 0.55
    return (
        _of_session(ground, post) if post.title.role in ("主席", "副主席", "会长", "副会长", "理事长", "主委") else None
    )


def _ruled(ground: Ground, post: Post, chain: Sequence[Held], memory: Sequence[Held]) -> tuple[Held, float] | None:
    """省长 after 省委副书记, 市长 after 北京市委书记, 总统 in an article on one country."""
    head, at = post.head, post.span.start
    if head.word in ("国家副主席",):
        return Held(names_of(_CHINA), "government", "中国", at), 0.95
    told = [h for h in (*memory[-4:], *chain) if h.territory]
    if head.word in _STATE_HEADS or not head.word.endswith(("长", "专员", "主席")) or head.word.endswith("部长"):
        land = next((h.territory for h in reversed(chain) if country(h.territory)), "") or ground.context.land(at)
        if land and land != "中国":
            return Held(tuple(dict.fromkeys((f"{land}政府", *land_names(land)))), "government", land, at), 0.6
        return (
            (Held(names_of("国务院"), "government", "中国", at), 0.6)
            if (head.word == "总理" and land != "中国") or chain
            else None
        )
    level = {"专员": "地区", "行署专员": "地区", "自治区主席": "自治区"}.get(head.word, head.word[0])
    for held in reversed(told):
        if held.territory.endswith(level) or (level == "地区" and "地委" in held.names[-1]):
            return Held(
                tuple(dict.fromkeys((*government_names(held.territory), f"{level}政府"))),
                "government",
                held.territory,
                at,
            ), 0.85
    name = ground.context.home.at(at).get(level)
    if name:
        return Held(tuple(dict.fromkeys((*government_names(name), f"{level}政府"))), "government", name, at), 0.75
    return (Held((f"{level}政府",), "government", "", at), 0.5) if chain else None
