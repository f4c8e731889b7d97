"""Bytes become text: the encoding is told from the bytes, never from what a file says of itself."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

# The commonest characters of running Chinese, simplified and traditional: a wrong decoding yields rare ones.
_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所"
    "然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与"
    "长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己"
    "制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系"
    "气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社"
    "便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉"
    "格望觉术领共确传师观清今切院让识候带导争运省委书党席市长讯社这為個們來說時國會對過發後裡種經麼學現當沒動看還"
    "進樣開實軍無與長機點業將兩間問關應戰頭體見產給話門東聲員處義條氣題爾別變總電數報結場務計設記據邊張該規萬術"
    "領確傳師觀讓識帶導爭運，。、：；？！“”「」（）《》0123456789"
)
_HANZI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
SAMPLE = 1 << 16
_MOST_BAD = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was in and how many characters could not be read (U+FFFD stands for them)."""

    text: str
    encoding: str
    bad: int = 0


def decode(data: bytes) -> Decoded | None:
    """The text of ``data``, or None if it is not text (binary, or no encoding fits)."""
    encoding, start = detect(data)
    if encoding is None:
        return None
    text = data[start:].decode(encoding, errors="replace")
    bad = text.count("\ufffd")
    if bad > max(1, _MOST_BAD * len(text)) or _is_binary(text):
        return None
    twice = _decoded_twice(text)
    return Decoded(twice, f"{encoding}, twice", 0) if twice else Decoded(text, encoding, bad)


def detect(data: bytes) -> tuple[str | None, int]:
    """Encoding of ``data`` (or of a sample from its start) and the length of its mark; (None, 0) for no text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            mistakes = data[len(bom) : SAMPLE].decode(encoding, errors="replace").count("\ufffd")
            if mistakes <= 1 or encoding != "utf-8":
                return encoding, len(bom)
            # The mark lies: some editors put it before text in another encoding.
            return detect(data[len(bom) :])[0], len(bom)
    sample = data[:SAMPLE]
    if b"\x00" not in sample and _bad_share(sample, "utf-8") <= _MOST_BAD:
        return "utf-8", 0
    candidates = _CANDIDATES if b"\x00" not in sample else ("utf-16-le", "utf-16-be")
    scored = [(_score(sample, name), -rank, name) for rank, name in enumerate(candidates)]
    best = max(scored)
    return (best[2], 0) if best[0] > 0 else (None, 0)


def _bad_share(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, errors="replace")
    # A sample may cut its last character in two.
    return max(0, text.count("\ufffd") - 1) / max(1, len(text))


def _score(sample: bytes, encoding: str) -> float:
    """How much the sample reads like Chinese in ``encoding``: the share of common characters, 0 for nonsense."""
    text = sample.decode(encoding, errors="replace")
    if not text or _bad_share(sample, encoding) > _MOST_BAD or _is_binary(text):
        return 0.0
    letters = [c for c in text if not c.isspace() and not ("!" <= c <= "~" and c not in _COMMON)]
    if not letters:
        return 0.01
    share = sum(c in _COMMON for c in letters) / len(letters)
    return share if share > 0.15 else 0.0


def _is_binary(text: str) -> bool:
    sample = text[:SAMPLE]
    return len(_CONTROL.findall(sample)) > max(2, len(sample) // 200)


def _decoded_twice(text: str) -> str | None:
    """UTF-8 that was once read as Latin-1 or Windows-1252 and saved again (ä¸å½ for 中国), put right; else None."""
    sample = text[:400]
    if _HANZI.search(sample) or not any("\x80" <= c <= "\xff" for c in sample):
        return None
    for encoding in ("latin-1", "cp1252"):
        try:
            mended = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if len(_HANZI.findall(mended)) > len(mended) // 4:
            return mended
    return None


def holds_chinese(text: str) -> bool:
    """Whether there is a Chinese character in the text at all."""
    return _HANZI.search(text) is not None
