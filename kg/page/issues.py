"""Which pages belong to one issue of a newspaper, as far as it can be told before they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from kg.model import Page, PageKind
from kg.page.issued import day_in_name

MOST_PAGES = 64
MOST_CHARACTERS = 4_000_000
# jlrb-0624-p2: what stands before the page's number
_BEFORE_NUMBER = re.compile(r"(?P<issue>.+?)[-_. ]?(?:p(?:age)?[-_. ]?|第)[A-Za-z]?[0-9]{1,3}版?$", re.IGNORECASE)

Key = tuple[str, ...]


def issue_key(page: Page) -> Key | None:
    """What the pages of one issue have in common; None for a page of which nothing tells its issue.

    One folder and: newspaper and day by metadata; a file name that says the day; or one that ends with the
    page's number.
    """
    if page.kind is PageKind.ARTICLE:
        return None
    folder = str(PurePath(page.path).parent)
    named = day_in_name(page.identifier)
    if page.date:
        return folder, page.source or "", page.date
    if named:
        # jlrb-2022-06-24-p1: the paper's name stands before the day.
        return folder, page.source or named[0], named[1]
    numbered = _BEFORE_NUMBER.fullmatch(page.identifier)
    return (folder, page.source or "", numbered["issue"]) if numbered else None


def together(pages: Iterable[Page]) -> Iterator[tuple[Page, ...]]:
    """The pages in their order, those of one issue that follow each other in one tuple.

    A tuple holds at most ``MOST_PAGES`` pages, and about ``MOST_CHARACTERS``: memory stays bounded.
    """
    held: list[Page] = []
    key: Key | None = None
    size = 0
    for page in pages:
        own = issue_key(page)
        full = len(held) >= MOST_PAGES or size + len(page.text) > MOST_CHARACTERS
        if held and (own is None or own != key or full):
            yield tuple(held)
            held, size = [], 0
        held.append(page)
        key, size = own, size + len(page.text)
    if held:
        yield tuple(held)
