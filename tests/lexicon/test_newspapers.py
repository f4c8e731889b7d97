"""Where newspapers write from."""

import pytest

from kg.lexicon.newspapers import newspaper_region


@pytest.mark.parametrize(
    ("paper", "adcode"),
    [
        ("商丘日报", "411400"),
        ("湖北日报", "420000"),
        ("《大连日报》", "210200"),
        ("羊城晚报", "440000"),
        ("大理日报社", "532900"),
        ("人民日报", None),
        ("读者报", None),
    ],
)
def test_newspaper_region(paper: str, adcode: str | None) -> None:
    region = newspaper_region(paper)
    assert (region.adcode if region else None) == adcode
