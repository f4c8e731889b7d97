"""Sessions of provinces, cities and counties by number: 省第七次党代会, 省十二届人大三次会议, 市政协九届二次会议."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon.gazetteer import divisions_named
from kg.mentions.numbered_sessions import NUMBER, Congress, names_of, numeral
from kg.model import Span

#: 省第七次党代会 · 江南市第八次党代会 · 省委第三次党代会
_LOCAL_CONGRESS = re.compile(
    rf"(?P<area>[\u4e00-\u9fff]{{0,5}}?(?:自治区|自治州|[省市区州县旗]))(?P<wei>委)?第(?P<n>{NUMBER})次(?:党代会|党员代表大会|党代表大会)"
)
#: 省十二届人大三次会议 · 江南市第八届人民代表大会常务委员会第二次会议
_LOCAL_PEOPLES = re.compile(
    rf"(?P<area>[\u4e00-\u9fff]{{0,6}}?(?:自治区|自治州|[省市区州县旗]))第?(?P<n>{NUMBER})届(?:人大|人民代表大会)"
    rf"(?P<sc>常委会|常务委员会)?第?(?P<m>{NUMBER})次(?:全体)?会议"
)
#: 省政协十二届三次会议 · 政协第九届江南市委员会第二次会议
_LOCAL_CONSULTS = re.compile(
    rf"(?:政协(?P<a1>[\u4e00-\u9fff]{{0,6}}?(?:自治区|自治州|[省市区州县旗]))第?(?P<n1>{NUMBER})届委员会"
    rf"|政协第?(?P<n2>{NUMBER})届(?P<a2>[\u4e00-\u9fff]{{0,6}}?(?:自治区|自治州|[省市区州县旗]))委员会"
    rf"|(?P<a3>[\u4e00-\u9fff]{{0,6}}?(?:自治区|自治州|[省市区州县旗]))政协第?(?P<n3>{NUMBER})届(?:委员会)?)"
    rf"(?P<sc>常委会|常务委员会)?第?(?P<m>{NUMBER})次(?:全体)?会议"
)


def local_congress(text: str, region: str) -> Iterator[Congress]:
    """The congresses of local party committees in ``text``; ``region`` is what 省 or 市 alone means."""
    for found in _LOCAL_CONGRESS.finditer(text):
        n = numeral(found["n"])
        area = _area(found["area"])
        start = found.end("area") - len(area)
        whole = region if len(area) == 1 and region.endswith(area) else area if len(area) > 1 else ""
        names = names_of(
            f"中国共产党{whole}第{n}次代表大会" if whole else "",
            f"{whole}第{n}次党代会" if whole else "",
            f"{area}第{n}次党代会",
            text[start : found.end()],
            f"第{n}次党代会",
        )
        holder = (
            names_of(f"中共{whole}委" if whole else "", f"{whole}委" if whole else "", f"{area}委")
            if found["wei"]
            else ()
        )
        yield Congress(Span(start, found.end()), names, holder)


def _whole(area: str, region: str) -> str:
    """The territory's own name: the article's region for a bare level word (省), "" where that is another level."""
    return area if len(area) > 1 and area not in ("自治区", "自治州") else region if region.endswith(area) else ""


def local_peoples(text: str, region: str) -> Iterator[Congress]:
    """The sessions of local people's congresses in ``text``."""
    for found in _LOCAL_PEOPLES.finditer(text) if "届人" in text else ():
        n, m, area = numeral(found["n"]), numeral(found["m"]), _area(found["area"])
        whole = _whole(area, region)
        full, short = ("常务委员会", "常委会") if found["sc"] else ("", "")
        written = text[found.end("area") - len(area) : found.end()]
        names = names_of(f"{whole}第{n}届人民代表大会{full}第{m}次会议" if whole else "", written)
        body = names_of(
            f"{whole}人民代表大会{full}" if whole else "", f"{area}人大{short}", f"{area}人民代表大会{full}"
        )
        yield Congress(Span(found.end("area") - len(area), found.end()), names, body, local=True)


def local_consults(text: str, region: str) -> Iterator[Congress]:
    """The sessions of local political conferences in ``text``."""
    for found in _LOCAL_CONSULTS.finditer(text) if "政协" in text and "届" in text else ():
        words, n = next((found[f"a{i}"], found[f"n{i}"]) for i in "123" if found[f"n{i}"])
        n, m, area = numeral(n), numeral(found["m"]), _area(words)
        whole = _whole(area, region)
        full = "常务委员会" if found["sc"] else ""
        start = found.end("a3") - len(area) if found["a3"] else found.start()
        names = names_of(f"政协第{n}届{whole}委员会{full}第{m}次会议" if whole else "", text[start : found.end()])
        body = names_of(
            f"中国人民政治协商会议{whole}委员会" if whole else "", f"{whole}政协" if whole else "", f"{area}政协"
        )
        yield Congress(Span(start, found.end()), names, body, local=True)


def _area(words: str) -> str:
    """The territory at the end of the words: a division's name, else the level word alone (省)."""
    for start in range(len(words) - 1):
        if divisions_named(words[start:]):
            return words[start:]
    return next((level for level in ("自治区", "自治州") if words.endswith(level)), words[-1])
