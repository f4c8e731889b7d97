"""HTML becomes text: the main part of a page as markdown, with its title."""

from __future__ import annotations

import re

import lxml.etree
import lxml.html

_BLOCKS = frozenset(
    [
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
    ]
)
# 清河县开会动员春耕-清河新闻网: the site's name after the title
_SITE = re.compile(r"\s*[-_|–—]+[^-_|–—]{0,12}(?:网|报|在线|频道|中心|客户端|人民政府|门户)\s*$")


def main_text(html: str) -> tuple[str, str | None]:
    """The main text of an HTML page as markdown, and its title; the whole text where no main part stands out."""
    # Imported here because it takes longer to load than all other readers together.
    import trafilatura

    html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html)
    try:
        tree = lxml.html.document_fromstring(html)
    except (lxml.etree.ParserError, ValueError):
        return "", None
    title = _title(tree)
    extracted = trafilatura.extract(html, output_format="markdown", include_comments=False, favor_recall=True)
    whole = _block_text(tree)
    # Recall before precision: a page of several articles must not lose all but one.
    text = extracted if extracted and len(extracted) * 2 > len(whole) else whole
    return text, title


def _title(tree: lxml.html.HtmlElement) -> str | None:
    """The one heading of the first level, else the page's title without the site's name; None where it has neither."""
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    stated = [h for h in headings if h]
    if len(stated) == 1:
        return stated[0]
    title = next((" ".join(t.text_content().split()) for t in tree.iter("title")), "")
    return _SITE.sub("", title) or title or None


def _block_text(tree: lxml.html.HtmlElement) -> str:
    lxml.etree.strip_elements(tree, "script", "style", "noscript", "head", lxml.etree.Comment, with_tail=False)
    for element in tree.iter():
        if element.tag in _BLOCKS:
            element.tail = "\n" + (element.tail or "")
            element.text = "\n" + (element.text or "")
    lines = (line.strip() for line in tree.text_content().splitlines())
    return "\n".join(line for line in lines if line)
