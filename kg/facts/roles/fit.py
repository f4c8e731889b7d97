"""Which kinds of body have which posts: a 局 has a 局长, a 政协 a 主席; so an elided body is the last one that fits."""

from __future__ import annotations

_PARTY = frozenset({"party"})
_ANY_BODY = frozenset({"party", "government", "congress", "conference", "legislature", "court", "ministry", "bureau", "army", "society",
                       "company", "school", "institute", "hospital", "media", "mission", "village", "team", "world", "foreign",
                       "international"})
_POSTS: dict[str, frozenset[str]] = {
    "书记": frozenset({"party", "village"}),
    "常委": frozenset({"party", "congress", "conference"}),
    "主席": frozenset({"conference", "society", "legislature", "party", "government", "international", "world", "company", "foreign"}),
    "副主席": frozenset({"conference", "society", "legislature", "party", "army", "international", "world", "company", "foreign"}),
    "主任": frozenset({"congress", "bureau", "institute", "hospital", "society", "village", "government", "party"}),
    "委员长": frozenset({"congress"}),
    "秘书长": frozenset({"congress", "conference", "society", "government", "party", "international", "world", "foreign", "bureau"}),
    "部长": frozenset({"ministry", "party", "government"}),
    "局长": frozenset({"bureau", "government"}), "厅长": frozenset({"bureau", "government"}), "署长": frozenset({"bureau", "government"}),
    "司长": frozenset({"bureau", "ministry", "government"}), "处长": frozenset({"bureau"}), "科长": frozenset({"bureau"}),
    "院长": frozenset({"court", "school", "institute", "hospital", "government"}), "检察长": frozenset({"court"}),
    "庭长": frozenset({"court"}), "校长": frozenset({"school", "party"}), "所长": frozenset({"institute"}),
    "社长": frozenset({"media", "society"}), "总编辑": frozenset({"media"}), "主编": frozenset({"media"}), "台长": frozenset({"media", "institute"}),
    "董事长": frozenset({"company"}), "总裁": frozenset({"company", "international"}), "总经理": frozenset({"company"}), "经理": frozenset({"company"}),
    "行长": frozenset({"company", "government", "international"}), "厂长": frozenset({"company"}), "会长": frozenset({"society"}),
    "副会长": frozenset({"society"}), "理事长": frozenset({"society"}), "团长": frozenset({"army", "mission", "society", "team"}),
    "政委": frozenset({"army"}), "司令员": frozenset({"army"}), "参谋长": frozenset({"army"}), "军长": frozenset({"army"}),
    "议长": frozenset({"legislature"}), "主教练": frozenset({"team"}), "教练": frozenset({"team"}), "队长": frozenset({"team"}),
    "发言人": frozenset({"ministry", "bureau", "government", "army", "international", "foreign"}), "馆长": frozenset({"institute"}),
    "委员": frozenset({"bureau", "congress", "conference", "party", "army", "society"}), "成员": _ANY_BODY,
    "政治部主任": frozenset({"army"}), "主任委员": frozenset({"society", "congress", "bureau"}), "理事": frozenset({"society"}),
    "村主任": frozenset({"village"}), "支书": frozenset({"village", "party"}), "总干事": frozenset({"international", "society"}),
    "总会计师": frozenset({"company"}), "总工程师": frozenset({"company", "bureau", "institute"}), "党组成员": _ANY_BODY,
}


def fits(word: str, kind: str, *, strict: bool) -> bool:
    """Whether a body of ``kind`` has the post ``word``; where the post is in no list, only when not ``strict``."""
    known = _POSTS.get(word)
    if known is None:
        return not strict and kind in _ANY_BODY
    return kind in known or (not strict and kind == "")
