"""How likely a candidate of ``policy_wide`` names a policy: logistic weights over what is seen of it and around it."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon.gazetteer import country_names, divisions_named, find_divisions
from kg.lexicon.policies import compiled, policy_weights, settled_names, words
from kg.mentions.policy_plain import PERSONNEL
from kg.mentions.policy_quoted import PRAISED
from kg.mentions.policy_wide import Candidate, candidate_at, candidates
from kg.model import Span

if TYPE_CHECKING:
    from kg.mentions.policy_tagger import Outlook

_SENTENCE = re.compile(r"[。！？\n]")
_MUST = re.compile(r"(?<![重主首纪摘概扼])要(?![求素点件闻务职害案地])|必须|应当|应该|须|需要|希望")
_NUMERAL = re.compile(r"[一二三四五六七八九十百千万双两\d０-９]")
_FIVE_YEARS = re.compile(r"[一二三四五六七八九十]{1,2}五(?:时期)?")
_MEETING = re.compile(r"[一-鿿]{0,8}?(?:论坛|峰会|大会|博览会|展览|仪式|比赛|大赛|奖|会议|公司|银行)")
_ATTACK = re.compile(r"打击|攻势|袭击|导弹|作战|第[\d０-９一二三四五六七八九十]+波|敌军|目标")
# 商签渔业协定: what is not there yet.
_UNSIGNED = re.compile("商签|商谈")
# A turn of speech with one of these is somebody's measure: “最后一米”工程.
_MADE = frozenset(("机制", "制度", "改革", "行动", "工程", "专项行动"))
_HAN = re.compile(r"[一-鿿]")
_BEGUN = re.compile(
    r"(?:于|在|自|从)?[^，。；、]{0,6}?(?:正式|全面|深入|持续|有序|加快|稳步)?(?:启动|实施|施行|推进|推行|展开|开展|落地|出台|发布|公布|生效|印发|开工|建成|收官|推广|见效|落实|提速)"
)
_SAYS = re.compile(r"(?:提出|明确|规定|要求|指出|畅通|覆盖|惠及|支持|实现|让|使)")
_BEFORE_JOINT = re.compile(r"(?:[、和及与]|以及)?$")
_AFTER_JOINT = re.compile(r"(?:[、和及与]|以及)?")
_VAGUE = re.compile(r"^(?:这|该|各|有关|相关|一些|其他|某|上述|本|同一|多|每)")
_WHITE = re.compile(r"\s")
_LATIN = re.compile(r"[A-Za-z\d０-９]")
# Ends of quoted names that tell what they are: loans, insurance, years, systems.
_TELLING = frozenset("贷险保年月制岗金")
_WIDE = ("全国", "全省", "全市", "国家", "中国", "我国", "新时代", "中央", "新一轮")
_VERBS = ("make_verbs", "carry_verbs", "quote_verbs", "issuing_verbs")
_PREPOSITIONS = frozenset("的了着将把被让给使在对向从为以等这那该其并与由是有")


_LISTS = ("wide_heads", "strong_heads", "broad_heads", "made_heads", "quoted_heads", "weak_heads")
_WIDE_DIGIT = re.compile("[０-９]")
_COMMA = re.compile("[，；：]")
_CLAUSE_END = re.compile("[，。；]")
_ACTING = re.compile(
    r"(?:省|市|县|区|州|部|委|局|厅|署|院|政府|中央|党委|部门|机关|公司|集团|银行|各地|我国|国家|中国|社区|街道|镇|乡|村|学校|大学)(?!.*的)"
)
_DONE = re.compile("了|已|近年来|今年|去年|目前|启动|出台|印发")


class Reading:
    """One text with what the features of its candidates ask for more than once. ``headline`` may be empty.

    ``sure`` are the spans of the policies that are certain, in order; ``outlook`` is what the tagger thinks of the
    text, whose stretches are candidates, too.
    """

    def __init__(
        self, text: str, headline: str = "", sure: tuple[Span, ...] = (), outlook: Outlook | None = None
    ) -> None:
        self.text = text
        self.headline = headline
        self.starts = frozenset(span.start for span in sure)
        self.ends = frozenset(span.end for span in sure)
        self.outlook = outlook
        told = tuple(c for c in candidates(text, outlook.is_cold if outlook else None) if not self._is_other(c))
        # Papers of the nineties print their digits as wide as characters, and name things otherwise.
        self.is_wide = _WIDE_DIGIT.search(text) is not None
        self.counts = Counter(text[c.start : c.end] for c in told)
        known = {(c.start, c.end) for c in told}
        self.levels = outlook.stretches(text) if outlook else {}
        more = [candidate_at(text, *at) for at in self.levels if at not in known and at[1] - at[0] > 1]
        self.told = frozenset(known)
        self.candidates = (*told, *(c for c in more if not self._is_other(c)))

    def features(self, candidate: Candidate) -> list[str]:
        """What holds of ``candidate``, as names of weights."""
        text, start, end = self.text, candidate.start, candidate.end
        name = text[start:end]
        own = text[start : candidate.right].strip('“”"')
        kind = "q" if candidate.quoted else "p"
        head = candidate.head
        governor, after = self._governor(candidate), self._after(end)
        ruled = _class_of(governor)
        found = [kind, f"{kind}:head={head}", f"head={head}", f"end={head[-2:]}", f"{kind}:{governor}"]
        found += [f"{kind}:after={after}", f"{kind}:class={ruled}", f"{kind}:class={ruled}:{bool(head)}"]
        found += [f"end={head[-2:]}:{after}", f"end={head[-2:]}:{ruled}"]
        found.append(f"{kind}:length={min(len(own), 16) // 2}")
        rest = compiled("generic").sub("", own)
        found.append(f"{kind}:rest={min(len(rest), 6)}")
        found += [f"{kind}:{flag}" for flag, holds in self._flags(candidate, own).items() if holds]
        found += [f"{kind}:in={key}" for key in _LISTS if head in words(key)]
        found += [f"{kind}:{feature}" for feature in (*self._before(start), *self._beyond(end))]
        found.append(f"{kind}:era={self.is_wide}")
        found.append(f"{kind}:sentence={min(text.count('。', 0, start), 4)}")
        if self.outlook:
            found += self._thought(candidate, kind)
        if candidate.last:
            found.append(f"last={candidate.last}")
        if candidate.quoted:
            core = name[1:].split("”")[0]
            found.append(f"q:core={min(len(core), 9)}")
            if core[-1:] in _TELLING:
                found.append(f"q:core-end={core[-1:]}")
        return [_WHITE.sub("_", feature) for feature in found]

    def _thought(self, candidate: Candidate, kind: str) -> list[str]:
        """What the tagger thinks of ``candidate``, and whether only it came upon it, and at which level."""
        assert self.outlook
        thought = list(self.outlook.features(candidate.start, candidate.end))
        mean = next(feature for feature in thought if feature.startswith("mean~"))
        at = (candidate.start, candidate.end)
        level = 0 if at in self.told else self.levels[at] + 1
        return [*thought, f"level={level}", f"{kind}:{mean}", f"{bool(candidate.head)}:{mean}"]

    def _flags(self, candidate: Candidate, own: str) -> dict[str, object]:
        text, start, end = self.text, candidate.start, candidate.end
        name = text[start:end]
        begin = max((m.end() for m in _SENTENCE.finditer(text, max(0, start - 120), start)), default=0)
        return {
            "must": _MUST.search(text, begin, start),
            "numeral": _NUMERAL.search(own),
            "numeral-first": _NUMERAL.match(own),
            "bad-end": own.endswith(words("bad_ends")),
            "headline": self.headline and own in self.headline,
            "repeated": self.counts[name] > 1,
            "wide": own.startswith(_WIDE),
            "land": own[:2] in country_names() or own[:3] in country_names(),
            "opens": candidate.verb == "" and text[start - 1 : start] in "。\n" and not candidate.quoted,
            "lead": start == 0 or begin == 0,
            "listed": text[start - 1 : start] == "、" or text[end : end + 1] == "、",
            "joined": "和" in own or "、" in own,
            "festive": compiled("festive").search(name),
            "doctrine": candidate.quoted and own in words("doctrine"),
            "own-head": candidate.quoted and candidate.head and text[end - 1] in '”"',
            "middle": candidate.quoted and candidate.right - start > len(own) + 2,
            "beside-policy": self._is_beside(start, end),
            "joined-halves": "、" in own and len({len(half) for half in own.split("、")}) == 1,
            "demonstrative": _VAGUE.search(own),
            "latin": _LATIN.search(own),
            "land-first": any(d.span.start < 8 for d in find_divisions(text[begin : begin + 14])),
        }

    def _before(self, start: int) -> list[str]:
        """What the sentence holds before ``start``: its clauses, and in the last one who acts and what is done."""
        begin = max((m.end() for m in _SENTENCE.finditer(self.text, max(0, start - 200), start)), default=start - 200)
        parts = _COMMA.split(self.text[max(0, begin) : start])
        acts, done = _ACTING.search(parts[-1]), _DONE.search(parts[-1])
        return [f"clauses={min(len(parts), 4)}", f"acts={acts is not None}", f"done={done is not None}"]

    def _beyond(self, end: int) -> list[str]:
        """The two characters after ``end``, and how much of the clause is left there."""
        rest = _CLAUSE_END.split(self.text[end : end + 24])[0]
        return [f"rest-of-clause={min(len(rest), 8) // 2}", f"next={self.text[end : end + 2]}"]

    def _is_beside(self, start: int, end: int) -> bool:
        """Whether the candidate stands in a list with a policy that is certain."""
        before, after = _BEFORE_JOINT.search(self.text, max(0, start - 3), start), _AFTER_JOINT.match(self.text, end)
        return bool((before and before.start() in self.ends) or (after and after.end() in self.starts))

    def _is_other(self, candidate: Candidate) -> bool:
        """Doctrine, the years of a plan, feasts, meetings and what things are praised as (称为“…工程”) are none."""
        text, start, end = self.text, candidate.start, candidate.end
        core = text[start:end].split("”")[0].strip('“”"')
        named = core in words("doctrine") and candidate.head not in _MADE
        if candidate.quoted and (named or _FIVE_YEARS.fullmatch(core)):
            return True
        if candidate.quoted and not candidate.head and (core.endswith(words("award_ends")) or core in _settled_cores()):
            return True
        if candidate.head == "劳动竞赛":
            return False
        return (
            (candidate.head not in words("document_heads") and compiled("festive").search(text, start, end) is not None)
            or _MEETING.match(text, end) is not None
            or (candidate.head in ("", "行动") and _ATTACK.search(text, end, end + 12) is not None)
            or _is_offered(candidate, text)
            or (candidate.head == "计划" and text[candidate.right - 1] == "有")
            or (candidate.head == "计划" and bool(divisions_named(text[start : candidate.right])))
            or PRAISED.search(text, max(0, start - 8), start) is not None
            or PERSONNEL.search(text, max(0, start - 2), start + 4) is not None
            or _UNSIGNED.search(text, max(0, start - 4), start + 2) is not None
        )

    def _governor(self, candidate: Candidate) -> str:
        verb = candidate.verb
        if not verb:
            before = self.text[candidate.start - 1 : candidate.start]
            return "opens-clause" if not _HAN.match(before) else "follows-word"
        bare = verb.rstrip("了着好")
        if verb in _PREPOSITIONS or len(bare) < 2:
            return f"particle={verb}"
        for key in _VERBS:
            if bare in words(key):
                return f"verb={bare}" if bare in words("make_verbs") or bare in words("carry_verbs") else key
        return "other-verb"

    def _after(self, end: int) -> str:
        text = self.text
        nearby = text[end : end + 1]
        if not _HAN.match(nearby):
            return "mark" if nearby else "end"
        if nearby in "的和与及等":
            return nearby
        if _BEGUN.match(text, end):
            return "begun"
        return "says" if _SAYS.match(text, end) else "word"

    def probability(self, candidate: Candidate) -> float:
        """How likely ``candidate`` names a policy, from 0 to 1."""
        if self.outlook and self.outlook.is_hopeless(candidate.start, candidate.end):
            return 0.0
        weights = policy_weights()
        total = sum(weights.get(feature, 0.0) for feature in self.features(candidate)) + weights["bias"]
        return 1 / (1 + math.exp(-total))


def _class_of(governor: str) -> str:
    """The list that a governing verb stands in; particles and what is no verb are their own class."""
    name, _, verb = governor.partition("=")
    return next((key for key in _VERBS if verb in words(key)), name) if name == "verb" else name


@cache
def _settled_cores() -> frozenset[str]:
    """Settled names without their quotes: where they are not taken as settled, they only name a place or a circle."""
    return frozenset(form.strip("“”") for policy in settled_names() if not policy.need for form in policy.forms)


def _is_offered(candidate: Candidate, text: str) -> bool:
    """推出“夜游”项目: what is offered to customers."""
    offer = compiled("offering_verbs", after=r"[^，。；]{0,12}$")
    return (
        candidate.quoted
        and candidate.head in words("offered_heads")
        and offer.search(text, max(0, candidate.start - 20), candidate.start) is not None
    )


@cache
def threshold() -> float:
    """The probability from which a candidate counts, as trained."""
    return policy_weights()["threshold"]
