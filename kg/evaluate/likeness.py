"""When two names are one: the guidelines' rules for people, titles, bodies, places, events and policies.

All functions here take normalised names (``normalise``), several for one thing, any of which counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

Names = Sequence[str]

CONTAINED = 0.8
"""What one name inside the other is worth, from three characters on."""
TAIL = 0.9
"""What 组织部 for 省委组织部 is worth among bodies and places: a name, but less than the same one."""
SIMILAR = 0.7
"""The least share of character pairs that makes two bodies or places one."""

_MARKS = re.compile(r"[\W_]+")
_TERRITORY = re.compile(r"(?<=..)(?:特别行政区|自治区|自治州|省|市|县|区)$")  # 长春市 → 长春, but 沙市 stays
_NOBODYS = frozenset(
    word
    for line in (
        "委员会 常务委员会 常委会 政府 人民政府 办公室 办公厅 公司 集团 大学 学院 学校 中学 小学 医院 中心 协会 学会",
        "法院 检察院 组织 银行 总部 支部 党委 党组 代表团 研究所 研究院",
    )
    for word in line.split()
)
"""Tails that name a kind of body and no body: a bare 委员会 is nobody's."""
_OTHER_POSTS = ("副", "总", "代", "代理", "名誉", "荣誉", "候补", "助理")
"""What makes another post of a title that it stands before: 副书记 is not 书记."""


@lru_cache(maxsize=1 << 16)
def normalise(text: str) -> str:
    """Fold width and case, drop punctuation and spaces, and write 中国共产党 as 中共."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return _MARKS.sub("", folded.replace("中国共产党", "中共"))


def normalise_all(texts: Iterable[str]) -> tuple[str, ...]:
    """The normalised forms in order, without those of which nothing is left."""
    return tuple(name for text in texts if (name := normalise(text)))


@lru_cache(maxsize=1 << 14)
def _character_pairs(name: str) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(name)) or frozenset((name,))


def shared_pairs(one: str, other: str) -> float:
    """The Dice coefficient of the two names' character pairs, 0 to 1."""
    if one == other:
        return 1.0
    left, right = _character_pairs(one), _character_pairs(other)
    return 2 * len(left & right) / (len(left) + len(right))


def alike(one: str, other: str) -> float:
    """How alike two names of events, policies or topics are, 0 to 1; one within the other counts ``CONTAINED``."""
    shared = shared_pairs(one, other)
    if min(len(one), len(other)) >= 3 and (one in other or other in one):
        return max(shared, CONTAINED)
    return shared


def most_alike(ones: Names, others: Names) -> float:
    """The likeness of the two likest names."""
    return max((alike(one, other) for one in ones for other in others), default=0.0)


def share_a_name(ones: Names, others: Names) -> bool:
    """Whether a name of the one is, in full, a name of the other."""
    return not set(ones).isdisjoint(others)


def _is_tail(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return len(short) >= 2 and short not in _NOBODYS and long.endswith(short)


def _is_title(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return len(short) >= 2 and long.endswith(short) and not long[: -len(short)].endswith(_OTHER_POSTS)


def same_body(ones: Names, others: Names) -> bool:
    """Whether some name of the one is a tail of some name of the other: 省委组织部 is 吉林省委组织部."""
    return any(_is_tail(one, other) for one in ones for other in others)


def same_title(ones: Names, others: Names) -> bool:
    """Whether some title of the one is a tail of one of the other and no other post: 省委书记 is 书记."""
    return any(_is_title(one, other) for one in ones for other in others)


def same_body_or_place(ones: Names, others: Names, *, place: bool) -> float:
    """How surely two bodies (or places: 长春 is 长春市) are one, 0 to 1; merely beginning alike does not count."""
    if share_a_name(ones, others):
        return 1.0
    if same_body(ones, others) or (place and (same_body(_bare(ones), others) or same_body(ones, _bare(others)))):
        return TAIL
    value = max(
        (shared_pairs(a, b) for a in ones for b in others if not a.startswith(b) and not b.startswith(a)), default=0.0
    )
    return value if value >= SIMILAR else 0.0


def _bare(names: Names) -> tuple[str, ...]:
    return tuple(_TERRITORY.sub("", name) for name in names)
