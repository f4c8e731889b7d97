"""Named programmes in running text: settled names, “X”行动 and its like, 实施 X 工程 without quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from kg.lexicon.policies import SettledName, any_of, compiled, settled_names, words
from kg.mentions.policy_documents import bracketed
from kg.model import Mention, MentionKind, Span

_QUOTED = re.compile(r"[“\"「]([^“”\"「」\n]{2,44})[”\"」]")
# The words between “X” and its head: “一主六双”高质量发展战略. They hold no verb of being and no particle.
_MIDDLE = r"(?:的)?(?P<middle>(?:(?!自行|等)[^，。、；：！？“”\"《》（）()\s的是在将了与为使被把给]){0,9}?)"
# Endings that make the head another word: 工程师, 合作社, 行动派.
_HEAD_END = (
    r"(?!师|院士|学|组|社|者|人员|队|室|站|家|厂|会议|大会|领导|报告|指南|自觉|纲领$|伙伴|论坛|峰会|中心|服务中心|委员会|办公室|博览会|"
    r"兵团|银行|展|生活|精神|理念|思想|目标|领域|组织|力量|主体|单位|企业|公司|学院|大学|基地|园区|标兵|模范|先进|工作者|之[路都星])"
)
_SHARED = re.compile(r"(?:[、和及与]?[“\"「][^“”\"「」\n]{2,30}[”\"」])+")
# 到社区“双报到”, 列为“书记一号”工程: what may stand between the verb and the quoted name.
_NEAR = r"[了着过好起]?(?:[一-鿿、（）\d]{0,12})$"
_SPEECH = re.compile(r"[：:说道称曰][，,]?$")
_NUMERAL = re.compile(r"[一二三四五六七八九十百千万双两\d０-９]")
_SENTENCE = re.compile(r"[，。！？；,!?;]")
_YEAR = re.compile(r"[一-鿿]{2,16}年$")
# 中俄文化年, 中法旅游年: years of exchange between two states, named without quotes.
_STATE_YEAR = re.compile(r"中[一-鿿]{1,4}(?:文化|旅游|交流|友好|体育|人文|教育|科技|媒体|青年|语言|创新|合作)[一-鿿]{0,5}年(?![代度级来前后间月])")
_MUST = re.compile(r"[要应须将]|需要|必须")
_WORD = re.compile(r"[一-鿿·A-Za-z\d０-９＋+—－\-、（）]+$")


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[str, SettledName], ...]]:
    forms = tuple((form, policy) for policy in settled_names() for form in policy.forms)
    kind = ahocorasick_rs.MatchKind.LeftmostLongest
    return ahocorasick_rs.AhoCorasick([form for form, _ in forms], matchkind=kind), forms


@cache
def _beside() -> re.Pattern[str]:
    return compiled("carry_verbs", "quote_verbs", after=r"[了着好]?[一-鿿、]{0,8}$")


@cache
def _settled_head() -> re.Pattern[str]:
    return compiled("quoted_heads", before="(?:的)?(?:合作)?(?P<head>", after=")" + _HEAD_END)


_OTHER_THING = re.compile(r"国际合作高峰论坛|高峰论坛|国家|沿线|国际|共建国家|企业家|论坛|博览会|智库|新闻|媒体|成就|成果|实践|精神|新闻奖")


def settled(text: str) -> Iterator[Mention]:
    """The settled names, with the head or the verb that the text gives them."""
    automaton, forms = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(text):
        form, policy = forms[index]
        after = text[end : end + 16]
        before = text[max(0, start - 20) : start]
        quoted = form.endswith("”")
        if before.endswith(("《", "〈")) or (quoted or policy.need) and _OTHER_THING.match(after):
            continue
        head = _settled_head().match(after)
        if policy.need == "verb" and head is None and not _beside().search(before):
            continue
        rule = "salient" if policy.need == "salient" else "settled"
        if quoted and head and not form.endswith(head["head"] + "”"):
            end += head.end()
        if before.endswith("共建"):
            start -= 2
        names = tuple(dict.fromkeys((policy.name, text[start:end], form)))
        kind = "document" if policy.is_document else "programme"
        yield _mention(text, start, end, names, f"policy/{kind}/{rule}", 0.8 if rule == "settled" else 0.5)


@cache
def _quoted_after() -> re.Pattern[str]:
    return re.compile(_MIDDLE + f"(?P<head>{any_of(words('quoted_heads'))})" + _HEAD_END)


@cache
def _not_after() -> re.Pattern[str]:
    return re.compile(r"(?:的)?[一-鿿]{0,6}?" + any_of(words("quoted_not")))


@cache
def _quote_verb() -> re.Pattern[str]:
    return compiled("quote_verbs", after=_NEAR)


@cache
def _own_head() -> re.Pattern[str]:
    return compiled("strong_heads", after="$")


_WEAK = frozenset(
    "工作 建设 改革 合作 目标 服务 产品 项目 机制 体系 要求 总要求 规定 原则 政策 措施 方案 治理 融合 制 培训 创建 责任 标准 网络 "
    "模式 年 活动 基金 工作机制 体制 课堂 招聘 整治 构想 指南 办法 公约 声明 决议 路线 宣言 协议 战略布局 年活动 系列活动 工作体系".split()
)
_BARE = frozenset("开展 实施 推行 推进 启动 落实 实行 探索推进 积极推进 深入开展 全面开展 普遍开展 广泛开展 大力推进 大力实施 深化 创办 融入".split())


def quoted(text: str) -> Iterator[Mention]:
    """“X” with a head of policy after it, with such a head at its own end, or as the object of 开展, 实施 …"""
    titles = [Span(s, e) for s, e in bracketed(text)]
    doctrine = frozenset(words("doctrine"))
    at = 0
    for match in _QUOTED.finditer(text):
        start, end, core = match.start(), match.end(), match[1]
        while at < len(titles) and titles[at].end <= start:
            at += 1
        if at < len(titles) and titles[at].contains(Span(start, end)) or core in doctrine:
            continue
        before = text[max(0, start - 26) : start]
        if _SPEECH.search(before) and _SENTENCE.search(core):
            continue
        mention = _with_head(text, match, before) or _headless(text, match, before)
        if mention is not None:
            yield mention


def _with_head(text: str, match: re.Match[str], before: str) -> Mention | None:
    start, end, core = match.start(), match.end(), match[1]
    list_end = end
    if shared := _SHARED.match(text, end):
        list_end = shared.end()
    tail = _quoted_after().match(text, list_end)
    if tail is None or _not_after().match(text[list_end : tail.end()]) and tail["head"] in _WEAK:
        return None
    head = tail["head"]
    verb = _quote_verb().search(before)
    if head in _WEAK and not verb and not _SHARED.search(before):
        return None
    if head == "年" and not verb:
        return None
    stop = tail.end()
    name = text[start:stop].replace("\n", "")
    short = f"“{core}”"
    plain = f"{text[start:end]}{head}" if list_end == end else ""
    names = tuple(dict.fromkeys(n for n in (name, plain, short) if n))
    confidence = 0.55 if head in _WEAK else 0.75
    return _mention(text, start, stop, names, "policy/programme/quoted", confidence)


def _headless(text: str, match: re.Match[str], before: str) -> Mention | None:
    start, end, core = match.start(), match.end(), match[1]
    after = text[end : end + 8]
    verb = _quote_verb().search(before)
    if _SENTENCE.search(core) or re.match(r"奖|称号|号|品牌|论坛|峰会", after):
        return None
    if _own_head().search(core) and len(core) >= 4 and (verb or not re.match(r"[一-鿿]", after)):
        return _mention(text, start, end, (f"“{core}”",), "policy/programme/quoted-whole", 0.65)
    close = re.search(r"(?:" + "|".join(sorted(_BARE, key=len, reverse=True)) + r")[了好]?(?:[一-鿿、]{0,14}到社区)?$", before)
    if close and len(core) <= 12 and re.match(r"[，。、；和与及\s,（(]|$|等", after):
        sure = _NUMERAL.search(core) or _YEAR.search(core) or core.endswith(("党建", "制", "行"))
        if sure:
            return _mention(text, start, end, (f"“{core}”",), "policy/programme/quoted-bare", 0.5)
    return None


@cache
def _led_head() -> re.Pattern[str]:
    return re.compile(any_of((*words("strong_heads"), *words("made_heads"))) + _HEAD_END)


@cache
def _verb() -> re.Pattern[str]:
    return compiled("carry_verbs", "make_verbs")


_FIRM = frozenset("开展 组织开展 持续开展 深入开展 实施 启动 推行 出台 制定 印发 发起 打好 打赢 试行 设立 实行 启动实施 公布 颁布 发布 普遍建立 建立".split())
_CLAUSE = re.compile(r"[，。；：！？\n《》“”\"…]")


def led(text: str) -> Iterator[Mention]:
    """Names without quotes after a verb that carries or makes them: 实施城市更新行动, 建立领导包联制度."""
    made = frozenset(words("made_heads")) - frozenset(words("strong_heads"))
    for match in _led_head().finditer(text):
        window = max(0, match.start() - 34)
        breaks = [m.end() for m in _CLAUSE.finditer(text, window, match.start())]
        left = breaks[-1] if breaks else window
        start = _name_start(text, left, match.start(), match[0] in made)
        if start is None:
            continue
        name = text[start : match.end()]
        content = text[start : match.start()]
        if _is_generic(content, match[0]):
            continue
        confidence = 0.5 if match[0] in made else 0.65
        yield _mention(text, start, match.end(), (name,), "policy/programme/led", confidence)


def _name_start(text: str, left: int, right: int, made: bool) -> int | None:
    """Where the name that ends in a head at ``right`` begins; None where no verb of carrying leads to it."""
    clause = text[left:right]
    verbs = [m for m in _verb().finditer(clause)]
    if made:
        makers = frozenset(words("make_verbs"))
        verbs = [m for m in verbs if m[0] in makers]
    if not verbs or made and _MUST.search(text[max(0, left - 1) : left + verbs[0].start()]):
        return None
    firm = [m for m in verbs if m[0] in _FIRM]
    verb = firm[-1] if firm else verbs[0]
    start = left + verb.end()
    name = text[start:right]
    start += _leading_length(name)
    for cut in _breaks().finditer(text, start, right):
        if right - cut.end() >= 2:
            start = cut.end()
    return start + _leading_length(text[start:right])


@cache
def _breaks() -> re.Pattern[str]:
    heads = any_of((*words("strong_heads"), *words("made_heads")))
    return re.compile(any_of(words("breaks")).replace("|是|的", "|是|的") + f"|{heads}[、和及与]")


def _leading_length(name: str) -> int:
    """How many characters of words that are not the name's own stand at its beginning."""
    match = _leading().match(name)
    return match.end() if match else 0


@cache
def _leading() -> re.Pattern[str]:
    return compiled("leading", before="(?:", after=r"|[一二三四五六七八九十百千\d]+[项个批轮份类大条]|[了好着])+")


def _is_generic(content: str, head: str) -> bool:
    rest = _generic().sub("", content)
    least = 3 if head in ("战略", "倡议") else 2 if len(head) > 3 else 4
    return len(rest) < 2 or len(content) < least or not _WORD.search(content[-1:]) or content.endswith(tuple(words("generic")))


@cache
def _generic() -> re.Pattern[str]:
    return compiled("generic")


def state_years(text: str) -> Iterator[Mention]:
    """Years of exchange between states: 中法旅游年."""
    for match in _STATE_YEAR.finditer(text):
        yield _mention(text, match.start(), match.end(), (match[0],), "policy/programme/year", 0.7)


def _mention(text: str, start: int, end: int, names: tuple[str, ...], source: str, confidence: float) -> Mention:
    span = Span(start, end)
    return Mention(MentionKind.POLICY, span, span.of(text), names, source=source, confidence=confidence)


def find_programmes(text: str) -> list[Mention]:
    """Every programme that ``text`` names, in no order; overlaps are not settled here."""
    return [*settled(text), *quoted(text), *led(text), *state_years(text)]
