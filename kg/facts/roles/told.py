"""The body that stands beside a post: whole, short for one named before, or a part of the one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts.roles.fit import fits
from kg.facts.roles.ground import Ground
from kg.facts.roles.held import Held, territory_of
from kg.facts.roles.post import Post
from kg.lexicon.endings import is_ending, kind_of, parts
from kg.lexicon.gazetteer import countries_named, country
from kg.lexicon.organizations import LEVELS, body_named, government_names, names_of
from kg.lexicon.person_names import looks_chinese
from kg.lexicon.titles import PostKind

_CHINA = "中华人民共和国"
_AMERICAN = re.compile(r"国务卿|美国国务院")
# 越共中央政治局, 老挝人民革命党中央委员会
_ABROAD_PARTY = re.compile(r"(?!中共)[^中]{1,10}[共党](?=中央)")


def told(ground: Ground, post: Post, chain: Sequence[Held], memory: Sequence[Held]) -> tuple[Held, float] | None:
    """The body that stands beside ``post``, and how sure it is; None where it is none, or a part of none known."""
    body, at = post.body, post.span.start
    if body[0] in "该本" and len(body) > 2:
        body = body[1:]
    if body in ("人大", "政协") and not chain and post.title.role in ("代表", "委员"):
        return None  # 人大代表、政协委员 of any level
    if post.title.role == "代表" and body in ("军队", "部队", "企业", "机构", "教师"):
        return None  # 参加座谈会的军队代表
    body = _without_term(body) or body
    if kind_of(body.removesuffix("车间")) == "company":
        body = body.removesuffix("车间")  # 某厂车间主任
    if land := _land_of_army(body):
        return Held((f"{land}军队", body), "army", land, at), 0.9
    if joined := _beside_base(body, chain):
        return Held(joined, kind_of(body), chain[-1].territory, at), 0.85
    if body in parts() or (body == "政治局" and chain):
        holder = chain[-1] if chain else _remembered(ground, post, memory, body)
        return (_part_of(holder.stem, body, at), 0.85) if holder else None
    if body == "国务院" and post.title.role.endswith("发言人") and _AMERICAN.search(ground.text):
        return Held(names_of("美国国务院"), "ministry", "美国", at), 0.85
    names = _names(ground, post, body, chain)
    if of_land := _of_head(ground, body, at) or _by_a_character(ground, body, names, at):
        return of_land, 0.85
    if abroad := _abroad(ground, post, names, (*memory, *chain)):
        return Held((f"{abroad}{body}", body), kind_of(body), abroad, at), 0.85
    if names == (body,) and is_ending(body) and not (body.startswith(LEVELS) and not _is_of_state(body)):
        return _of_seat(ground, body, at, chain)
    area, prefecture, _ = names[0].removeprefix("中共").partition("地委")
    seat = f"{area.removesuffix('地区')}地区" if area and prefecture else territory_of(names[0])
    return Held(names, kind_of(body), seat or _land_of_party(body), at), 0.95


#: Bodies that a state has one of: 总统府首席部长, 陆军参谋长.
_OF_STATE = ("总统府", "总理府", "首相府", "内阁", "陆军", "空军", "海军", "武装力量", "武装部队", "国防军")


def _is_of_state(body: str) -> bool:
    return kind_of(body) == "legislature" or body in _OF_STATE


def _of_seat(ground: Ground, body: str, at: int, chain: Sequence[Held]) -> tuple[Held, float] | None:
    """A word for a body alone: 议会, 陆军 of the country that the text speaks of, 医院 of the territory before it."""
    if _is_of_state(body) and (land := ground.context.land(at) or ""):
        return Held((*names_of(f"{land}{body}"), body), "legislature", land, at), 0.75
    seat = next((h.territory for h in reversed(chain) if h.territory.endswith(LEVELS)), "")
    return (Held((f"{seat}{body}", body), kind_of(body), seat, at), 0.75) if seat else None


def _by_a_character(ground: Ground, body: str, names: tuple[str, ...], at: int) -> Held | None:
    """德国防部, 南财政部: a ministry of a country that the text names; None for any other body."""
    ministry = body_named(body[1:]) if names == (body,) and body[-1:] == "部" else None
    lands = ground.context.lands_by(body[0]) if ministry and ministry.kind in ("government", "army") else ()
    return Held((f"{lands[0]}{body[1:]}", body), "ministry", lands[0], at) if lands else None


def _of_head(ground: Ground, body: str, at: int) -> Held | None:
    """总统办公厅 of the country that the text speaks of; None where it is no office of a head of state."""
    land = ground.context.land(at) if body.startswith(("总统", "总理", "首相")) else None
    return Held((f"{land}{body}", body), "ministry", land, at) if land else None


#: 大会主席团常务主席, 大会副秘书长: of the session that the article tells.
_OF_SESSION = {"大会主席团": "主席团", "主席团": "主席团", "大会": ""}


def session_named(ground: Ground, body: str, at: int) -> Held | None:
    """The numbered session named last before ``at``, else the first after it, or its presidium; None for any ``body``
    but 大会 and 主席团."""
    found = ground.context.finds.congresses if body in _OF_SESSION else ()
    told = [one for one in found if not any(name.endswith("全体会议") for name in one.names)]  # no plenum's
    sessions = [congress for congress in told if congress.span.end <= at][-1:] or told[:1]
    names = [f"{name}{_OF_SESSION[body]}" for session in sessions for name in session.names]
    return Held((*names, body), "society", "", at) if names else None


def _names(ground: Ground, post: Post, body: str, chain: Sequence[Held]) -> tuple[str, ...]:
    last = chain[-1] if chain else None
    if last and last.kind == "society" and kind_of(body) == "party" and f"{last.names[-1]}中央" in last.names:
        return (f"{last.names[-1]}{body}",)  # 民盟中央副主席、某省委主委: the party's own committee
    if last and body.startswith("中央") and (foreign := _ABROAD_PARTY.match(last.names[-1])):
        return (f"{foreign[0]}{body}", body)  # 某国共产党中央政治局委员、中央书记处书记
    if post.head.kind is PostKind.TERRITORY and body.endswith(LEVELS):
        return tuple(dict.fromkeys((*government_names(body), body)))
    return ground.context.body(body, post.span.start)


def _part_of(stem: Held, part: str, at: int) -> Held:
    prefix = names_of("中共中央") if "政治局" in stem.names[0] else stem.names
    joined = [f"{name}{part}" for name in prefix]
    full = next((name for name in joined if body_named(name)), joined[0])  # 中共中央书记处 is listed so
    kind = "party" if part.startswith("党") or "部" in part else kind_of(part)
    return Held(tuple(dict.fromkeys((*names_of(full), *joined, part))), kind, stem.territory, at)


def _land_of_party(body: str) -> str:
    """越共中央政治局 → 越南; "" where no party of another country is named by its short form."""
    lands = countries_named(body[0]) if body[1:4] == "共中央" else ()
    return lands[0].name if lands and lands[0].code != "CN" else ""


def _land_of_army(body: str) -> str:
    """以军 → 以色列; "" where no country's army is named."""
    lands = countries_named(body[0]) if body[1:] in ("军", "军方", "武装力量") else ()
    return lands[0].name if lands else ""


# 第十四届中央政治局, 十届全国政协, 中国共产党第二十届中央委员会
_TERM = re.compile(r"^(?P<party>中国共产党)?(?:第?[一二三四五六七八九十\d０-９]{1,4}届[、和]?)+")
_PARTY_END = re.compile(r"(?:机关)?(?:党工委|工委|党委|党组|党总支|党支部|支部|委)$")


def _without_term(body: str) -> str:
    """第十届全国人大常委会 → 全国人大常委会; "" where no term is told or no known body stays."""
    match = _TERM.match(body)
    bare = body[match.end() :] if match else ""
    return bare if bare and (body_named(bare) or bare.startswith(LEVELS)) else ""


def _beside_base(body: str, chain: Sequence[Held]) -> tuple[str, ...]:
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


def of_session(ground: Ground, post: Post) -> tuple[Held, float] | None:
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
