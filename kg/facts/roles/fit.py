"""Which kinds of body have which posts: a 局 has a 局长, a 政协 a 主席; so an elided body is the last one that fits."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

_ANY = "any"


@cache
def _posts() -> dict[str, frozenset[str]]:
    text = files("kg.lexicon").joinpath("data", "posts_fit.yaml").read_text(encoding="utf-8")
    return {post: frozenset(kinds) for post, kinds in yaml.safe_load(text).items()}


def fits(word: str, kind: str, *, strict: bool) -> bool:
    """Whether a body of ``kind`` has the post ``word``; where the post is in no list, only when not ``strict``."""
    known = _posts().get(word)
    if known is None or _ANY in known:
        return bool(kind) and (known is not None or not strict)
    return kind in known or (not strict and kind == "")
