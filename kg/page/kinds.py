"""What a unit is by its own words: text, headline, byline, or the furniture of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.lexicon.gazetteer import surnames
from kg.page.line_signs import ends_sentence, is_byline
from kg.page.lines import Line
from kg.page.patterns import patterns
from kg.page.unit import Unit, UnitKind
from kg.page.words import word_pairs

_INNER = frozenset("，。；：“")
_PAUSES = frozenset("，。；：！？!?、")
_DIGITS = re.compile(r"[0-9]{3}")
_LONGEST_DISPLAY = 64
_LONGEST_ADVERT = 400  # characters of one paragraph
_LONGEST_PLEA = 80  # characters of an advertisement's sentences without a number
_NEVER_IN_NAMES = frozenset("到了的在是把被让从个们这那也就都县省局作")
_LONGEST_RUN = 6  # characters of names that nothing parts
_SHORT_SIGNATURE, _LONGEST_SIGNATURE = 24, 60
_DATED = re.compile(r"[0-9０-９〇一二三四五六七八九十][年月日]")
_LONGEST_CRY, _MOST_CRIED = 26, 2  # characters and lines of a headline without a pause that ends so
_SHORT_CRY = 18  # characters of a headline that ends with ！ or ？
# （附图片１张） · （外一首） · （上）
_NOTE_ON_HEADLINE = re.compile(r"[图首续附篇]|[（(][上中下一二三四五六七八九十0-9０-９ＡＢ、]+[）)]|[0-9０-９年月]")


def advert_score(text: str) -> float:
    """How much of an advertisement the text is: strong words count 1, weak ones a third, per 60 characters.

    Long text counts as none.
    """
    if len(text) > _LONGEST_ADVERT:
        return 0.0
    known = patterns()
    strong = len(known.advert_strong.findall(text))
    if _DIGITS.search(text):
        strong += len(known.advert_number.findall(text))
    weak = len(known.advert_weak.findall(text))
    return (strong + weak / 3) / max(1.0, len(text) / 60)


def kind_of(unit: Unit, lines: Sequence[Line]) -> UnitKind:
    """The kind of a unit, by its words and the line or lines that it stands on; also notes what was seen on it."""
    furniture = _furniture(unit, lines)
    if furniture:
        return furniture
    text, known = unit.text, patterns()
    if _is_signature(text):
        unit.closes = True
        return UnitKind.PARAGRAPH
    if known.note.fullmatch(text):
        unit.note = True
        return UnitKind.DISPLAY
    bare = _INNER.isdisjoint(text)
    if text[-1] in "！？!?…" and _is_cried(text, len(lines)):
        return UnitKind.DISPLAY
    longest = 99 if unit.level else _LONGEST_DISPLAY
    if ends_sentence(text) or "。" in text or len(text) > longest or text[-1] in "，、；;,：:":
        return UnitKind.PARAGRAPH
    if len(lines) > (5 if bare else 3):
        return UnitKind.PARAGRAPH
    if unit.column and len(lines) == 1 and _is_broken_off(unit, lines[0]):
        return UnitKind.PARAGRAPH
    if known.lead.match(text) or known.caption.search(text) or known.closing_dateline.search(text):
        return UnitKind.PARAGRAPH
    return UnitKind.DISPLAY


def _furniture(unit: Unit, lines: Sequence[Line]) -> UnitKind | None:
    """The kind of a unit that is known by its own words; None for text and display lines."""
    text, known = unit.text, patterns()
    if len(text) <= 24 and "版" in text:
        if known.jump_line.fullmatch(text):
            return UnitKind.JUMP
        if known.guide_pointer.fullmatch(text):
            return UnitKind.GUIDE
    if known.guide.fullmatch(text):
        return UnitKind.GUIDE
    if _is_imprint(text):
        return UnitKind.IMPRINT
    if is_byline(text):
        return UnitKind.BYLINE
    if _is_advert(unit):
        return UnitKind.ADVERT
    return UnitKind.BYLINE if len(lines) == 1 and not unit.level and are_names(text) else None


def _is_signature(text: str) -> bool:
    """（张三） · （某报李四） · （作者系某校教师）: a line in brackets below a body that says who wrote it."""
    if text[0] not in "（(" or text[-1] not in "）)" or len(text) > _LONGEST_SIGNATURE:
        return False
    if "）" in text[:-1] or "。" in text:
        return False
    return not (_NOTE_ON_HEADLINE if len(text) <= _SHORT_SIGNATURE else _DATED).search(text)


def _is_cried(text: str, lines: int) -> bool:
    """拜年，莫变味！ · “终身制”还有必要吗？: at most one pause in a headline; speech stands in quotes."""
    if lines == 1 and len(text) <= _SHORT_CRY and "“" not in text and text.count("，") == 1:
        return "。" not in text and "：" not in text
    return lines <= _MOST_CRIED and len(text) <= _LONGEST_CRY and _PAUSES.isdisjoint(text[:-1])


def _is_broken_off(unit: Unit, line: Line) -> bool:
    """A line of running text whose end was not recognised: punctuation within, nearly as wide as its column."""
    unit.broken = (
        line.bold is False
        and not line.level
        and " " not in unit.text
        and ("，" in unit.text or "；" in unit.text)
        and unit.wrapped
        and unit.column - 4 <= line.width <= unit.column + 1
    )
    return unit.broken


def _is_imprint(text: str) -> bool:
    if len(text) > 400:
        return False
    if len(text) < 80 and patterns().masthead.search(text) and not ends_sentence(text):
        return True
    strong = len(patterns().imprint_strong.findall(text))
    weak = len(patterns().imprint_weak.findall(text)) if strong or ":" in text or "：" in text else 0
    return (strong >= 1 and (strong + weak >= 2 or len(text) < 40) and not ends_sentence(text)) or (
        weak >= 2 and len(text) < 60 and not ends_sentence(text)
    )


def _is_advert(unit: Unit) -> bool:
    known = patterns()
    if known.contact.fullmatch(unit.text) and not ends_sentence(unit.text):
        return True
    numbered = known.advert_number.search(unit.text) is not None
    if not unit.advert or not (numbered or known.advert_strong.search(unit.text)):
        return False
    if ends_sentence(unit.text) and len(unit.text) > _LONGEST_PLEA and not numbered:
        # A report may speak of sales, too; without a number to call nothing is sold by it.
        return False
    if known.lead.match(unit.text):
        return False
    return unit.advert >= 0.9 or (len(unit.text) < 60 and not ends_sentence(unit.text))


def are_names(text: str) -> bool:
    """章雯 · 张志勇何伟 · 李 娜: nothing but one to three Chinese names."""
    bare = "".join(text.split())
    if not 2 <= len(bare) <= 9 or not all("\u4e00" <= c <= "\u9fff" for c in bare):
        return False
    if len(bare) > 3 and (bare[-2:] in word_pairs() or not _NEVER_IN_NAMES.isdisjoint(bare)):
        # 某某强调 · 春到某湖
        return False
    if len(bare) == 2:
        return bare[0] in surnames() and bare not in word_pairs()
    if len(bare) == 4 and bare[2:] in word_pairs():
        return False
    # Few characters in a row are words, as they would be in a headline; none where nothing parts the names.
    words = sum(bare[i : i + 2] in word_pairs() for i in range(len(bare) - 1))
    if words > (0 if bare == text else len(bare) // 4) or (bare == text and len(bare) > _LONGEST_RUN):
        return False
    return _parses_as_names(bare)


def _parses_as_names(text: str) -> bool:
    if not text:
        return True
    for family in (2, 1):
        if text[:family] in surnames():
            for given in (2, 1):
                if len(text) >= family + given and _parses_as_names(text[family + given :]):
                    return True
    return False


def is_rubric(unit: Unit) -> bool:
    """迎新春 送祝福 话丰年 · 新春走基层: a standing head by its own looks."""
    words = unit.text.split()
    if len(words) >= 3 and len({len(w) for w in words}) == 1 and len(words[0]) <= 4:
        return True
    return len(unit.text) <= 12 and patterns().rubric.search(unit.text) is not None
