"""Page files: text, markdown and HTML, each one page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.model import Issue, Page, Severity
from kg.read.decode import Decoded, decode, holds_chinese
from kg.read.html import main_text
from kg.read.metadata import Metadata, read_sidecar

LARGEST_PAGE = 16 << 20
MOST_LINES = 100_000
_SPLIT = "it was left out. Split it by page, or make it .jsonl with one article a line."


def read_page(path: Path, asked: Metadata) -> Iterator[Page | Issue]:
    """The page in a ``.txt``, ``.md`` or ``.html`` file, after the issues that reading it raised."""
    where = str(path)
    decoded = _decoded(path, where)
    if isinstance(decoded, Issue):
        yield decoded
        return
    if decoded.bad:
        yield Issue(
            "bad-bytes",
            f"{where}: {decoded.bad} characters cannot be read as {decoded.encoding}; "
            "\ufffd stands in their place. Save the file again as UTF-8 from its source.",
            where,
        )
    said, issues = read_sidecar(path)
    yield from issues
    text = decoded.text
    if path.suffix.lower() in (".html", ".htm") and text.strip():
        text, title = main_text(text)
        said = said.or_else(Metadata(title=title))
    unfit = _unfit(text, where)
    if unfit:
        yield unfit
        return
    if not holds_chinese(text):
        yield Issue("not-chinese", f"{where}: there is no Chinese character in it; nothing will be found.", where)
    said = said.or_else(asked)
    yield Page(
        said.identifier or path.stem,
        where,
        text,
        decoded.encoding,
        title=said.title,
        source=said.source,
        date=said.date,
        number=said.number,
    )


def _decoded(path: Path, where: str) -> Decoded | Issue:
    """The file's text, or why there is none."""
    size = path.stat().st_size
    if size > LARGEST_PAGE:
        limit = f"(limit {LARGEST_PAGE >> 20} MB)"
        message = f"{where}: {size >> 20} MB is more than a page can be {limit}; {_SPLIT}"
        return Issue("file-too-large", message, where, Severity.ERROR)
    decoded = decode(path.read_bytes()) if size else Decoded("", "utf-8")
    if decoded is None:
        message = f"{where}: not text in UTF-8, GB18030, Big5 or UTF-16; it was left out. Save it as UTF-8 text."
        return Issue("not-text", message, where, Severity.ERROR)
    return decoded


def _unfit(text: str, where: str) -> Issue | None:
    """Why the text is no page; None where it may be one."""
    breaks = text.count("\n")
    if breaks > MOST_LINES:
        message = f"{where}: {breaks} lines are more than a page can have (limit {MOST_LINES}); {_SPLIT}"
        return Issue("too-many-lines", message, where, Severity.ERROR)
    if not text.strip():
        return Issue("empty-page", f"{where}: there is no text in it; it was left out.", where, Severity.ERROR)
    return None
