"""Congresses, plenums and sessions that are named by number: 党的二十大, 十一届三中全会, 省第七次党代会.

Their full names follow by rule from the number, so that every short form of one session is one event. The body
whose session it is follows, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.lexicon.events import event_words
from kg.lexicon.gazetteer import country
from kg.mentions.local_congresses import local_congress, local_consults, local_peoples
from kg.mentions.numbered_sessions import NUMBER, Congress, names_of, numeral
from kg.model import Article, Sentence, Span

_PARTY = r"中国共产党|中共|党的"
#: After a bare 十五大 or 二十大, so that 十二大战役 is none.
_CONGRESS_AFTER = (
    r"(?=精神|报告|以[来后前]|召开|代表|提出|确定|胜利|之[后前]|后|前|作出|部署|闭幕|开幕"
    r"|制定|关于|的|为(?=[^，。]{1,16}(?:指|提供|作出|明|确定))|给|使|把|对|新|明确|强调|指出|党章|、|，|。|和|》|”|$)"
)

#: 中国共产党第二十次全国代表大会 · 党的二十大 · 十五大
_PARTY_CONGRESS = re.compile(
    rf"(?:{_PARTY})第?(?P<a>{NUMBER})次全国代表大会|(?:{_PARTY})[“”]?(?P<b>{NUMBER})大(?![会学型众家小])"
    rf"|(?<![第一二三四五六七八九十党共届])(?P<c>十[一二三四五六七八九]|二十[一二]?)大{_CONGRESS_AFTER}"
)
#: 党的二十届二中、三中全会 · 中共十四届六中全会
_PLENUM = re.compile(
    rf"(?P<party>{_PARTY})?第?(?P<n>{NUMBER})届(?P<m>[一二三四五六七八九])中(?P<more>(?:全会)?(?:、(?:和)?[一二三四五六七八九]中)+)?全会"
    rf"|(?:中国共产党|中共)第?(?P<n2>{NUMBER})届中央委员会第(?P<m2>{NUMBER})次全体会议"
)
#: 九三学社, 省委 … before the number make it another body's plenum.
_OTHER_BODY = re.compile(r"(?:学社|民革|民盟|民建|民进|工党|致公党|台盟|委|党|团|工会|侨联|文联|作协|科协)$")
#: 二十届中央纪委四次全会 · 中央纪委四次全会
_DISCIPLINE = re.compile(
    rf"(?:(?:党的|中共)?第?(?P<n>{NUMBER})届)?(?:中共|中国共产党)?中央纪(?:委|律检查委员会)(?:第)?(?P<m>{NUMBER})次全(?:会|体会议)"
)
#: 九届全国人大常委会第七次会议 · 第六届全国人民代表大会第五次会议 · 八届全国人大二次会议
_NPC = re.compile(
    rf"第?(?P<n>{NUMBER})届全国人(?:大|民代表大会)(?P<sc>常委会|常务委员会)?第?(?P<m>{NUMBER})次(?:全体)?会议"
)
#: 全国政协十四届四次会议 · 政协第十四届全国委员会常务委员会第十五次会议
_CPPCC = re.compile(
    rf"(?:中国人民政治协商会议|全国政协|人民政协|政协)第?(?P<n>{NUMBER})届(?P<nc>全国委员会)?(?P<sc>常委会|常务委员会)?第?(?P<m>{NUMBER})次(?:全体)?会议"
)
#: 越共六大 · 老挝人民革命党十大 · 某党第九次代表大会
_OTHER_PARTY = re.compile(
    rf"(?P<left>[\u4e00-\u9fff]{{1,9}}(?:党|共))(?:第(?P<a>{NUMBER})次(?:全国)?代表大会|(?P<b>[一二三四五六七八九十]{{1,3}})大(?![会学型众家小]))"
)
#: 中国全国两会 · 全国两会
_TWO_SESSIONS = re.compile(
    r"(?:中国|(?P<year>今年|去年|明年|[12]\d{3}年)的?)?全国两会|(?P<bare>今年|去年|明年|[12]\d{3}年|中国)的?(?:全国)?两会"
)
#: What every pattern holds.
_ANY = re.compile(r"[一二三四五六七八九十百\d][次届中大]|两会")


def find_congresses(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Congress, ...]:
    """The numbered sessions in the body, in order; one that is told twice is found twice."""
    out: list[Congress] = []
    region = article.region.name if article.region else ""
    for sentence in sentences:
        if sentence.in_headline or _ANY.search(sentence.text) is None:
            continue
        taken: list[Span] = []
        for reader in _READERS:
            fresh = [c for c in reader(sentence.text, region) if not any(c.span.overlaps(t) for t in taken)]
            taken.extend(c.span for c in fresh)
            for congress in fresh:
                out.append(replace(congress, span=congress.span.shift(sentence.span.start)))
    return tuple(sorted(_ways(_of_others(out)), key=lambda c: c.span))


def _of_others(found: list[Congress]) -> list[Congress]:
    """Reads a bare number (十四大) as another party's congress where the text names that party's of the number."""
    others = {c.names[0].partition("第")[2]: c for c in found if c.organizer and "党" in c.organizer[0][1:]}
    others = {number: c for number, c in others.items() if c.organizer[0] != _PARTY_CONGRESS_OF}
    out = []
    for congress in found:
        other = others.get(congress.names[0].partition("第")[2])
        bare = congress.organizer[:1] == (_PARTY_CONGRESS_OF,) and len(congress.span) <= _BARE
        if bare and other is not None:
            congress = replace(congress, names=(*other.names, congress.names[-1]), organizer=other.organizer)
        out.append(congress)
    return out


_PARTY_CONGRESS_OF = "中国共产党"
#: 十四大, 二十大: no party stands before it.
_BARE = 4


def _ways(found: list[Congress]) -> list[Congress]:
    """Gives every telling of one session the names of all its tellings."""
    joined: dict[str, dict[str, None]] = {}
    for congress in found:
        joined.setdefault(congress.names[0], {}).update(dict.fromkeys(congress.names))
    return [replace(c, names=tuple(joined[c.names[0]])) for c in found]


def _party_congress(text: str, _: str) -> Iterator[Congress]:
    for found in _PARTY_CONGRESS.finditer(text):
        n = numeral(found["a"] or found["b"] or found["c"])
        if found["c"] and text[found.start() - 1 : found.start()] == "团":
            league = "中国共产主义青年团", "共青团", "团"
            yield Congress(Span(*found.span()), (f"{league[0]}第{n}次全国代表大会", f"共青团{n}大", f"团{n}大"), league)
            continue
        names = names_of(f"中国共产党第{n}次全国代表大会", f"党的{n}大", f"中共{n}大", f"{n}大")
        yield Congress(Span(*found.span()), names, ("中国共产党", "中共", "党"))


def _plenum(text: str, _: str) -> Iterator[Congress]:
    for found in _PLENUM.finditer(text):
        if not (found["party"] or found["n2"]) and _OTHER_BODY.search(text, max(0, found.start() - 4), found.start()):
            continue
        n = numeral(found["n"] or found["n2"])
        for m in [found["m"] or found["m2"], *re.findall(r"([一二三四五六七八九])中", found["more"] or "")]:
            m = numeral(m)
            names = names_of(
                f"中国共产党第{n}届中央委员会第{m}次全体会议",
                f"党的{n}届{m}中全会",
                f"中共{n}届{m}中全会",
                f"{n}届{m}中全会",
            )
            yield Congress(Span(*found.span()), names, ("中国共产党中央委员会", "中共中央", "党中央", "中国共产党"))


def _discipline(text: str, _: str) -> Iterator[Congress]:
    for found in _DISCIPLINE.finditer(text):
        m = numeral(found["m"])
        term = f"第{numeral(found['n'])}届" if found["n"] else ""
        names = names_of(
            f"中国共产党{term}中央纪律检查委员会第{m}次全体会议",
            f"{term[1:]}中央纪委{m}次全会",
            f"中央纪委{m}次全会",
            found[0],
        )
        yield Congress(Span(*found.span()), names, ("中共中央纪律检查委员会", "中央纪委"))


def _npc(text: str, _: str) -> Iterator[Congress]:
    for found in _NPC.finditer(text):
        n, m = numeral(found["n"]), numeral(found["m"])
        full, short = ("常务委员会", "常委会") if found["sc"] else ("", "")
        ordinal = "第" if found["sc"] else ""
        names = names_of(
            f"第{n}届全国人民代表大会{full}第{m}次会议", f"{n}届全国人大{short}{ordinal}{m}次会议", found[0]
        )
        yield Congress(
            Span(*found.span()), names, (f"全国人民代表大会{full}", f"全国人大{short}", f"{n}届全国人大{short}")
        )


def _cppcc(text: str, _: str) -> Iterator[Congress]:
    for found in _CPPCC.finditer(text):
        if not found["nc"] and not found[0].startswith("全国") and not found["sc"] and not found[0].startswith("政协"):
            continue
        n, m = numeral(found["n"]), numeral(found["m"])
        full, short = ("常务委员会", "常委会第") if found["sc"] else ("", "")
        names = names_of(
            f"中国人民政治协商会议第{n}届全国委员会{full}第{m}次会议",
            f"政协第{n}届全国委员会{full}第{m}次会议",
            f"全国政协{n}届{short}{m}次会议",
            found[0],
        )
        holder = ("全国政协常委会",) if found["sc"] else ()
        yield Congress(Span(*found.span()), names, (*holder, "中国人民政治协商会议全国委员会", "全国政协"))


def _other_party(text: str, _: str) -> Iterator[Congress]:
    for found in _OTHER_PARTY.finditer(text):
        start = found.start() + _cut(found["left"])
        party = text[start : found.end("left")]
        if len(party) < 2 or party in ("中共", "中国共产党", "全党", "我党") or party.endswith("党员"):
            continue
        n = numeral(found["a"] or found["b"])
        written = text[start : found.end()]
        land = country(party.removesuffix("共")) if party.endswith("共") else None
        full = f"{land.name}共产党" if land else party  # 越共
        names = names_of(f"{full}第{n}次全国代表大会", f"{full}第{n}次代表大会", f"{full}{n}大", written)
        yield Congress(Span(start, found.end()), names, names_of(full, party))


def _two_sessions(text: str, _: str) -> Iterator[Congress]:
    for found in _TWO_SESSIONS.finditer(text):
        yield Congress(Span(*found.span()), names_of("全国两会", found[0].replace("的", ""), "两会"), ())


def _cut(left: str) -> int:
    """How much of the words before a body's name is not part of it (迎接|某国劳动党)."""
    words = event_words()
    edge = 0
    for pattern in (words.opener, words.study, _CLAUSE_WORDS):
        for found in pattern.finditer(left):
            if found.end() < len(left):
                edge = max(edge, found.end())
    return edge


_CLAUSE_WORDS = re.compile(
    r"[的和与对在了]|庆祝|实现|关于|年初|月初|今年|去年|刚刚|推动|目标|完成|认识|确保|迎接|做好|围绕|召开|出席"
)
_READERS: tuple[Callable[[str, str], Iterator[Congress]], ...] = (
    _npc,
    _cppcc,
    local_peoples,
    local_consults,
    _discipline,
    _plenum,
    _party_congress,
    local_congress,
    _other_party,
    _two_sessions,
)
