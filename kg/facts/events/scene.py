"""What the readers of events ask an article: who, when and which bodies stand where, and who takes part in a clause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import TypeVar

from kg.facts.context import Context
from kg.facts.events.actors import actors, full_names, general_secretary
from kg.facts.events.draft import Draft
from kg.lexicon.searching import Keyed, respelt
from kg.mentions.event_phrases import Phrase
from kg.model import Article, Claim, Evidence, Mention, MentionKind, RoleFact, Sentence, Span

#: Half-width marks and full-width digits as the patterns expect them, one for one.
_WIDTH = tuple(zip(",;:?!()０１２３４５６７８９", "，；：？！（）0123456789", strict=True))

#: Words whose people are mentioned, not present: 应某某邀请, 受某某委托, 以某某为核心, 某某的重要讲话精神.
_ABSENT = (
    r"(?:应|受|按照|根据|遵照|代表|转达|转交|宣读(?:了)?|传达(?:了)?)(?P<a>(?:(?!欢迎)[^，。；]){2,120}?)(?:的?邀请|的?委托|的?(?:重要)?(?:指示|批示)|向|对|签署|致|的(?:亲切)?(?:问候|慰问|贺信|来信|贺词))"
    r"|以(?P<b>[^，。；]{2,8})(?:同志)?为核心|以(?P<b2>[^，。；]{2,8})(?:同志)?为(?:总书记|首(?!的[^，。；]{0,12}(?:官员|代表|领导|一行))|主要代表)"
    r"|(?:学习|贯彻|落实|领会|牢记|践行|学好|遵循|关于|围绕|听取|深入|根据)(?P<c>[^，。；]{0,30}?)(?:精神|重要讲话|重要论述|指示|思想|嘱托|重要批示|要求)"
    r"|纪念(?P<e>[\u4e00-\u9fff·]{2,12}?)(?:同志|先生|诞辰|逝世)"
    r"|(?:感谢|祝贺|赞赏|高度评价)(?P<f>[^，。；]{2,12}?)(?:主席|总统|总理|总书记|提出)"
)
#: The same, where the name stands before the word that tells; each is looked for where its word occurs.
_ABSENT_BEFORE = (
    (
        ("主义思想", "强军思想", "经济思想", "法治思想", "文明思想", "外交思想", "文化思想", "理论"),
        r"|(?P<d>[\u4e00-\u9fff]{2,6})(?:新时代中国特色社会主义思想|强军思想|经济思想|法治思想|生态文明思想|外交思想|文化思想|理论)",
    ),
    # 根据某主席指示|和某总理|要求
    (("示和", "神和", "求和"), r"|(?<=[示神求])和(?P<c2>[^，。；]{2,14}?)(?:要求|批示|指示)"),
    (("生前", "遗体", "骨灰"), r"|(?P<h>[\u4e00-\u9fff]{2,4}?)(?:同志|先生|女士)?的?(?:生前|遗体|骨灰)"),
    (("特别代表", "特使"), r"|(?P<g>[\u4e00-\u9fff·]{2,8}?)(?:总统|主席|总理|首相)?(?:特别代表|特使)"),
)
#: 甲说, 甲在会见时表示
_SPEAKS = re.compile(r"[^，。；]{0,8}(?:说|表示|指出|强调|认为)")
#: 他 and 她 at a clause's start.
_PRONOUN = re.compile(r"[他她](?!们|国|人|方|日|乡|山)")


Reader = Callable[["Scene", Sentence, re.Match[str]], Draft | None]
R = TypeVar("R")


@dataclass(slots=True)
class Scene:
    """An article's mentions in order, by kind, with look-ups by offset. Built once per article.

    ``text`` is the body with its marks full-width and its digits half-width, offsets unchanged; ``general`` whom
    总书记 means.
    """

    article: Article
    text: str
    sentences: tuple[Sentence, ...]
    headline: tuple[Sentence, ...]
    context: Context
    people: tuple[Mention, ...]
    dates: tuple[Mention, ...]
    bodies: tuple[Mention, ...]
    places: tuple[Mention, ...]
    phrases: tuple[Phrase, ...]
    officials: frozenset[str] = frozenset()
    general: Mention | None = None
    _starts: dict[str, list[int]] = field(default_factory=dict)
    _absent: list[tuple[int, int]] = field(default_factory=list)
    _full: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        article: Article,
        sentences: tuple[Sentence, ...],
        mentions: tuple[Mention, ...],
        context: Context,
        roles: tuple[RoleFact, ...] = (),
    ) -> Scene:
        """Gathers the mentions of the body and what the context tells."""
        by: dict[MentionKind, list[Mention]] = {}
        for mention in sorted(mentions, key=lambda m: m.span):
            by.setdefault(mention.kind, []).append(mention)
        text = respelt(article.text, _WIDTH)
        people = actors(text, by.get(MentionKind.PERSON, []), roles)
        held = {role.person for role in roles}
        people = tuple(m for m in people if m.text not in article.byline or m.text in held)
        body = tuple(s for s in sentences if not s.in_headline)
        dates = tuple(by.get(MentionKind.DATE, ()))
        scene = cls(
            article,
            text,
            body,
            tuple(s for s in sentences if s.in_headline),
            context,
            people,
            dates,
            tuple(by.get(MentionKind.ORGANIZATION, ())),
            tuple(by.get(MentionKind.PLACE, ())),
            context.finds.phrases(dates),
            frozenset(held),
            general_secretary(people, roles),
        )
        told = tuple(any(word in text for word in words) for words, _ in _ABSENT_BEFORE)
        zones = sorted(
            found.span(group) for found in _absent(told).finditer(text) for group in found.groupdict("") if found[group]
        )
        # Where each zone starts, and how far the farthest of those that started by then reaches.
        scene._absent = list(zip((s for s, _ in zones), accumulate((e for _, e in zones), max), strict=True))
        for group in ("people", "dates", "bodies", "places"):
            scene._starts[group] = [m.span.start for m in getattr(scene, group)]
        scene._full = full_names(people)
        return scene

    def evidence(self, span: Span, rule: str, confidence: float = 0.9) -> Evidence:
        """Evidence in the body as it is."""
        return Evidence(span, span.of(self.article.text), rule, confidence)

    def within(self, group: str, start: int, end: int) -> list[Mention]:
        """The mentions of ``group`` (people, dates, bodies, places) that lie in [start, end)."""
        starts = self._starts[group]
        low, high = bisect_left(starts, start), bisect_right(starts, end - 1)
        return [m for m in getattr(self, group)[low:high] if m.span.end <= end]

    def absent(self, span: Span) -> bool:
        """Whether the person at ``span`` is only mentioned: by whose invitation, order or words."""
        before = bisect_right(self._absent, span.start, key=lambda zone: zone[0])
        return before > 0 and self._absent[before - 1][1] >= span.end

    def present(self, start: int, end: int) -> list[Mention]:
        """The people in [start, end) who act there themselves."""
        return [m for m in self.within("people", start, end) if not self.absent(m.span)]

    def person(self, mention: Mention, rule: str, confidence: float = 0.9) -> Claim:
        """A claim for a person, by the fullest name that the article has for them."""
        return Claim(self.names(mention), self.evidence(mention.span, rule, confidence))

    def persons(self, mentions: list[Mention], rule: str, confidence: float = 0.9) -> list[Claim]:
        """A claim for each person."""
        return [self.person(m, rule, confidence) for m in mentions]

    def names(self, mention: Mention) -> tuple[str, ...]:
        """A person's names, the fullest that the article tells first (安娜·林德, 林德)."""
        own = mention.names or (mention.text,)
        return tuple(dict.fromkeys((*self._full.get(own[0], ()), *own)))

    def holds_office(self, mention: Mention) -> bool:
        """Whether the article tells a post of the person."""
        return not self.officials.isdisjoint(self.names(mention))

    def called(self, mention: Mention) -> str:
        """The name in use for a person: the shortest that is more than a surname."""
        return next((n for n in reversed(self.names(mention)) if len(n) > 1), mention.text)

    def body(self, mention: Mention) -> tuple[str, ...]:
        """An organisation's names, 省委 resolved by the context."""
        resolved = self.context.body(mention.text, mention.span.start)
        return tuple(dict.fromkeys((*resolved, *(mention.names or (mention.text,)))))

    def sentence_at(self, at: int) -> Sentence | None:
        """The sentence that holds the offset, None between sentences."""
        before = bisect_right(self.sentences, at, key=lambda s: s.span.start)
        sentence = self.sentences[before - 1] if before else None
        return sentence if sentence and at < sentence.span.end else None

    def matches(self, readers: Iterable[tuple[Keyed, R]]) -> Iterator[tuple[R, Sentence, re.Match[str]]]:
        """Sentence by sentence the matches of each pattern, with what reads them."""
        alive = [(alone, reader) for pattern, reader in readers if (alone := pattern.narrowed(self.text))]
        for sentence in self.sentences if alive else ():
            for pattern, reader in alive:
                for found in pattern.finditer(self.text, sentence.span.start, sentence.span.end):
                    yield reader, sentence, found

    def subject(self, start: int, end: int) -> list[Mention]:
        """The people in [start, end) or, where it has 他 or 她 instead, the subject of the sentence before."""
        people = self.present(start, end)
        if people or _PRONOUN.search(self.text, start, end) is None:
            return people
        for sentence in reversed(self.sentences):
            if sentence.span.start <= start:
                people = self.present(sentence.span.start, min(start, sentence.span.end))
                speakers = [m for m in people if _SPEAKS.match(self.text, m.span.end)]
                if people:
                    return (speakers or people)[:1]
        return []


@cache
def _absent(told: tuple[bool, ...]) -> re.Pattern[str]:
    """The patterns of :data:`_ABSENT` with those of :data:`_ABSENT_BEFORE` that are ``told``."""
    more = (pattern for (_, pattern), one in zip(_ABSENT_BEFORE, told, strict=True) if one)
    return re.compile("".join((_ABSENT, *more)))
