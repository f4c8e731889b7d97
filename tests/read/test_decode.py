"""Encodings are told from the bytes; nonsense is not taken for text."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.read.decode import decode

TEXT = "本报讯（记者王明）清河镇昨天召开防汛工作会议，镇长李强要求各村做好准备。会议还研究了秋收工作。\n" * 3
TRADITIONAL = "本報訊（記者王明）清河鎮昨天召開防汛工作會議，鎮長李強要求各村做好準備。會議還研究了秋收工作。\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_encodings_of_simplified_text(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding))
    assert decoded and (decoded.text, decoded.encoding, decoded.bad) == (TEXT, encoding, 0)


def test_big5() -> None:
    decoded = decode(TRADITIONAL.encode("big5hkscs"))
    assert decoded and (decoded.text, decoded.encoding) == (TRADITIONAL, "big5hkscs")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_byte_order_mark_is_no_text(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + TEXT.encode(encoding))
    assert decoded and decoded.text == TEXT


def test_a_mark_that_lies() -> None:
    decoded = decode(codecs.BOM_UTF8 + TEXT.encode("gb18030"))
    assert decoded and (decoded.text, decoded.encoding) == (TEXT, "gb18030")


def test_utf8_decoded_twice_is_put_right() -> None:
    decoded = decode(TEXT.encode().decode("latin-1").encode())
    assert decoded and decoded.text == TEXT


def test_a_few_bad_bytes_are_counted() -> None:
    decoded = decode(TEXT.encode() + b"\xff" + TEXT.encode())
    assert decoded and decoded.bad == 1 and decoded.text.startswith(TEXT)


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, b"\x00" * 5000, b"PK\x03\x04" + bytes(range(255, -1, -1)) * 20],
)
def test_binary_is_not_text(data: bytes) -> None:
    assert decode(data) is None


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is None or isinstance(decoded.text, str)
