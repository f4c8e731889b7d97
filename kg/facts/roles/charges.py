"""What the holder of a post is in charge of: 主管环境的国务秘书, 财政、旅游和工业部长."""

from __future__ import annotations

import re

from kg.facts.roles.ground import Ground
from kg.facts.roles.missions import abbreviated
from kg.facts.roles.post import Post, with_body
from kg.lexicon.endings import begins_with_field, ends_with_field, is_ending, kind_of
from kg.lexicon.titles import PostKind

# 部长, 大臣 and the like are held in a field of business: 海洋事务部长, 北极问题特使.
FIELD_HEADS = (
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
    "总监",
)
# 某国对外合作协调人 · 某国主管环境的国务秘书 · 负责救灾事务的总理特别助理
_CHARGE = re.compile(r"(?:负责|主管|分管|专管|对华|对外|驻外)[^，。、；：（）“”]{1,16}$")
# 渔业、海洋资源与林业|部长
_FIELDS = re.compile(r"(?:[^，。、；：“”（）\s兼的有是在]{2,6}、)+[^，。、；：“”（）\s兼的有是在]{2,12}$")


def is_field(words: str) -> bool:
    """Whether ``words`` are a field of business: 海洋事务, 财政."""
    return begins_with_field(words) or ends_with_field(words) or words.endswith(("事务", "问题", "国务", "学"))


def in_charge(ground: Ground, post: Post, end: int, floor: int) -> Post | None:
    """某国主管环境的国务秘书, 某委员会负责农业政策的委员: what the holder is in charge of stands before the post."""
    text, word = ground.text, post.head.word
    charged = word.endswith(FIELD_HEADS) or post.head.kind is PostKind.TERRITORY
    charge = _CHARGE.search(text, max(floor, end - 24), end)
    if not charge:
        return None
    at = charge.start()
    begin = ground.scanners[ground.sentence_at(at)].begin(at, floor)
    if begin < at and at not in ground.bodies_to and kind_of(text[begin:at]) and not is_ending(text[begin:at]):
        return with_body(text, post, begin, body=text[begin:at])  # 某某办分管日常工作的副主任
    if not (charged or at in ground.bodies_to):
        return None
    land = ground.land_before(at, floor)
    if land is None and at > floor and abbreviated(ground, at, floor):
        land = at - 1
    if land is None and at in ground.bodies_to:
        begin = ground.bodies_to[at].span.start
        return with_body(text, post, begin, body=text[begin:at])
    field = charge[0].removesuffix("的")
    start = at if land is None else land
    return with_body(text, post, start, territory=text[start:at], field=field)


def of_fields(ground: Ground, post: Post, end: int, floor: int) -> Post | None:
    """部长, 大臣 of several fields: 财政、旅游和工业部长; None where what 、 parts are no fields."""
    match = _FIELDS.search(ground.text, max(floor, end - 40), end) if post.head.word in ("部长", "大臣") else None
    if match is None or not all(is_field(part) for part in re.split("[、和与及]", match[0])):
        return None
    return with_body(ground.text, post, match.start(), field=match[0])
