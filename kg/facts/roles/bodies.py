"""In which body a post is held: told beside it, told by the post itself, or inherited from what went before.

党组成员、副主任甲 after 省人大常委会党组书记乙 belongs to the party group of 省人大常委会, and to 省人大常委会.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts.roles.delegations import led
from kg.facts.roles.fit import fits
from kg.facts.roles.ground import Ground
from kg.facts.roles.held import Held, territory_of
from kg.facts.roles.post import Post
from kg.facts.roles.territories import field_body, lawmaker_body, mission, ruled_body, territory_body
from kg.facts.roles.told import of_session, session_named, told
from kg.lexicon.endings import kind_of
from kg.lexicon.gazetteer import country
from kg.lexicon.lands import find_lands, land_names, usual_name
from kg.lexicon.organizations import government_names, names_of
from kg.lexicon.person_names import looks_chinese
from kg.lexicon.titles import PostKind

_CHINA = "中华人民共和国"
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
        session = session_named(ground, post.body, post.span.start)
        return (session, 0.85) if session else told(ground, post, chain, memory)
    person = ground.people_from.get(post.span.end)
    if person and (body := led(ground, person.span.end)):
        return body, 0.75
    return _elided(ground, post, chain, memory)


def _served(ground: Ground, of: Post, chain: Sequence[Held], memory: Sequence[Held]) -> tuple[Held, float] | None:
    """总统特别助理 serves in the government that its 总统 heads."""
    if of.bare and of.head.kind is PostKind.TERRITORY and not chain:
        near = (held.territory for held in reversed(_same_sentence(ground, of, memory)) if country(held.territory))
        land = next(near, None) or ground.context.land(of.span.start)
        return (Held(government_names(land), "government", land, of.span.start), 0.6) if land else None
    if of.bare and of.title.role in ("主席", "副主席"):
        return Held(names_of(_CHINA), "government", "中国", of.span.start), 0.7
    return resolve(ground, of, chain, memory)


def _same_sentence(ground: Ground, post: Post, memory: Sequence[Held]) -> tuple[Held, ...]:
    floor = ground.sentences[ground.sentence_at(post.span.start)].span.start
    return tuple(held for held in memory[-6:] if held.at >= floor)


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
    for held in reversed(chain) if head.kind is not PostKind.MINISTRY else ():
        for body in dict.fromkeys(
            (held.stem, held) if head.word not in ("书记", "成员", "委员") else (held, held.stem)
        ):
            if fits(head.word, body.kind, strict=False):
                return body, 0.85
    if head.kind is PostKind.MINISTRY and chain and chain[-1].names[0].startswith(("中国", "中华", "中央军")):
        return Held(names_of(head.body), "ministry", "中国", at), 0.85
    if chain and head.kind is PostKind.POST and not chain[-1].names[0].startswith(_TOP):
        return chain[-1].stem, 0.7
    if head.kind is PostKind.MINISTRY:
        land = next((h.territory for h in reversed(chain) if country(h.territory)), "") or ground.context.land(at) or ""
        names = (f"{land}{head.body}", head.body) if land and land != "中国" else names_of(head.body)
        return Held(tuple(dict.fromkeys(names)), "ministry", land, at), 0.7
    return _from_memory(ground, post, memory)


def _abroad(territory: str) -> bool:
    lands = find_lands(territory)
    return bool(lands) and lands[0].start == 0 and usual_name(lands[0].of(territory)) != "中国"


_ATTENDS = re.compile(r"[^。；！？\n]{2,80}?(?:出席|列席|参加|主持|陪同)")
_MEETING_BODIES = frozenset({"congress", "conference", "party", "government"})
# What a sentence begins with where it speaks of a body named before: 公司由…出资，董事长由甲担任.
_TOPICS = ("研究院", "研究所", "学院", "医院", "公司", "集团", "协会", "学会", "商会", "基金会", "大学", "学校", "银行")


def _topic(ground: Ground, post: Post) -> Held | None:
    sentence = ground.sentences[ground.sentence_at(post.span.start)]
    word = next((word for word in _TOPICS if sentence.text.lstrip().startswith(word)), "")
    names = ground.context.body(word, sentence.span.start) if word else ()
    if len(names) < 2 or not fits(post.head.word, kind_of(names[0]), strict=True):
        return None
    return Held(names, kind_of(names[0]), territory_of(names[0]), sentence.span.start)


def _from_memory(ground: Ground, post: Post, memory: Sequence[Held]) -> tuple[Held, float] | None:
    """The last body before that has such a post, in this sentence or the two before it."""
    here = ground.sentence_at(post.span.start)
    reach = ground.sentences[max(0, here - 2)].span.start
    if post.head.kind is PostKind.WEAK:
        return None
    if topic := _topic(ground, post):
        return topic, 0.7
    house = post.head.word == "院长"
    # 副主任甲，秘书长乙出席会议: of the body whose meeting the article tells, however far back
    attends = _ATTENDS.match(ground.text, post.span.end) is not None
    for held in reversed(memory):
        if held.at < reach and not (attends and held.kind in _MEETING_BODIES):
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
        of_session(ground, post) if post.title.role in ("主席", "副主席", "会长", "副会长", "理事长", "主委") else None
    )


def _region(ground: Ground, at: int) -> tuple[Held, float] | None:
    """行政长官甲, 候任行政长官乙: of the special region named last before, else of the first one after."""
    named = max(("香港", "澳门"), key=lambda region: ground.text.rfind(region, 0, at))
    if named not in ground.text[:at]:
        named = next((region for region in ("香港", "澳门") if region in ground.text), "")
    region = f"{named}特别行政区"
    return (Held(tuple(dict.fromkeys(government_names(region))), "government", region, at), 0.75) if named else None


def _ruled(ground: Ground, post: Post, chain: Sequence[Held], memory: Sequence[Held]) -> tuple[Held, float] | None:
    """省长 after 省委副书记, 市长 after 北京市委书记, 总统 in an article on one country."""
    head, at = post.head, post.span.start
    if head.word in ("国家副主席",):
        return Held(names_of(_CHINA), "government", "中国", at), 0.95
    if head.word in ("行政长官", "特首"):
        return _region(ground, at)
    told = [h for h in (*memory[-4:], *chain) if h.territory]
    person = ground.people_from.get(post.span.end)
    abroad = any(
        country(h.territory) and h.territory != "中国" for h in (*_same_sentence(ground, post, memory), *chain)
    )
    if head.word in ("总理", "副总理") and person and looks_chinese(person.text) and not abroad:
        return Held(names_of("国务院"), "government", "中国", at), 0.7
    local = head.word.removesuffix("助理").endswith(("长", "专员", "主席")) and not head.word.endswith("部长")
    if head.word in _STATE_HEADS or not local:
        land = next((h.territory for h in reversed(chain) if country(h.territory)), "") or ground.context.land(at)
        if land and land != "中国":
            return Held(tuple(dict.fromkeys((f"{land}政府", *land_names(land)))), "government", land, at), 0.6
        return (
            (Held(names_of("国务院"), "government", "中国", at), 0.6)
            if (head.word == "总理" and land != "中国") or chain
            else None
        )
    level = {"专员": "地区", "行署专员": "地区", "自治区主席": "自治区", "自治区副主席": "自治区"}.get(
        head.word, head.word[0]
    )
    own = {id(held) for held in (*_same_sentence(ground, post, memory), *chain)}
    for held in reversed(told):
        if id(held) not in own and _abroad(held.territory):
            continue  # 乙国某省省长丙。副省长丁: of the paper's own again
        if held.territory.endswith(level):
            return ruled_body(held.territory, at, f"{level}政府"), 0.85
    name = ground.context.home.at(at).get(level)
    if name:
        return ruled_body(name, at, f"{level}政府"), 0.75
    return (Held((f"{level}政府",), "government", "", at), 0.5) if chain else None
