"""Who signs a text or a picture, by where the name stands."""

from __future__ import annotations

import pytest

from kg.lexicon.signatures import is_signature
from kg.model import Span


def signs(text: str, name: str, *others: str) -> bool:
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in (name, *others)]
    return is_signature(text, spans[0], spans)


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        ("乡亲们用上了自来水。（苏远舟）", "苏远舟", ()),
        ("乡亲们用上了自来水。（苏远舟、温以宁）\n山上下了雪。", "温以宁", ("苏远舟",)),
        ("图为修好的水渠。（苏远舟温以宁摄）二、新桥通车", "苏远舟", ("温以宁",)),
        ("图为修好的水渠。（苏远舟摄影报道）", "苏远舟", ()),
        ("水渠修好以后\n苏远舟　温以宁\n青石镇有一条水渠。", "苏远舟", ("温以宁",)),
        ("苏远舟\n青石镇有一条水渠。", "苏远舟", ()),
    ],
)
def test_who_signs(text: str, name: str, others: tuple[str, ...]) -> None:
    assert signs(text, name, *others)


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        ("苏远舟到青石镇查看水渠。", "苏远舟", ()),
        ("水利局局长（苏远舟）到青石镇查看水渠。", "苏远舟", ()),
        ("图为苏远舟查看水渠。（温以宁摄）", "苏远舟", ("温以宁",)),
        ("图为查看水渠的人。（右一为苏远舟）", "苏远舟", ()),
        ("出席的有：\n苏远舟　温以宁　顾长河　沈知微\n", "苏远舟", ("温以宁", "顾长河", "沈知微")),
        ("苏远舟（女）\n", "苏远舟", ()),
    ],
)
def test_who_is_told_of(text: str, name: str, others: tuple[str, ...]) -> None:
    assert not signs(text, name, *others)
