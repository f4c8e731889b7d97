"""Congresses, plenums and sessions that are named by number: 党的二十大, 十一届三中全会, 省第七次党代会.

Their full names follow by rule from the number, so that every short form of one session is one event. The body
whose session it is follows, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.lexicon.events import event_words
from kg.lexicon.gazetteer import country, divisions_named
from kg.mentions.calendar import number
from kg.model import Article, Sentence, Span

_NUM = r"[一二三四五六七八九十百]{1,4}|\d{1,3}"
_ONES = "零一二三四五六七八九"
_PARTY = r"中国共产党|中共|党的"
#: After a bare 十五大 or 二十大, so that 十二大战役 is none.
_CONGRESS_AFTER = (
    r"(?=精神|报告|以[来后前]|召开|代表|提出|确定|胜利|之[后前]|后|前|作出|部署|闭幕|开幕"
    r"|制定|关于|的|为(?=[^，。]{1,16}(?:指|提供|作出|明|确定))|给|使|把|对|新|明确|强调|指出|党章|、|，|。|和|》|”|$)"
)

#: 中国共产党第二十次全国代表大会 · 党的二十大 · 十五大
_PARTY_CONGRESS = re.compile(
    rf"(?:{_PARTY})第?(?P<a>{_NUM})次全国代表大会|(?:{_PARTY})[“”]?(?P<b>{_NUM})大(?![会学型众家小])"
    rf"|(?<![第一二三四五六七八九十党共届])(?P<c>十[一二三四五六七八九]|二十[一二]?)大{_CONGRESS_AFTER}"
)
#: 党的二十届二中、三中全会 · 中共十四届六中全会
_PLENUM = re.compile(
    rf"(?P<party>{_PARTY})?第?(?P<n>{_NUM})届(?P<m>[一二三四五六七八九])中(?P<more>(?:全会)?(?:、(?:和)?[一二三四五六七八九]中)+)?全会"
    rf"|(?:中国共产党|中共)第?(?P<n2>{_NUM})届中央委员会第(?P<m2>{_NUM})次全体会议"
)
#: 九三学社, 省委 … before the number make it another body's plenum.
_OTHER_BODY = re.compile(r"(?:学社|民革|民盟|民建|民进|工党|致公党|台盟|委|党|团|工会|侨联|文联|作协|科协)$")
#: 二十届中央纪委四次全会 · 中央纪委四次全会
_DISCIPLINE = re.compile(
    rf"(?:(?:党的|中共)?第?(?P<n>{_NUM})届)?(?:中共|中国共产党)?中央纪(?:委|律检查委员会)(?:第)?(?P<m>{_NUM})次全(?:会|体会议)"
)
#: 九届全国人大常委会第七次会议 · 第六届全国人民代表大会第五次会议 · 八届全国人大二次会议
_NPC = re.compile(
    rf"第?(?P<n>{_NUM})届全国人(?:大|民代表大会)(?P<sc>常委会|常务委员会)?第?(?P<m>{_NUM})次(?:全体)?会议"
)
#: 全国政协十四届四次会议 · 政协第十四届全国委员会常务委员会第十五次会议
_CPPCC = re.compile(
    rf"(?:中国人民政治协商会议|全国政协|人民政协|政协)第?(?P<n>{_NUM})届(?P<nc>全国委员会)?(?P<sc>常委会|常务委员会)?第?(?P<m>{_NUM})次(?:全体)?会议"
)
#: 省第七次党代会 · 江南市第八次党代会 · 省委第三次党代会
_LOCAL_CONGRESS = re.compile(
    rf"(?P<area>[\u4e00-\u9fff]{{0,5}}?(?:自治区|自治州|[省市区州县旗]))(?P<wei>委)?第(?P<n>{_NUM})次(?:党代会|党员代表大会|党代表大会)"
)
#: 省十二届人大三次会议 · 江南市第八届人民代表大会常务委员会第二次会议
_LOCAL_PEOPLES = re.compile(
    rf"(?P<area>[\u4e00-\u9fff]{{0,6}}?(?:自治区|自治州|[省市区州县旗]))第?(?P<n>{_NUM})届(?:人大|人民代表大会)"
    rf"(?P<sc>常委会|常务委员会)?第?(?P<m>{_NUM})次(?:全体)?会议"
)
#: 省政协十二届三次会议 · 政协第九届江南市委员会第二次会议
_LOCAL_CONSULTS = re.compile(
    rf"(?:政协(?P<a1>[\u4e00-\u9fff]{{0,6}}?(?:自治区|自治州|[省市区州县旗]))第?(?P<n1>{_NUM})届委员会"
    rf"|政协第?(?P<n2>{_NUM})届(?P<a2>[\u4e00-\u9fff]{{0,6}}?(?:自治区|自治州|[省市区州县旗]))委员会"
    rf"|(?P<a3>[\u4e00-\u9fff]{{0,6}}?(?:自治区|自治州|[省市区州县旗]))政协第?(?P<n3>{_NUM})届(?:委员会)?)"
    rf"(?P<sc>常委会|常务委员会)?第?(?P<m>{_NUM})次(?:全体)?会议"
)
#: 越共六大 · 老挝人民革命党十大 · 某党第九次代表大会
_OTHER_PARTY = re.compile(
    rf"(?P<left>[\u4e00-\u9fff]{{1,9}}(?:党|共))(?:第(?P<a>{_NUM})次(?:全国)?代表大会|(?P<b>[一二三四五六七八九十]{{1,3}})大(?![会学型众家小]))"
)
#: 中国全国两会 · 全国两会
_TWO_SESSIONS = re.compile(
    r"(?:中国|(?P<year>今年|去年|明年|[12]\d{3}年)的?)?全国两会|(?P<bare>今年|去年|明年|[12]\d{3}年|中国)的?(?:全国)?两会"
)
#: What every pattern holds.
_ANY = re.compile(r"[一二三四五六七八九十百\d][次届中大]|两会")


@dataclass(frozen=True, slots=True)
class Congress:
    """A numbered session: its names (full first) and the names of the body whose session it is (maybe none)."""

    span: Span
    names: tuple[str, ...]
    organizer: tuple[str, ...]
    local: bool = False


def chinese(value: int) -> str:
    """The Chinese numeral of 1 to 99: 二十, 十五."""
    tens, ones = divmod(value, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_ONES[tens]}十"
    return head + (_ONES[ones] if ones or not tens else "")


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


def _numeral(text: str) -> str:
    value = number(text)
    return chinese(value) if 0 < value < 100 else text


def _names(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for n in names if n))


def _party_congress(text: str, _: str) -> Iterator[Congress]:
    for found in _PARTY_CONGRESS.finditer(text):
        n = _numeral(found["a"] or found["b"] or found["c"])
        if found["c"] and text[found.start() - 1 : found.start()] == "团":
            league = "中国共产主义青年团", "共青团", "团"
            yield Congress(Span(*found.span()), (f"{league[0]}第{n}次全国代表大会", f"共青团{n}大", f"团{n}大"), league)
            continue
        names = _names(f"中国共产党第{n}次全国代表大会", f"党的{n}大", f"中共{n}大", f"{n}大")
        yield Congress(Span(*found.span()), names, ("中国共产党", "中共", "党"))


def _plenum(text: str, _: str) -> Iterator[Congress]:
    for found in _PLENUM.finditer(text):
        if not (found["party"] or found["n2"]) and _OTHER_BODY.search(text, max(0, found.start() - 4), found.start()):
            continue
        n = _numeral(found["n"] or found["n2"])
        for m in [found["m"] or found["m2"], *re.findall(r"([一二三四五六七八九])中", found["more"] or "")]:
            m = _numeral(m)
            names = _names(
                f"中国共产党第{n}届中央委员会第{m}次全体会议",
                f"党的{n}届{m}中全会",
                f"中共{n}届{m}中全会",
                f"{n}届{m}中全会",
            )
            yield Congress(Span(*found.span()), names, ("中国共产党中央委员会", "中共中央", "党中央", "中国共产党"))


def _discipline(text: str, _: str) -> Iterator[Congress]:
    for found in _DISCIPLINE.finditer(text):
        m = _numeral(found["m"])
        term = f"第{_numeral(found['n'])}届" if found["n"] else ""
        names = _names(
            f"中国共产党{term}中央纪律检查委员会第{m}次全体会议",
            f"{term[1:]}中央纪委{m}次全会",
            f"中央纪委{m}次全会",
            found[0],
        )
        yield Congress(Span(*found.span()), names, ("中共中央纪律检查委员会", "中央纪委"))


def _npc(text: str, _: str) -> Iterator[Congress]:
    for found in _NPC.finditer(text):
        n, m = _numeral(found["n"]), _numeral(found["m"])
        full, short = ("常务委员会", "常委会") if found["sc"] else ("", "")
        ordinal = "第" if found["sc"] else ""
        names = _names(f"第{n}届全国人民代表大会{full}第{m}次会议", f"{n}届全国人大{short}{ordinal}{m}次会议", found[0])
        yield Congress(
            Span(*found.span()), names, (f"全国人民代表大会{full}", f"全国人大{short}", f"{n}届全国人大{short}")
        )


def _cppcc(text: str, _: str) -> Iterator[Congress]:
    for found in _CPPCC.finditer(text):
        if not found["nc"] and not found[0].startswith("全国") and not found["sc"] and not found[0].startswith("政协"):
            continue
        n, m = _numeral(found["n"]), _numeral(found["m"])
        full, short = ("常务委员会", "常委会第") if found["sc"] else ("", "")
        names = _names(
            f"中国人民政治协商会议第{n}届全国委员会{full}第{m}次会议",
            f"政协第{n}届全国委员会{full}第{m}次会议",
            f"全国政协{n}届{short}{m}次会议",
            found[0],
        )
        holder = ("全国政协常委会",) if found["sc"] else ()
        yield Congress(Span(*found.span()), names, (*holder, "中国人民政治协商会议全国委员会", "全国政协"))


def _local_congress(text: str, region: str) -> Iterator[Congress]:
    for found in _LOCAL_CONGRESS.finditer(text):
        n = _numeral(found["n"])
        area = _area(found["area"])
        start = found.end("area") - len(area)
        whole = region if len(area) == 1 and region.endswith(area) else area if len(area) > 1 else ""
        names = _names(
            f"中国共产党{whole}第{n}次代表大会" if whole else "",
            f"{whole}第{n}次党代会" if whole else "",
            f"{area}第{n}次党代会",
            text[start : found.end()],
            f"第{n}次党代会",
        )
        holder = (
            _names(f"中共{whole}委" if whole else "", f"{whole}委" if whole else "", f"{area}委")
            if found["wei"]
            else ()
        )
        yield Congress(Span(start, found.end()), names, holder)


def _whole(area: str, region: str) -> str:
    """The territory's own name: the article's region for a bare level word (省), "" where that is another level."""
    return area if len(area) > 1 and area not in ("自治区", "自治州") else region if region.endswith(area) else ""


def _local_peoples(text: str, region: str) -> Iterator[Congress]:
    for found in _LOCAL_PEOPLES.finditer(text) if "届人" in text else ():
        n, m, area = _numeral(found["n"]), _numeral(found["m"]), _area(found["area"])
        whole = _whole(area, region)
        full, short = ("常务委员会", "常委会") if found["sc"] else ("", "")
        written = text[found.end("area") - len(area) : found.end()]
        names = _names(f"{whole}第{n}届人民代表大会{full}第{m}次会议" if whole else "", written)
        body = _names(f"{whole}人民代表大会{full}" if whole else "", f"{area}人大{short}", f"{area}人民代表大会{full}")
        yield Congress(Span(found.end("area") - len(area), found.end()), names, body, local=True)


def _local_consults(text: str, region: str) -> Iterator[Congress]:
    for found in _LOCAL_CONSULTS.finditer(text) if "政协" in text and "届" in text else ():
        words, n = next((found[f"a{i}"], found[f"n{i}"]) for i in "123" if found[f"n{i}"])
        n, m, area = _numeral(n), _numeral(found["m"]), _area(words)
        whole = _whole(area, region)
        full = "常务委员会" if found["sc"] else ""
        start = found.end("a3") - len(area) if found["a3"] else found.start()
        names = _names(f"政协第{n}届{whole}委员会{full}第{m}次会议" if whole else "", text[start : found.end()])
        body = _names(
            f"中国人民政治协商会议{whole}委员会" if whole else "", f"{whole}政协" if whole else "", f"{area}政协"
        )
        yield Congress(Span(start, found.end()), names, body, local=True)


def _area(words: str) -> str:
    """The territory at the end of the words: a division's name, else the level word alone (省)."""
    for start in range(len(words) - 1):
        if divisions_named(words[start:]):
            return words[start:]
    return next((level for level in ("自治区", "自治州") if words.endswith(level)), words[-1])


def _other_party(text: str, _: str) -> Iterator[Congress]:
    for found in _OTHER_PARTY.finditer(text):
        start = found.start() + _cut(found["left"])
        party = text[start : found.end("left")]
        if len(party) < 2 or party in ("中共", "中国共产党", "全党", "我党") or party.endswith("党员"):
            continue
        n = _numeral(found["a"] or found["b"])
        written = text[start : found.end()]
        land = country(party.removesuffix("共")) if party.endswith("共") else None
        full = f"{land.name}共产党" if land else party  # 越共
        names = _names(f"{full}第{n}次全国代表大会", f"{full}第{n}次代表大会", f"{full}{n}大", written)
        yield Congress(Span(start, found.end()), names, _names(full, party))


def _two_sessions(text: str, _: str) -> Iterator[Congress]:
    for found in _TWO_SESSIONS.finditer(text):
        yield Congress(Span(*found.span()), _names("全国两会", found[0].replace("的", ""), "两会"), ())


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
    _local_peoples,
    _local_consults,
    _discipline,
    _plenum,
    _party_congress,
    _local_congress,
    _other_party,
    _two_sessions,
)
