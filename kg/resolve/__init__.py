"""Names become entities here: which names of a page are one person, body, place, event, policy or topic."""

from kg.resolve.resolution import Resolution
from kg.resolve.resolve import mentioned, resolve, resolve_page

__all__ = ["Resolution", "mentioned", "resolve", "resolve_page"]
