"""Units of an army that a post stands behind: 美军发言人, 东部战区某旅旅长."""

from __future__ import annotations

from kg.facts.roles.ground import Ground
from kg.facts.roles.missions import abbreviated
from kg.lexicon.endings import is_ending, kind_of


def army_of_a_land(ground: Ground, end: int, floor: int) -> int | None:
    """Where the army of a country named by one character begins that ends here: 美军发言人, 俄武装力量总参谋长."""
    word = next((word for word in ("武装力量", "军方", "军") if ground.text.endswith(word, floor, end)), "")
    at = end - len(word)
    return at - 1 if word and at - 1 >= floor and abbreviated(ground, at, floor) else None


def unnamed_unit(ground: Ground, begin: int, run: str) -> int | None:
    """Where 某集团军, 东部战区某旅, 武警某部 begins: a unit that the press does not name; None for none."""
    if not ground.text.endswith("某", 0, begin) or not (run == "部" or (is_ending(run) and kind_of(run) == "army")):
        return None
    start = ground.scanners[ground.sentence_at(begin)].begin(begin - 1)
    arm = ground.text[start : begin - 1]
    return start if kind_of(arm) == "army" or arm.startswith(("武警", "驻")) else begin - 1
