"""Page files: text, markdown and HTML, each one page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.etree
import lxml.html

from kg.model import Issue, Page, Severity
from kg.read.decode import Decoded, decode, holds_chinese
from kg.read.metadata import Metadata, read_sidecar

LARGEST_PAGE = 16 << 20
MOST_LINES = 100_000
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "tr",
        "br",
        "section",
        "article",
        "header",
        "footer",
        "table",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
    }
)


def read_page(path: Path, asked: Metadata) -> Iterator[Page | Issue]:
    """The page in a ``.txt``, ``.md`` or ``.html`` file, after the issues that reading it raised."""
    where = str(path)
    size = path.stat().st_size
    if size > LARGEST_PAGE:
        yield Issue(
            "file-too-large",
            f"{where}: {size >> 20} MB is more than a page can be (limit "
            f"{LARGEST_PAGE >> 20} MB); it was left out. Split it by page, or make it .jsonl with one "
            "article a line.",
            where,
            Severity.ERROR,
        )
        return
    decoded = decode(path.read_bytes()) if size else Decoded("", "utf-8")
    if decoded is None:
        yield Issue(
            "not-text",
            f"{where}: not text in UTF-8, GB18030, Big5 or UTF-16; it was left out. Save it as UTF-8 text.",
            where,
            Severity.ERROR,
        )
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
    if text.count("\n") > MOST_LINES:
        yield Issue(
            "too-many-lines",
            f"{where}: {text.count(chr(10))} lines are more than a page can have (limit "
            f"{MOST_LINES}); it was left out. Split it by page, or make it .jsonl with one article a line.",
            where,
            Severity.ERROR,
        )
        return
    if not text.strip():
        yield Issue("empty-page", f"{where}: there is no text in it; it was left out.", where, Severity.ERROR)
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


def main_text(html: str) -> tuple[str, str | None]:
    """The main text of an HTML page as markdown, and its title; the whole text where no main part stands out."""
    # Imported here because it takes longer to load than all other readers together.
    import trafilatura

    html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html)
    try:
        tree = lxml.html.document_fromstring(html)
    except (lxml.etree.ParserError, ValueError):
        return "", None
    title = next((t.strip() for t in tree.xpath("//h1//text() | //title/text()") if t.strip()), None)
    extracted = trafilatura.extract(html, output_format="markdown", include_comments=False, favor_recall=True)
    whole = _block_text(tree)
    # Recall before precision: a page of several articles must not lose all but one.
    text = extracted if extracted and len(extracted) * 2 > len(whole) else whole
    return text, title


def _block_text(tree: lxml.html.HtmlElement) -> str:
    lxml.etree.strip_elements(tree, "script", "style", "noscript", "head", lxml.etree.Comment, with_tail=False)
    for element in tree.iter():
        if element.tag in _BLOCKS:
            element.tail = "\n" + (element.tail or "")
            element.text = "\n" + (element.text or "")
    lines = (line.strip() for line in tree.text_content().splitlines())
    return "\n".join(line for line in lines if line)
