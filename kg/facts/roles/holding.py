"""A person with the posts that a stretch of text ties to them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.facts.roles.post import Post
from kg.model import Mention, Span


@dataclass(frozen=True, slots=True)
class Holding:
    """A person with the posts that a stretch of text ties to them. ``rule`` names the pattern."""

    person: Mention
    posts: tuple[Post, ...]
    span: Span
    rule: str
    confidence: float
    former: bool = False
