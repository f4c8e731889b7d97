"""The days, months and years near a policy that may be when it was issued, with what is seen of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.facts.policies.groups import Group
from kg.facts.policies.issuer_options import Ground
from kg.facts.policies.options import DateOption, Traits, step
from kg.mentions.policy_wide import verb_before
from kg.model import DateValue, Evidence, Mention

# How many mentions of a policy are looked around at, how far behind each, and how long a line of a date alone is.
_READ, _BEHIND, _LINE = 3, 40, 16
_DATELINE = re.compile(r"[上下]?午?(?:电|讯)")
_RELATIVE = re.compile(r"[今昨明前去上本同当]|日前|近")


def date_options(
    found: Group, told: tuple[DateValue, Evidence] | None, ground: Ground, dates: tuple[Mention, ...]
) -> list[DateOption]:
    """The date ``told`` by grammar, and the others of ``dates`` in the sentences with ``found``, each value once."""
    traits = Traits.of(found)
    options: dict[str, DateOption] = {}
    if told:
        rule = f"rule={told[1].rule}"
        features = [rule, f"{rule}:{traits.rule}", f"{rule}:{traits.sort}", f"t:size={_size(told[0])}"]
        options[told[0].start] = DateOption(told[0], features, told[1], told=True)
    placed = set()
    for number, mention in enumerate(found.mentions[:_READ]):
        for date in _near(mention, ground, dates):
            value = date.date
            if value is None or value.start in placed:
                continue
            placed.add(value.start)
            known = options.get(value.start)
            mark = "t" if known else "u" if told else "n"
            features = _features(mark, date, value, mention, number, traits, ground)
            if known:
                known.features.extend(features)
            else:
                low, high = min(date.span.start, mention.span.start), max(date.span.end, mention.span.end)
                evidence = ground.scene.evidence(low, high, "date-weighed", 0.5)
                options[value.start] = DateOption(value, features, evidence)
    return list(options.values())


def _near(mention: Mention, ground: Ground, dates: tuple[Mention, ...]) -> Iterator[Mention]:
    """The ``dates`` in the sentence with ``mention``, and on a line of its own above: it dates what is told below."""
    first = ground.scene.list_start(mention)
    begin = ground.scene.begin(first)
    # 提请审议的…条例: the day of a sitting is not that of what it has yet to pass.
    if "提请" in ground.scene.text[max(begin, first - _BEHIND) : first]:
        return
    above = ground.scene.text.rfind("\n", 0, max(0, begin - 1)) + 1
    low = above if 0 < begin - above <= _LINE else begin
    end = min(ground.sentence_end(mention.span.end), mention.span.end + _BEHIND)
    for date in dates[bisect_left(dates, low, key=lambda d: d.span.start) :]:
        if date.span.start >= end:
            return
        if date.span.end <= mention.span.start or date.span.start >= mention.span.end:
            yield date


def _size(value: DateValue) -> str:
    return "range" if value.end else {4: "year", 7: "month"}.get(len(value.start), "day")


def _features(
    mark: str, date: Mention, value: DateValue, policy: Mention, number: int, traits: Traits, ground: Ground
) -> list[str]:
    """What is seen of ``date`` beside ``policy``, the mention of the policy with ``number``."""
    text, size = ground.scene.text, _size(value)
    before = date.span.end <= policy.span.start
    side = "before" if before else "after"
    gap = text[date.span.end : policy.span.start] if before else text[policy.span.end : date.span.start]
    commas = min(gap.count("，") + gap.count("；") + gap.count("："), 3)
    opens = date.span.start == 0 or text[date.span.start - 1] in "。，\n；"
    seen = [
        f"{mark}:size={size}",
        f"{mark}:{side}:commas={commas}",
        f"{mark}:{side}:size={size}:commas={commas}",
        f"{mark}:{traits.sort}:size={size}",
        f"{mark}:{traits.rule}",
        f"{side}:far={step(len(gap), 0, 2, 5, 10, 20, 40)}",
        f"{side}:next={text[date.span.end : date.span.end + 1]}",
        f"{side}:opens={opens}:commas={commas}",
        f"relative={_RELATIVE.match(date.text) is not None}:size={size}",
        f"then={text[policy.span.end : policy.span.end + 2]}",
        f"head={traits.head}",
    ]
    if number:
        seen.append("later")
    if "\n" in gap:
        seen.append("above")
    if not before:
        return [*seen, f"gap={gap[:2]}"]
    verb = verb_before(text, ground.scene.list_start(policy))
    seen += [f"verb={verb}", f"verb={verb}:size={size}", f"verb={bool(verb)}:commas={commas}"]
    if "将" in gap or "要" in gap:
        seen.append("coming")
    if _DATELINE.match(gap):
        seen.append("dateline")
    return seen
