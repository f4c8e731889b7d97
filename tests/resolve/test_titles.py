"""Which titles are versions of another, and which change one."""

import pytest

from kg.resolve.titles import amended_by, version_of


@pytest.mark.parametrize(
    ("title", "version", "amends"),
    [
        ("《青澜市河道保护条例》", "", ""),
        ("《青澜市河道保护条例（草案）》", "青澜市河道保护条例", ""),
        ("青澜市河道保护条例修订草案", "青澜市河道保护条例", ""),
        ("青澜市河道保护条例草案（二次审议稿）", "青澜市河道保护条例", ""),
        ("《青澜市水库管理办法（试行）》", "青澜市水库管理办法", ""),
        ("《青澜市水利规划（征求意见稿）》", "青澜市水利规划", ""),
        ("《青澜市节水目录（2021年版）》", "青澜市节水目录", ""),
        ("中华人民共和国湿地保护法修正案（二）", "", "湿地保护法"),
        ("湿地保护法修正案（草案）", "湿地保护法修正案", "湿地保护法"),
        ("《关于修改〈青澜市河道保护条例〉的决定》", "", "青澜市河道保护条例"),
        ("条例（草案）", "", ""),
        ("试行", "", ""),
        ("《青澜市水利规划（2021—2025年）》", "", ""),
    ],
)
def test_a_title_tells_what_it_is_a_version_of_and_what_it_amends(title: str, version: str, amends: str) -> None:
    assert (version_of(title), amended_by(title)) == (version, amends)
