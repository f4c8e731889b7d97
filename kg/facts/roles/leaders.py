"""Heads of state and party named by title alone: 桑托总统, 王某主席, 莫拉总统 in an article on a visit.

The body is not told beside the name. It is what the article told of the same person elsewhere; else, for a head of
state, the country that the sentence or the article speaks of, unless another person holds that post there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.facts.roles.delegations import led
from kg.facts.roles.ground import Ground
from kg.facts.roles.held import Held
from kg.facts.roles.post import Post
from kg.lexicon.gazetteer import countries_named
from kg.lexicon.lands import find_lands, land_names, usual_name
from kg.lexicon.organizations import names_of, party_of
from kg.lexicon.people import people_words, transliterating
from kg.lexicon.person_names import looks_chinese
from kg.lexicon.titles import PostKind
from kg.mentions.person_names import is_known
from kg.model import Mention, RoleFact

_STATE = frozenset(
    {
        "总统",
        "总理",
        "首相",
        "国王",
        "女王",
        "天皇",
        "埃米尔",
        "王储",
        "主席",
        "外长",
        "防长",
        "财长",
        "副总统",
        "副总理",
        "副首相",
        "当选总统",
        "外相",
        "国务卿",
        "总书记",
        "副主席",
        "国家主席",
        "第一书记",
        "最高元首",
        "总督",
        "议长",
        "参议长",
        "众议长",
    }
)
MINISTERS = frozenset({"部长", "大臣", "外长", "外相", "防长", "财长"})
# One at a time: whoever else bears it is of another country.
_CHINA = "中华人民共和国"
_SINGLE = ("主席", "总理")
# 当选总统, 候任总统: not yet the one who is meant by 某某总统
_ELECT = re.compile("[^，。]*(?:当选|候任)")
_PARTS = re.compile("[·•－-]")
# 在秘鲁同某某首相会见: where they met tells nothing of the guest.
_WHERE = frozenset("在抵赴驻离")
_DOMESTIC = {"主席": "中华人民共和国", "副主席": "中华人民共和国", "总理": "国务院", "副总理": "国务院"}
_DOMESTIC_BESIDE = {"外长": "外交部", "防长": "国防部"}
# 中秘关系, 泰中两国, 访美, 美方, 两国: countries by one character
_BY_CHARACTER = re.compile(
    r"(?:(?<=[中访抵赴驻对在])(?P<pair>[一-鿿])(?=[，。、关两双期总战友之合建交经务各元首领全伙命传人高新未携共互]))"
    r"|(?P<first>[一-鿿])(?=中(?:关系|两国|双方|双边|两党|友好|友谊|建交|合作))|(?P<side>[一-鿿])方"
)
# 王某主席同桑托总统, 王某主席不久前同来访的桑托总统: who stands opposite a domestic leader is foreign.
_OPPOSITE = re.compile(
    r"(?:主席|总书记|总理|委员长|副主席)[^，。；、同与和向对]{0,6}(?:同|与|和|会见|致电|向|对)(?:来[华访]\S{0,4}的)?$"
)
# 某国各界期盼林远平主席访问: no leader of that country.
_GUEST = re.compile("(?:欢迎|期待|期盼|盼望|迎接|邀请|热盼)$")


def is_leader(post: Post) -> bool:
    """Whether the post is one that is named without its country or party."""
    return post.bare and post.title.role in _STATE


def leader_body(ground: Ground, post: Post, person: Mention, told: Sequence[RoleFact]) -> tuple[Held, float] | None:
    """The body of a leader named by title alone, given the roles ``told`` with their bodies; None where unknown."""
    role, name = post.title.role, person.text
    if len(name) == 1:
        return None  # 林主席: of a body that was told with the full name, or not at all
    if any(same_person(fact.person, name) and fact.role == role for fact in told):
        return None
    at = post.span.start
    if body := led(ground, max(person.span.end, post.span.end)):
        return body, 0.75
    if role in ("总书记", "第一书记"):
        return _party(ground, person, told)
    if any(same_person(f.person, name) and {f.role, role} <= MINISTERS for f in told):
        return None  # 部长 said of whom the text called 大臣 before
    listed = _listed_with(ground, person, told)
    like_ours = looks_chinese(name) and not _is_by_sound(name)
    abroad = any(land in people_words("neighbours") or not like_ours for land in listed if land != "中国")
    if held := _at_home(ground, post, person, told, abroad=abroad):
        return held
    holders = [f for f in told if f.role == role and not f.former and not _ELECT.match(f.title)]
    taken = {f.organization[-1] for f in holders if not same_person(f.person, name)}
    taken |= _opposite_lands(ground, person, told)
    land = next((land for land in (*listed, *_lands(ground, at)) if not {land, f"{land}政府"} & taken), None)
    if land is None:
        return None
    if post.head.kind is PostKind.MINISTRY:
        return Held((f"{land}{post.head.body}",), "ministry", land, at), 0.65
    return Held(tuple(dict.fromkeys((f"{land}政府", *land_names(land)))), "government", land, at), 0.65


def _at_home(
    ground: Ground, post: Post, person: Mention, told: Sequence[RoleFact], *, abroad: bool
) -> tuple[Held, float] | None:
    """The body of China's that the leader heads, if one; ``abroad``: listed with one of another country."""
    role, name, at = post.title.role, person.text, post.span.start
    before = ground.text[max(0, person.span.start - 16) : person.span.start]
    domestic = any(same_person(f.person, name) and f.organization[0].startswith(("中国", "中华", "中共")) for f in told)
    if role in _DOMESTIC_BESIDE and domestic:
        return Held(names_of(_DOMESTIC_BESIDE[role]), "ministry", "中国", at), 0.65
    if role not in _DOMESTIC:
        return None
    guest = _GUEST.search(before) is not None
    opposite = bool(_OPPOSITE.search(before)) and not (role.startswith("副") and before[-1] in "和与")
    foreign = not guest and bool(ground.context.lands) and len(name) == 3 and _is_by_sound(name)
    elsewhere = opposite or foreign or abroad or (not guest and _all_abroad(ground, person))
    elsewhere = elsewhere or (role in _SINGLE and _taken_at_home(ground, role, name, told))
    if domestic or (looks_chinese(name) and not elsewhere):
        return Held(names_of(_DOMESTIC[role]), "government", "中国", at), 0.75
    return None


def _is_by_sound(name: str) -> bool:
    """Whether a name like a Chinese one may be written by sound; those that the dictionary has are not."""
    return transliterating().issuperset(name) and not is_known(name)


def _taken_at_home(ground: Ground, role: str, name: str, told: Sequence[RoleFact]) -> bool:
    """Whether the article names countries and tells the post of another person at home."""
    body = _DOMESTIC[role]
    return bool(ground.context.lands) and any(
        f.role == role and body in f.organization and not same_person(f.person, name) for f in told
    )


def _opposite_lands(ground: Ground, person: Mention, told: Sequence[RoleFact]) -> set[str]:
    """The countries of those who meet the person in this sentence: 甲国总理某某同乙总统会谈."""
    if ground.text[person.span.start - 1 : person.span.start] not in ("同", "与"):
        return set()
    floor = ground.sentences[ground.sentence_at(person.span.start)].span.start
    there = [f.organization for f in told if floor <= f.evidence.span.start < person.span.start]
    spans = [(name, find_lands(name)) for names in there for name in names]
    return {usual_name(found[0].of(name)) for name, found in spans if found and found[0].start == 0}


def _all_abroad(ground: Ground, person: Mention) -> bool:
    """Whether the sentence names a country of the person's before them and the article no body of China's.

    A name like a Chinese one is of few countries: 俄罗斯各界欢迎林远平主席 speaks of China's.
    """
    at = person.span.start
    floor = ground.sentences[ground.sentence_at(at)].span.start
    like_ours = looks_chinese(person.text) and not _is_by_sound(person.text)
    lands = [land for start, land in ground.context.lands if floor <= start < at]
    named = any(not like_ours or land in people_words("neighbours") for land in lands)
    return named and not any(body.names[0].startswith(("中国", "中华", "中共")) for body in ground.context.bodies)


def _listed_with(ground: Ground, person: Mention, told: Sequence[RoleFact]) -> Sequence[str]:
    """The country of the one named before in a list: 甲副总理、乙外长 are of one government."""
    if ground.text[person.span.start - 1 : person.span.start] != "、":
        return ()
    before = [f for f in told if 0 <= person.span.start - f.evidence.span.end <= 1]
    lands = [find_lands(f.organization[0]) for f in before]
    return [usual_name(spans[0].of(f.organization[0])) for f, spans in zip(before, lands, strict=True) if spans]


def same_person(told: str, name: str) -> bool:
    """The same name, or its last part: 玛丽·霍布斯 and 霍布斯."""
    return told == name or name in _PARTS.split(told) or told in _PARTS.split(name)


def _party(ground: Ground, person: Mention, told: Sequence[RoleFact]) -> tuple[Held, float] | None:
    sentence = ground.sentences[ground.sentence_at(person.span.start)]
    for body in ground.context.bodies:
        near = sentence.span.contains(body.span) and -20 < body.span.start - person.span.end < 0
        of_party = body.text.endswith("党") or "党中央" in body.text or "共中央" in body.text
        if near and of_party and not body.text.startswith(("中共", "中国", "党", "中央")):
            return Held(body.names, "foreign", "", body.span.start), 0.7
    first = next(
        (f.person for f in told if f.role == "总书记" and f.organization[0].startswith("中国共产党")), person.text
    )
    ours = [f.person for f in told if f.role == "主席" and f.organization[0] == _CHINA]
    if not same_person(first, person.text) or (ours and not any(same_person(p, person.text) for p in ours)):
        for land in _lands(ground, person.span.start):
            party = party_of(land)
            if party:
                return Held(party, "foreign", land, person.span.start), 0.65
        return None
    return Held(names_of("中共中央"), "party", "中国", person.span.start), 0.95


def _lands(ground: Ground, at: int) -> Iterable[str]:
    """Countries that a title at ``at`` may belong to, the likeliest first."""
    sentence = ground.sentences[ground.sentence_at(at)]
    floor = max(sentence.span.start, ground.text.rfind("；", sentence.span.start, at))
    named = [
        land
        for start, land in ground.context.lands
        if floor <= start < at and ground.text[start - 1 : start] not in _WHERE
    ]
    known = Counter(land for _, land in ground.context.lands)
    following = ground.sentences[ground.sentence_at(at) + 1 : ground.sentence_at(at) + 2]
    near = "".join(s.text for s in (sentence, *following) if s.paragraph == sentence.paragraph)
    for match in _BY_CHARACTER.finditer(near):
        sign = match["pair"] or match["first"] or match["side"]
        meant = [land.name for land in countries_named(sign) if land.code != "CN"]
        named_so = [land for land in known if land in meant or land[0] == sign]
        yield from named_so
        if named_so:
            continue
        if len(meant) == 1 and match[0] not in "东西南北":
            yield meant[0]
    yield from reversed(named)
    ranked = known.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
        yield ranked[0][0]
