"""Names become entities here: which names of a page are one person, body, place, event, policy or topic."""

from kg.resolve.joint import part_joint
from kg.resolve.resolution import Resolution
from kg.resolve.resolve import mentioned, named_besides, resolve, resolve_page

__all__ = ["Resolution", "mentioned", "named_besides", "part_joint", "resolve", "resolve_page"]
