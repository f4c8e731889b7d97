"""Named programmes in running text: settled names, “X”行动 and its like, 实施 X 工程 without quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from kg.lexicon.gazetteer import country_names
from kg.lexicon.policies import SettledName, any_of, compiled, settled_names, words
from kg.mentions.policy_documents import bracketed
from kg.model import Mention, MentionKind, Span

_QUOTED = re.compile(r"[“\"「]([^“”\"「」\n]{2,44})[”\"」]")
# The words between “X” and its head: “一主六双”高质量发展战略. They hold no verb of being and no particle.
_MIDDLE = r"(?:的|等)?(?P<middle>(?:(?!自行|等)[^，。、；：！？“”\"《》（）()\s的是在将了与为使被把给]){0,9}?)"
# Endings that make the head another word: 工程师, 合作社, 行动派.
_HEAD_END = (
    r"(?!师|院士|学|组|社|者|人员|队|室|站|家|厂|会议|大会|领导|报告|指南|自觉|纲领$|伙伴|论坛|峰会|中心|服务中心|委员会|办公室|博览会|"
    r"定位|部署|引领|意义|支点|导向|支撑|自主|工程|行动|机制|体系|模式|制度|计划|活动|战略|方案|兵团|银行|展|生活|精神|理念|思想|目标|领域|组织|力量|主体|单位|企业|公司|学院|大学|基地|园区|标兵|模范|先进|工作者|之[路都星])"
)
# After a name without quotes: the end of the clause, or a word that shows it was a whole.
_LED_END = r"(?=[，。、；：！？和与及等（(\n”]|$|以来|实施|方案|现场|建设|工作|落地|的(?!部署|重要|意义|高度|引领|思想|方针|决策|安排|支点|支撑|过程|关键|必要|目标|地位)|任务|进展|情况|执行)"
_SHARED = re.compile(r"(?:[、和及与]?[“\"「][^“”\"「」\n]{2,30}[”\"」])+")
# 到社区“双报到”, 列为“书记一号”工程: what may stand between the verb and the quoted name.
_NEAR = r"[了着过好起]?(?:[一-鿿、（）\d]{0,12})$"
_SPEECH = re.compile(r"[：:说道称曰][，,]?$")
_NUMERAL = re.compile(r"[一二三四五六七八九十百千万双两\d０-９]")
_SENTENCE = re.compile(r"[，。！？；,!?;]")
_YEAR = re.compile(r"[一-鿿]{2,16}年$")
# 中俄文化年, 中法旅游年: years of exchange between two states, named without quotes.
_PERIOD = re.compile(r"[一-鿿](?:月|年|周|日|节)$")
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
    return compiled("carry_verbs", after=r"[了着好]?[一-鿿、]{0,8}$")


@cache
def _settled_head() -> re.Pattern[str]:
    return compiled("quoted_heads", before="(?:的)?(?:合作)?(?P<head>", after=")" + _HEAD_END)


def _opens(before: str, after: str) -> bool:
    """乡村振兴要…: the name is the subject of its sentence."""
    return re.match(r"要|是|，|取得", after) is not None and (not before or before[-1] in "。，；：“\n")


_NEED_RULES = {"salient": "salient", "short": "short-name"}
_OTHER_THING = re.compile(r"[”\"]?之友小组|科技交流大会|[一-鿿]{2,8}(?:大会|论坛|博览会|核心区)|高峰论坛|国家|沿线|国际|共建国家|企业家|论坛|博览会|智库|新闻|媒体|成就|成果|实践|精神|新闻奖")


def settled(text: str) -> Iterator[Mention]:
    """The settled names, with the head or the verb that the text gives them."""
    automaton, forms = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(text):
        form, policy = forms[index]
        after = text[end : end + 16]
        before = text[max(0, start - 20) : start]
        quoted = form.endswith("”")
        if before.endswith(("《", "〈")) or _OTHER_THING.match(after):
            continue
        head = _settled_head().match(after)
        if policy.need == "verb" and head is None and not _beside().search(before) and not _opens(before, after):
            continue
        rule = _NEED_RULES.get(policy.need, "settled")
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
    ["工作", "建设", "改革", "合作", "目标", "服务", "产品", "项目", "机制", "体系", "要求", "总要求", "规定", "原则", "政策", "措施", "方案", "治理", "融合", "制", "培训", "创建", "责任", "标准", "网络", "模式", "年", "活动", "基金", "工作机制", "体制", "课堂", "招聘", "整治", "构想", "指南", "办法", "公约", "声明", "决议", "路线", "宣言", "协议", "战略布局", "年活动", "系列活动", "工作体系"]
)
# Shows and feasts go by such names too; they are no campaigns.
_FESTIVE = re.compile(r"新春|春节|采访|采风|巡演|展演|文艺|演出|纪念|庆祝|联欢|灯会|庙会|过大年|文化节|诵读|征文|游园|音乐|展览|竞赛|比赛|大赛|旅游节|评选|出舱|球")
# Heads that may follow 的: “…”的方针. Before others the quoted words only describe.
_OF = frozenset(["方针", "原则", "战略", "政策", "策略", "总方针", "总策略", "总要求", "要求", "规定", "倡议", "构想", "路线"])
_BARE = frozenset(["开展", "实施", "推行", "推进", "启动", "落实", "实行", "探索推进", "积极推进", "深入开展", "全面开展", "普遍开展", "广泛开展", "大力推进", "大力实施", "深化", "创办", "融入"])


def quoted(text: str) -> Iterator[Mention]:
    """“X” with a head of policy after it, with such a head at its own end, or as the object of 开展, 实施 …"""
    doctrine = frozenset(words("doctrine"))
    for match in _QUOTED.finditer(text):
        start, core = match.start(), match[1]
        if core in doctrine:
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
    if tail is None or (_not_after().match(text[list_end : tail.end()]) and tail["head"] in _WEAK):
        return None
    head = tail["head"]
    if (text[list_end] == "的" and head not in _OF) or (head in ("要求", "总要求") and not _NUMERAL.search(core)):
        return None
    if len(head) == 1 and re.match(r"[一-鿿]", text[tail.end() : tail.end() + 1]):
        return None
    verb = _quote_verb().search(before) or (tail["middle"] and _clause_verb(text, start))
    dated = bool(_PERIOD.search(core)) and head in ("活动", "年活动", "系列活动")
    if head in _WEAK and not verb and not dated:
        return None
    if head == "年" and not verb:
        return None
    stop = tail.end()
    listed = "等" in text[list_end : tail.end()]
    name = f"“{core}”{head}" if listed else text[start:stop].replace("\n", "")
    stop = end if listed else stop
    short = f"“{core}”"
    plain = f"{text[start:end]}{head}" if list_end == end else ""
    lead = _lead(before)
    names = tuple(dict.fromkeys(n for n in (lead + name, name, plain, short) if n))
    confidence = 0.55 if head in _WEAK else 0.75
    return _mention(text, start, stop, names, "policy/programme/quoted", confidence)


def _clause_verb(text: str, start: int) -> bool:
    clause = re.split(r"[，。；：！？\n]", text[max(0, start - 40) : start])[-1]
    return compiled("quote_verbs").search(clause) is not None


def _lead(before: str) -> str:
    """The words between the verb and the quoted name that belong to it: 推行社区食堂“红黑榜”制度 → 社区食堂."""
    match = _VERB_LEAD.search(before)
    lead = match["lead"] if match else ""
    return lead if len(lead) >= 2 and not lead.endswith(("等", "展", "新的")) else ""


_VERB_LEAD = re.compile(
    r"(?:开展|实施|推行|推进|启动|建立|建立健全|健全|实行|创建|探索|深化|推出|构建|制定|出台)(?:了|好|起)?(?:全面|深入|一批|首批|第[一二三四五六七八九十]批)?"
    r"(?P<lead>[^，。、；：！？\n《》“”的了在将以与和为从对向到]{2,14})$"
)


def _headless(text: str, match: re.Match[str], before: str) -> Mention | None:
    start, end, core = match.start(), match.end(), match[1]
    after = text[end : end + 8]
    verb = _quote_verb().search(before)
    if _SENTENCE.search(core) or re.match(r"奖|称号|号|品牌|论坛|峰会", after):
        return None
    own = _own_head().search(core)
    if own and len(core) >= 4 and not (_NUMERAL.match(core) and own.start() <= 2) and not _is_generic(core[: own.start()] , own[0], quoted=True) and (verb or not re.match(r"[一-鿿]", after)):
        return _mention(text, start, end, (f"“{core}”",), "policy/programme/quoted-whole", 0.65)
    close = re.search(r"(?:" + "|".join(sorted(_BARE, key=len, reverse=True)) + r")[了好]?(?:[一-鿿、]{0,14}到社区)?$", before)
    if close and len(core) <= 12 and re.match(r"[，。、；和与及\s,（(]|$|等", after):
        sure = _NUMERAL.search(core) or _YEAR.search(core) or core.endswith(("党建", "制", "行"))
        if sure:
            return _mention(text, start, end, (f"“{core}”",), "policy/programme/quoted-bare", 0.5)
    return None


@cache
def _led_head() -> re.Pattern[str]:
    return re.compile(any_of((*words("strong_heads"), *words("made_heads"))) + _LED_END)


_FIRM = frozenset(["开展", "组织开展", "持续开展", "深入开展", "实施", "启动", "推行", "出台", "制定", "印发", "发起", "打好", "打赢", "试行", "设立", "实行", "启动实施", "公布", "颁布", "发布", "普遍建立", "建立"])
_CLAUSE = re.compile(r"[，。；：！？\n《》“”\"…]")


def led(text: str) -> Iterator[Mention]:
    """Names without quotes after a verb that carries or makes them: 实施城市更新行动, 建立领导包联制度."""
    made, wished = frozenset(words("made_heads")), frozenset(words("wished_heads"))
    for match in _led_head().finditer(text):
        head = match[0]
        window = max(0, match.start() - 34)
        breaks = [m.end() for m in _CLAUSE.finditer(text, window, match.start())]
        left = breaks[-1] if breaks else window
        if head in ("机制", "体制", "模式") and not _BEGUN.search(text, left, match.start()):
            continue
        verbs = "wished_verbs" if head in wished else "make_verbs" if head in made else "carry_verbs"
        start = _name_start(text, left, match.start(), verbs)
        if start is None or _is_generic(text[start : match.start()], head):
            continue
        name = text[start : match.end()]
        yield _mention(text, start, match.end(), (name,), "policy/programme/led", 0.5 if head in made else 0.65)


# Mechanisms are wished for all day long; one that is begun or in use is named.
_BEGUN = re.compile(r"启动|推行|实行|试行|创建|普遍建立|率先")


def _name_start(text: str, left: int, right: int, verbs: str) -> int | None:
    """Where the name that ends in a head at ``right`` begins; None where no verb of the list ``verbs`` leads to it."""
    found = list(compiled(verbs).finditer(text, left, right))
    if not found or (verbs == "wished_verbs" and _wished(text, found[0].start())):
        return None
    firm = [m for m in found if m[0] in _FIRM]
    verb = firm[-1] if firm else found[0]
    start = verb.end() + _leading_length(text[verb.end() : right])
    for cut in _breaks().finditer(text, start, right):
        if right - cut.end() >= 2:
            start = cut.end()
    return start + _leading_length(text[start:right])


@cache
def _breaks() -> re.Pattern[str]:
    heads = any_of((*words("strong_heads"), *words("made_heads")))
    return re.compile(any_of(words("breaks")) + f"|{heads}[、和及与]")


def _wished(text: str, at: int) -> bool:
    """Whether the sentence up to ``at`` says what must be, not what is: 要…，建立…机制."""
    begin = max(text.rfind(mark, max(0, at - 120), at) for mark in "。！？\n")
    return _MUST.search(text, max(0, begin, at - 120), at) is not None


def _leading_length(name: str) -> int:
    """How many characters of words that are not the name's own stand at its beginning."""
    match = _leading().match(name)
    return match.end() if match else 0


@cache
def _leading() -> re.Pattern[str]:
    return compiled("leading", before="(?:", after=r"|[一二三四五六七八九十百千\d]+[项个批轮份类大条]|[了好着、起])+")


def _is_generic(content: str, head: str, *, quoted: bool = False) -> bool:
    """Whether the words before ``head`` name nothing: 重大|工程, 下一步|行动."""
    least = 3 if quoted or head in ("战略", "倡议") else 2 if len(head) > 3 else 4
    short_head = len(head) <= 3
    return (
        len(content) < least
        or len(_generic().sub("", content)) < 2
        or not _WORD.search(content[-1:])
        or (short_head and content.endswith(tuple(words("bad_ends"))))
        or content.count("、") > (0 if head in words("made_heads") else 2)
        or len(content) > 26
        or content.endswith("的")
        or (head in words("wished_heads") and content.startswith(("健全", "完善", "建立")))
    )


@cache
def _generic() -> re.Pattern[str]:
    return compiled("generic")


# 中方提出甲、乙等倡议: each thing listed is one.
_LISTED = re.compile(r"提出(?P<list>[^，。；：！？]{4,44}?)等(?:重要|重大|系列)?(?P<head>倡议|计划)")


def listed(text: str) -> Iterator[Mention]:
    """Initiatives told as a list with one head: 提出甲、乙等倡议."""
    for match in _LISTED.finditer(text):
        at = match.start("list")
        for item in re.split("(、)", match["list"]):
            name = item.removesuffix(match["head"])
            if len(name) >= 4:
                yield _mention(text, at, at + len(item), (name + match["head"], item), "policy/programme/listed", 0.6)
            at += len(item)


# 2035年愿景, “2030国家愿景”: the long-term plans of states and blocs.
_VISION = re.compile(r"[“\"]?(?:２０[\d０-９]{2}|20\d\d)年?[一-鿿]{0,8}愿景[”\"]?")


# 法国的“中国年”, 俄罗斯“中国年”: a year that a state or a body holds.
_COUNTRY_YEAR = re.compile(r"(?:[一-鿿]{0,4}(?:国|组织|联盟)|法|俄|意大利|西班牙|俄罗斯|荷兰|埃及|墨西哥|希腊)的?(?P<name>“(?P<country>[一-鿿]{2,5})年”)")


def visions(text: str) -> Iterator[Mention]:
    """Long-term plans named by their year: “2030国家愿景”."""
    for match in _COUNTRY_YEAR.finditer(text):
        if match["country"] in country_names() or match["country"] == "中国":
            yield _mention(text, match.start(), match.end(), (match[0].replace("的", ""), match["name"]), "policy/programme/year", 0.6)
    for match in _VISION.finditer(text):
        yield _mention(text, match.start(), match.end(), (match[0],), "policy/programme/year", 0.7)


def state_years(text: str) -> Iterator[Mention]:
    """Years of exchange between states: 中法旅游年."""
    for match in _STATE_YEAR.finditer(text):
        yield _mention(text, match.start(), match.end(), (match[0],), "policy/programme/year", 0.7)


def _mention(text: str, start: int, end: int, names: tuple[str, ...], source: str, confidence: float) -> Mention:
    span = Span(start, end)
    return Mention(MentionKind.POLICY, span, span.of(text), names, source=source, confidence=confidence)


def find_programmes(text: str) -> list[Mention]:
    """Every programme that ``text`` names, in no order; overlaps are not settled here."""
    titles = [Span(s, e) for s, e in bracketed(text)]
    found = [*settled(text), *quoted(text), *led(text), *listed(text), *state_years(text), *visions(text)]
    return [m for m in found if not any(t.contains(m.span) for t in titles)]
