"""Raw pages become articles: lines mended, articles parted, headlines matched, everything with its place."""

from kg.page.continued import join_continued
from kg.page.issues import together
from kg.page.layout import lay_out
from kg.page.part import part_page

__all__ = ["join_continued", "lay_out", "part_page", "together"]
