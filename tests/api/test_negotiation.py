import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.negotiation import choose

OFFERS = ["text/html", "application/json", "text/turtle"]


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        (None, "text/html"),
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("text/*;q=0.3, application/json;q=0.5", "application/json"),
        ("application/json;q=0.1, text/turtle;q=0.9, */*;q=0.2", "text/turtle"),
        ("text/html;q=0, */*", "application/json"),
        ("text/*, text/html;q=0.1", "text/turtle"),
        ("APPLICATION/JSON; charset=utf-8", "application/json"),
        ("application/json;q=0.5;charset=utf-8, text/turtle;q=0.4", "application/json"),
        ("image/png", None),
        ("text/html;q=0", None),
        ("nonsense, ;;, /", None),
        ("text/turtle;q=abc, application/json;q=0.1", "application/json"),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "text/html"),
    ],
)
def test_the_best_offer(accept: str | None, best: str | None) -> None:
    assert choose(accept, OFFERS) == best


@given(st.text())
def test_no_header_breaks_it(accept: str) -> None:
    assert choose(accept, OFFERS) in {*OFFERS, None}
