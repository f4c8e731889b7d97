"""Annotated articles: one JSON object a file with the text and every fact that it states."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.evaluate.likeness import normalise_all, share_a_name
from kg.evaluate.views import EVENT_LINKS, POLICY_LINKS, DocumentView, Named, RoleView, ThingView
from kg.model import InputError


class GoldError(InputError):
    """An annotation that cannot be read; the message names the file and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated article, or a page of several.

    ``articles`` are the identifiers of a page's articles, whose texts stand in ``text`` in that order with a blank
    line between; empty for a single article.
    """

    identifier: str
    text: str
    view: DocumentView
    title: str | None = None
    source: str | None = None
    published: str | None = None
    articles: tuple[str, ...] = ()

    def texts(self) -> tuple[tuple[str, str], ...]:
        """(identifier, text) of each article: those of a page where they can be told apart, else the whole."""
        parts = self.text.split("\n\n")
        if self.articles and len(parts) == len(self.articles):
            return tuple(zip(self.articles, parts, strict=True))
        return ((self.identifier, self.text),)


def load_gold(folder: str | Path) -> tuple[GoldDocument, ...]:
    """Read a folder's ``*.json`` (or one file) in name order; JSON of another form beside them is passed over.

    Raises ``GoldError`` where there is no annotation, or one that is malformed.
    """
    place = Path(folder)
    if not place.exists():
        raise GoldError(f"{place}: no such file or folder")
    files = sorted(place.glob("*.json")) if place.is_dir() else [place]
    documents = tuple(document for file in files if (document := _read(file)) is not None)
    if not documents:
        raise GoldError(f"{place}: holds no annotated article (JSON with id, text, roles, events, policies)")
    return documents


def _read(file: Path) -> GoldDocument | None:
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise GoldError(f"{file}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{file}: not UTF-8 at byte {error.start}") from error
    if not isinstance(raw, dict) or "id" not in raw or "roles" not in raw:
        return None
    try:
        return GoldDocument(
            identifier=str(raw["id"]),
            text=raw["text"],
            view=view_of(raw),
            title=raw.get("title"),
            source=raw.get("source"),
            published=raw.get("published"),
            articles=tuple(raw.get("articles", ())),
        )
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise GoldError(f"{file}: not an annotation: {type(error).__name__} {error}") from error


def view_of(raw: dict[str, Any]) -> DocumentView:
    """The facts of one annotation in the shape that is compared."""
    return DocumentView(
        roles=tuple(
            RoleView(person, titles, body, "/".join(names[0] for names in (person, titles, body) if names))
            for role in raw["roles"]
            for person, titles, body in [(_named(role["person"]), _named(role["role"]), _named(role["org"]))]
        ),
        events=tuple(_event(event) for event in raw.get("events", ())),
        policies=tuple(_policy(policy) for policy in raw.get("policies", ())),
    )


def _named(names: str | list[str]) -> Named:
    return normalise_all([names] if isinstance(names, str) else names)


def _links(raw: dict[str, Any], fields: tuple[str, ...]) -> dict[str, tuple[Named, ...]]:
    return {field: tuple(_named(value) for value in raw.get(field, ())) for field in fields}


def _event(raw: dict[str, Any]) -> ThingView:
    links = _links(raw, EVENT_LINKS)
    named = links["participants"]
    # Whoever chairs takes part, whether or not the annotator wrote it twice.
    unnamed = tuple(chair for chair in links["chairs"] if not any(share_a_name(chair, other) for other in named))
    links["participants"] = named + unnamed
    return ThingView(_named(raw["name"]), raw["name"][0], tuple(raw.get("date", ())), links, raw.get("kind", ""))


def _policy(raw: dict[str, Any]) -> ThingView:
    dates = tuple(raw.get("date", ()))
    # A graph holds one date of issue, so either end of an annotated range is right.
    ends = tuple(end for date in dates if "/" in date for end in date.split("/"))
    return ThingView(_named(raw["name"]), raw["name"][0], dates + ends, _links(raw, POLICY_LINKS))
