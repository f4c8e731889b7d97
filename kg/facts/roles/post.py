"""A post as the text writes it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.lexicon.titles import FoundTitle, Head
from kg.model import Span

_FORMER_BEFORE = ("原", "前", "时任", "曾任", "历任", "前任", "已故")


@dataclass(frozen=True, slots=True)
class Post:
    """A post in the text. ``span`` runs from its body or modifiers to its end, ``core`` is the title alone.

    ``body`` as written ("" where left out), ``territory`` where a country or division stands in its place, ``field``
    of business (外交), ``host`` of an envoy, ``of`` the post whose holder it serves (总统 in 总统特别助理).
    """

    span: Span
    core: Span
    title: FoundTitle
    body: str = ""
    territory: str = ""
    field: str = ""
    host: str = ""
    former: bool = False
    of: Post | None = None

    @property
    def head(self) -> Head:
        """The post's word and kind."""
        return self.title.head

    @property
    def shared(self) -> bool:
        """Whether a list of names can share it: 副主任甲、乙, 书记处书记甲、乙; not 主任甲、乙."""
        return self.title.shared or self.body.endswith("书记处")

    @property
    def bare(self) -> bool:
        """Whether nothing beside it tells its body."""
        return not (self.body or self.territory or self.field or self.host or self.of)


def with_body(text: str, post: Post, begin: int, *, body: str = "", territory: str = "", field: str = "") -> Post:
    """``post`` with what stands before it from ``begin`` on: its body as written, a territory, a field."""
    clean = body.replace("\n", "")
    if clean.count("《") != clean.count("》"):
        clean = clean.replace("《", "").replace("》", "")
    return replace(
        post,
        span=Span(begin, post.span.end),
        body=clean,
        territory=territory,
        field=field,
        former=post.former or is_former(text, begin),
    )


def is_former(text: str, begin: int) -> bool:
    """Whether the mark of a past post (原, 前, 时任) ends where ``begin`` is."""
    return text.endswith(_FORMER_BEFORE, max(0, begin - 2), begin) and not text.endswith(
        ("目前", "日前", "此前", "年前"), 0, begin
    )
