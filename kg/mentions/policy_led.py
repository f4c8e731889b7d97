"""Programmes named without quotes after a verb that carries or makes them: 实施城市更新行动, 建立领导包联制度."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon.policies import any_of, compiled, words
from kg.model import Mention, MentionKind, Span

_CLAUSE = re.compile(r"[，。；：！？\n《》“”\"…]")
_MUST = re.compile(r"[要应须将]|需要|必须")
_WORD = re.compile(r"[一-鿿·A-Za-z\d０-９＋+—－\-、（）]+$")
# Mechanisms are wished for all day long; one that is begun or in use is named.
_BEGUN = re.compile(r"启动|推行|实行|试行|创建|普遍建立|率先")
_LONGEST = 26


@cache
def _head() -> re.Pattern[str]:
    after = rf"(?=[，。、；：！？（(\n”]|$|{any_of(words('led_followed'))}|的(?!{any_of(words('led_not_of'))}))"
    return re.compile(any_of((*words("strong_heads"), *words("made_heads"))) + after)


@cache
def _breaks() -> re.Pattern[str]:
    heads = any_of((*words("strong_heads"), *words("made_heads")))
    return re.compile(any_of(words("breaks")) + f"|{heads}[、和及与]")


@cache
def _leading() -> re.Pattern[str]:
    return compiled("leading", before="(?:", after=r"|[一二三四五六七八九十百千\d]+[项个批轮份类大条期]|[了好着、起])+")


def led(text: str) -> Iterator[Mention]:
    """The names in ``text`` that a verb leads to and a head ends."""
    made, wished = frozenset(words("made_heads")), frozenset(words("wished_heads"))
    for match in _head().finditer(text):
        head, right = match[0], match.start()
        window = max(0, right - 34)
        breaks = [m.end() for m in _CLAUSE.finditer(text, window, right)]
        left = breaks[-1] if breaks else window
        if head in ("机制", "体制", "模式") and not _BEGUN.search(text, left, right):
            continue
        verbs = "wished_verbs" if head in wished else "make_verbs" if head in made else "carry_verbs"
        start = _name_start(text, left, right, verbs)
        if start is None or is_generic(text[start:right], head):
            continue
        span = Span(start, match.end())
        name = span.of(text)
        confidence = 0.5 if head in made else 0.65
        yield Mention(MentionKind.POLICY, span, name, (name,), source="policy/programme/led", confidence=confidence)


def _name_start(text: str, left: int, right: int, verbs: str) -> int | None:
    """Where the name that ends in a head at ``right`` begins; None where no verb of the list ``verbs`` leads to it."""
    found = list(compiled(verbs).finditer(text, left, right))
    if not found or (verbs == "wished_verbs" and _is_wished(text, found[0].start())):
        return None
    firm = [m for m in found if m[0] in words("firm_verbs")]
    verb = firm[-1] if firm else found[0]
    start = verb.end() + _leading_length(text[verb.end() : right])
    for cut in _breaks().finditer(text, start, right):
        if right - cut.end() >= 2:
            start = cut.end()
    return start + _leading_length(text[start:right])


def _is_wished(text: str, at: int) -> bool:
    """Whether the sentence up to ``at`` says what must be, not what is: 要…，建立…机制."""
    begin = max(text.rfind(mark, max(0, at - 120), at) for mark in "。！？\n")
    return _MUST.search(text, max(0, begin, at - 120), at) is not None


def _leading_length(name: str) -> int:
    """How many characters of words that are not the name's own stand at its beginning."""
    match = _leading().match(name)
    return match.end() if match else 0


def is_generic(content: str, head: str, *, quoted: bool = False) -> bool:
    """Whether the words before ``head`` name nothing: 重大|工程, 下一步|行动."""
    least = 2 if quoted or len(head) > 3 else 3 if head in ("战略", "倡议") else 4
    listed = 0 if head in words("made_heads") or head.endswith(("整治", "治理")) else 2
    return (
        not least <= len(content) <= _LONGEST
        or (not quoted and len(compiled("generic").sub("", content)) < 2)
        or not _WORD.search(content[-1:])
        or content.endswith(("的", "和", "与", "及", "、"))
        or content.count("、") > listed
        or (len(head) == 2 and content.endswith(words("bad_ends")))
        or (head in words("wished_heads") and content.startswith(("健全", "完善", "建立")))
    )
