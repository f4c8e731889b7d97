"""Which mentions in an article name one policy: forms, short titles and repeats are one group."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.lexicon.policies import compiled, settled_documents
from kg.model import Article, Mention, Span

_PLAIN = re.compile(r"[\W_]+")
# （以下简称《条例》） · 简称“方案”: the short form that the text itself gives.
_ALIAS = re.compile(r"[》”\"]?\s*[（(，](?:以下)?(?:简称|下称|简称为)[：:]?[《“\"](?P<short>[^》”\"]{2,24})[》”\"]")
# 《决定》 without its full title: it is that of the plenum or congress named in the article.
_CONGRESS = re.compile(r"(?:中共|党的)?[一二三四五六七八九十]+届[一二三四五六七八九]中全会")


# Names that no list settles may be cut short when they are told again.
_LOOSE = ("scored", "led", "quoted", "quoted-whole", "quoted-bare")
# How many policies back a longer or shorter form of one name is looked for.
_NEAR = 60


@dataclass(slots=True)
class Group:
    """The mentions of one policy. ``names`` are in order of fullness, the first being the policy's name."""

    mentions: list[Mention] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    @property
    def is_document(self) -> bool:
        """Whether its first mention names a document."""
        return self.mentions[0].source.startswith("policy/document/")

    def add(self, mention: Mention, names: tuple[str, ...]) -> None:
        """Take ``mention`` in under ``names``."""
        self.mentions.append(mention)
        self.names += [name for name in names if name not in self.names]


def rule_of(mention: Mention) -> str:
    """The rule that found a policy mention: policy/document/title → title."""
    return mention.source.rsplit("/", 1)[-1]


def plain(name: str) -> str:
    """``name`` without quotes, brackets, spaces: what makes two spellings one."""
    return _PLAIN.sub("", name).replace("共建一带一路", "一带一路")


def group(article: Article, mentions: list[Mention]) -> list[Group]:
    """The policies of ``article`` in order of first mention."""
    groups: list[Group] = []
    by_name: dict[str, Group] = {}
    aliases: dict[str, Group] = {}
    for mention in sorted([*mentions, *_within(mentions)], key=lambda m: m.span):
        rule = rule_of(mention)
        if rule in ("short-title", "short-name") or mention.names[0] in aliases:
            known = aliases.get(mention.names[0]) or _ending(groups, mention.names[-1]) or _plan_before(groups, mention)
            known = known or by_name.get(plain(mention.names[-1]))
            if known is not None:
                known.add(mention, (mention.names[-1],))
            elif rule == "short-title" and (name := _from_congress(article, mention)):
                groups.append(_new(mention, (name, mention.names[-1]), by_name))
            elif rule == "short-name":
                groups.append(_new(mention, mention.names, by_name))
            continue
        keys = [plain(name) for name in mention.names]
        found = next((by_name[key] for key in keys if key in by_name), None) or _variant(groups, mention)
        if found is None:
            found = _new(mention, mention.names, by_name)
            groups.append(found)
        else:
            found.add(mention, mention.names)
            for name in mention.names:
                by_name.setdefault(plain(name), found)
        if defined := _ALIAS.match(article.text, mention.span.end):
            aliases[defined["short"]] = found
    return [g for g in map(_fullest_first, groups) if _is_told(article, g)]


def _within(mentions: list[Mention]) -> list[Mention]:
    """Settled documents named inside a programme's name: 八项规定 in …八项规定精神学习教育."""
    found = []
    for mention in mentions:
        for policy in settled_documents() if rule_of(mention) == "settled" else ():
            form = next((f for f in policy.forms if f in mention.text and f != mention.text), None)
            if form is not None and policy.name != mention.names[0]:
                start = mention.span.start + mention.text.index(form)
                span = Span(start, start + len(form))
                names = (policy.name, form)
                found.append(replace(mention, span=span, text=form, names=names, source="policy/document/settled"))
    return found


def _new(mention: Mention, names: tuple[str, ...], by_name: dict[str, Group]) -> Group:
    made = Group()
    made.add(mention, names)
    for name in names:
        by_name.setdefault(plain(name), made)
    return made


def _ending(groups: list[Group], short: str) -> Group | None:
    """The policy named last whose name ends with ``short`` (条例 → …管理条例)."""
    for known in reversed(groups):
        if any(name != short and re.sub(r"[（(].*$", "", name).endswith(short) for name in known.names):
            return known
    return None


def _plan_before(groups: list[Group], mention: Mention) -> Group | None:
    """“十五五”规划《建议》 speaks of the plan."""
    for known in groups:
        if any(rule_of(m) == "plan" and 0 <= mention.span.start - m.span.end <= 1 for m in known.mentions):
            return known
    return None


def _variant(groups: list[Group], mention: Mention) -> Group | None:
    """A group whose name holds this one whole, or is held by it, with no more than a head or a verb between."""
    mine = plain(mention.names[0])
    if len(mine) < 4 or rule_of(mention) in ("settled", "plan"):
        return None
    for known in reversed(groups[-_NEAR:]):
        theirs = plain(known.names[0])
        short, long = sorted((mine, theirs), key=len)
        counted = rule_of(mention) == "measures" and long.endswith(short)
        if len(short) >= 4 and short in long and (counted or _is_slight(long.replace(short, "", 1))):
            return known
        if rule_of(mention) in _LOOSE and rule_of(known.mentions[0]) in _LOOSE and _is_shortened(short, long):
            return known
    return None


def _is_shortened(short: str, long: str) -> bool:
    """东渠工程 for 清州东渠供水工程: all its characters in their order, its beginning and its head whole."""
    if len(short) < 4 or short[:2] not in long or short[-2:] != long[-2:]:
        return False
    rest = iter(long[long.index(short[:2]) :])
    return all(character in rest for character in short)


def _is_slight(rest: str) -> bool:
    keys = ("quoted_heads", "strong_heads", "leading", "carry_verbs")
    return compiled(*keys, before="(?:", after="|方案|草案|中华人民共和国)*").fullmatch(rest) is not None


def _from_congress(article: Article, mention: Mention) -> str | None:
    if mention.names[-1] not in ("决定", "决议", "建议"):
        return None
    named = [m[0] for m in _CONGRESS.finditer(article.text, 0, mention.span.end)]
    named += _CONGRESS.findall(article.headline or "")
    return named[-1] + mention.names[-1] if named else None


def _fullest_first(found: Group) -> Group:
    first = found.names[0]
    if rule_of(found.mentions[0]) not in ("settled", "plan", "salient"):
        heads = [n for n in found.names if first in n]
        first = max(heads, key=len, default=first)
    found.names = [first, *(n for n in found.names if n != first)]
    return found


def _is_told(article: Article, found: Group) -> bool:
    """Names that are doctrine as often as policy count only where the article dwells on them."""
    if any(rule_of(m) != "salient" for m in found.mentions):
        return True
    headline = plain(article.headline or "")
    return len(found.mentions) > 1 or any(plain(n) in headline for n in found.names)
