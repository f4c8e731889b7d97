"""Posts of a whole list that a count or a verb of election ties to it: 甲、乙等6位委员, 当选为常委的还有丙、丁."""

from __future__ import annotations

import re

from kg.facts.roles.ground import Ground
from kg.facts.roles.holding import Holding
from kg.facts.roles.lists import listed_after, listed_before, people_before
from kg.facts.roles.post import Post
from kg.model import Mention, Span

_NUMBER = "[0-9０-９一二三四五六七八九十两]+"
# 甲、乙、丙等6位|委员
_COUNTED = re.compile(rf"等(?:全体)?{_NUMBER}[位名](?:新任|新当选的|本地|资深|著名)?$")
# 当选为某会常委|的还有甲、乙
_ELECTED_AS = re.compile(r"(?:当选|选举|推选|选出|任命|聘|增补|补选)(?:为|的)?$")
_INVERTED = re.compile(r"的(?:同志|人员)?(?:还|同时|分别)?(?:有|是|包括)[：:]?")
# 选举出甲、乙、丙等13名…代表, 甲、乙等62人当选为
_ELECTED = re.compile(rf"等?{_NUMBER}(?:名|位|人)(?P<took>当选为?)?[^，。；、]{{0,14}}$")
_ELECTS = re.compile("选举|选出|推选|补选|增选|增补|产生|聘请|聘任|任命")


def told_with_a_list(ground: Ground, chain: tuple[Post, ...], floor: int, start: int) -> list[Holding]:
    """The holdings of a list that the words around ``chain`` tie to it; what stands before it begins at ``floor``."""
    text, end = ground.text, chain[-1].span.end
    head = text[floor:start]
    counted = _COUNTED.search(head)
    if counted:
        names = _list_at(ground, floor + counted.start())
        return [Holding(name, chain, Span(name.span.start, end), "title-after-name", 0.7) for name in names]
    inverted = _INVERTED.match(text, end) if _ELECTED_AS.search(head) else None
    first = ground.people_from.get(inverted.end()) if inverted else None
    if first:
        names = [first, *listed_after(ground, first)]
        return [Holding(name, chain, Span(start, name.span.end), "elected", 0.8) for name in names]
    elected = _ELECTED.search(head)
    if elected and (elected["took"] or _ELECTS.search(text, floor, floor + elected.start())):
        names = _list_at(ground, floor + elected.start())
        return [Holding(name, chain, Span(name.span.start, end), "elected", 0.8) for name in names]
    return []


def _list_at(ground: Ground, at: int) -> list[Mention]:
    """The list of names that ends at ``at``, or where a bracket before ``at`` opens."""
    person = next(people_before(ground, at + 1, at - 8), None)
    return listed_before(ground, person) if person else []
