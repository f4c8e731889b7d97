"""Named programmes in running text: settled names, quoted names, led names, lists of initiatives, years and visions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from kg.lexicon.gazetteer import country_names
from kg.lexicon.policies import SettledName, any_of, compiled, settled_names, words
from kg.lexicon.searching import Keyed
from kg.mentions.policy_documents import bracketed
from kg.mentions.policy_led import led
from kg.mentions.policy_quoted import head_pattern, quoted
from kg.model import Mention, MentionKind, Span

_RULES = {"salient": "salient", "short": "short-name"}
# 中方提出甲、乙等倡议: each thing listed is one.
_LISTED = Keyed.of(r"提出(?P<list>[^，。；：！？]{4,44}?)等(?:重要|重大|系列)?(?P<head>倡议|计划)", "倡议", "计划")
# “国际山岳年”: a year that the United Nations proclaim.
_WORLD_YEAR = Keyed.of(r"“(?:国际|世界)[一-鿿]{2,6}年”", "年”")
# 2035年愿景, “2030国家愿景”: the long-term plans of states and blocs.
_VISION = Keyed.of(r"[“\"]?(?:２０[\d０-９]{2}|20\d\d)年?[一-鿿]{0,8}愿景[”\"]?", "愿景")
# 某国的“甲国年”: a year that a state or a body holds.
_COUNTRY_YEAR = Keyed.of(r"(?P<name>“(?P<country>[一-鿿]{2,5})年”)", "年”")
# 中法旅游年: years of exchange between two states, named without quotes.
_STATE_YEAR = re.compile(
    r"(?:中[一-鿿]{1,4}?|(?<![一-鿿])[一-鿿]{1,3}中)(?:文化|旅游|交流|友好|体育|人文|教育|科技|媒体|青年|语言|创新|合作)[一-鿿]{0,5}(?<![千百十万亿多数几近今明去每周半])年"
    r"(?![代度级来前后间月])"
)


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[str, SettledName], ...]]:
    forms = tuple((form, policy) for policy in settled_names() for form in policy.forms)
    kind = ahocorasick_rs.MatchKind.LeftmostLongest
    return ahocorasick_rs.AhoCorasick([form for form, _ in forms], matchkind=kind), forms


@cache
def _carried() -> re.Pattern[str]:
    return compiled("carry_verbs", after=r"[了着好]?[一-鿿、]{0,8}$")


@cache
def _head() -> re.Pattern[str]:
    return re.compile("(?:的)?(?:合作)?" + head_pattern())


@cache
def _other_thing(of_road: bool) -> re.Pattern[str]:
    """What makes a settled name part of another; the road's gives its name to more than meetings."""
    meeting = r"[一-鿿]{2,8}(?:大会|论坛|博览会|核心区)"
    others = any_of(words("settled_not_before")) if of_road else "(?:论坛|博览会|新闻奖)"
    return re.compile(rf"[”\"]?(?:{others}|{meeting})")


def settled(text: str) -> Iterator[Mention]:
    """The settled names, with the head or the verb that the text gives them."""
    automaton, forms = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(text):
        form, policy = forms[index]
        before, after = text[max(0, start - 20) : start], text[end : end + 16]
        if before.endswith(("《", "〈")) or (not policy.is_document and _other_thing("一带一路" in form).match(after)):
            continue
        head = _head().match(after)
        if policy.need == "verb" and head is None and not _carried().search(before) and not _opens(before, after):
            continue
        if head and form.endswith("”") and not form.endswith(head["head"] + "”"):
            end += head.end()
        if before.endswith("共建"):
            start -= 2
        rule = _RULES.get(policy.need, "settled")
        kind = "document" if policy.is_document else "programme"
        names = tuple(dict.fromkeys((policy.name, text[start:end], form)))
        yield _mention(text, start, end, names, f"{kind}/{rule}", 0.8 if rule == "settled" else 0.5)


def _opens(before: str, after: str) -> bool:
    """西部大开发取得…: the name is the subject of its sentence."""
    return re.match(r"要|是|，|取得", after) is not None and (not before or before[-1] in "。，；：“\n")


def listed(text: str) -> Iterator[Mention]:
    """Initiatives told as a list with one head: 提出甲、乙等倡议."""
    for match in _LISTED.finditer(text):
        at = match.start("list")
        for item in re.split("(、)", match["list"]):
            name = item.removesuffix(match["head"])
            if len(name) >= 4:
                yield _mention(text, at, at + len(item), (name + match["head"], item), "programme/listed", 0.6)
            at += len(item)


def _holder(before: str) -> str:
    """Who holds a year: 某国的|“甲国年”, 某某组织|“法国年”."""
    before = before.removesuffix("的")
    land = next((before[-n:] for n in range(8, 1, -1) if before[-n:] in country_names()), "")
    body = re.search(r"[一-鿿A-Z]{2,8}(?:组织|联盟)$", before)
    return land or (body[0] if body else "")


def years(text: str) -> Iterator[Mention]:
    """Years that states hold together or for each other, and plans named by the year they look to."""
    for match in _COUNTRY_YEAR.finditer(text):
        holder = _holder(text[max(0, match.start() - 12) : match.start()])
        if holder and match["country"] in country_names():
            yield _mention(text, match.start(), match.end(), (holder + match[0], match[0]), "programme/year", 0.6)
    for pattern in (_STATE_YEAR, _WORLD_YEAR, _VISION):
        for match in pattern.finditer(text):
            yield _mention(text, match.start(), match.end(), (match[0],), "programme/year", 0.7)


@cache
def _state_policy() -> Keyed:
    fields = "关税|移民|能源|货币|防卫|安保|对华|对俄|对朝|对美|农业补贴|财政紧缩|签证|难民"
    states = any_of(country_names() - {"中国", "中华人民共和国"})
    who = rf"(?P<state>{states})(?:新?政府|当局|总统)?的?"
    return Keyed.of(rf"{who}(?:新|一系列|现行|“?对等)*(?P<field>{fields})”?政策", "政策")


def state_policies(text: str) -> Iterator[Mention]:
    """What a foreign state does in one field: 美国新关税政策. The last two names are with and without the state."""
    for match in _state_policy().finditer(text):
        names = (match[0], f"{match['state']}{match['field']}政策", f"{match['field']}政策")
        yield _mention(text, match.start(), match.end(), tuple(dict.fromkeys(names)), "programme/state-policy", 0.6)


def find_programmes(text: str) -> list[Mention]:
    """Every programme that ``text`` names outside 《》, in no order; overlaps are not settled here."""
    titles = [Span(s, e) for s, e in bracketed(text)]
    found = [*settled(text), *quoted(text), *led(text), *listed(text), *years(text), *state_policies(text)]
    return [m for m in found if not any(t.contains(m.span) for t in titles)]


def _mention(text: str, start: int, end: int, names: tuple[str, ...], source: str, confidence: float) -> Mention:
    span = Span(start, end)
    return Mention(MentionKind.POLICY, span, span.of(text), names, source=f"policy/{source}", confidence=confidence)
