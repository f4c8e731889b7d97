"""What the recogniser takes for one body is cut at marks and at words that no name holds."""

from __future__ import annotations

import pytest

from kg.language import analyse
from kg.mentions.body_edges import whole_bodies
from kg.model import Article, OffsetMap, Span


@pytest.mark.parametrize(
    ("text", "recognised", "bodies"),
    [
        ("据朝鲜《江城新闻》报道。", "朝鲜《江城新闻", ["朝鲜《江城新闻》"]),
        ("他乘坐“望海2”号船出海。", "望海2”号船", ["“望海2”号船"]),
        ("山西青石煤业有限公司“5·22”事故。", "山西青石煤业有限公司“5·22", ["山西青石煤业有限公司"]),
        ("《江州日报》今天刊登消息。", "《江州日报》", ["江州日报"]),
        ("出版《世界童话丛书》。", "《世界童话丛书》", []),
        ("市场监管总局会同中央网信办印发通知。", "市场监管总局会同中央网信办", ["市场监管总局", "中央网信办"]),
        ("“江海水利技术研究会”召开。", "江海水利技术研究会”", []),  # a name of its own in quotes
        ("江海水利技术研究会”召开。", "江海水利技术研究会”", ["江海水利技术研究会"]),
        ("台风“白鹭”登陆。", "台风“白鹭", []),
        ("江州市委宣传部新闻发布处印发通知。", "江州市委宣传部新闻发布处", ["江州市委宣传部新闻发布处"]),
        ("江州大学举行仪式。", "江州大学", ["江州大学"]),
    ],
)
def test_bodies_are_whole(text: str, recognised: str, bodies: list[str]) -> None:
    sentence = analyse(Article("x", "x", text, OffsetMap.identity(len(text))))[0]
    at = text.index(recognised)
    found = whole_bodies(text, sentence, Span(at, at + len(recognised)))
    assert [text[own.start : own.end] for own in found] == bodies
