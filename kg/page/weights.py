"""How much each sign weighs when a page is parted, in log-odds; fitted on composed pages by ``bench/pages.py``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Above 0 speaks for the boundary, the headline, the choice named; below 0 against it."""

    # Between two bodies
    plain_gap: float = -5.0
    display_gap: float = -1.0
    lead: float = 7.0
    closing: float = 2.0
    jump_to: float = 8.0
    jump_from: float = 6.0
    advert: float = 3.0
    imprint: float = 1.5
    column: float = 2.5
    spacing: float = 2.0
    blank: float = 1.0
    caption: float = 2.0
    rubric_between: float = 1.5
    cohesion: float = 2.0
    cohesion_usual: float = -2.7
    # Headlines
    coverage: float = 6.0
    coverage_usual: float = 0.3
    lead_coverage: float = 2.0
    heading: float = 1.5
    no_headline: float = -2.5
    second_place: float = -6.0
    many_lines: float = -0.7
    byline_in_place: float = 0.5
    byline_and_lead: float = -1.5
    note: float = 3.0
    named_column: float = -3.0
    beyond_byline: float = -6.0
    advert_in_article: float = -2.0
    # What stays outside or inside
    subhead: float = -1.5
    next_subhead: float = -0.5
    subhead_coverage: float = 0.7
    caption_headline: float = -1.5
    skipped_display: float = -1.5
    skipped_rubric: float = -0.5
    skipped_byline: float = -2.0
    skipped_paragraph: float = -7.0
    advert_paragraph: float = 3.0
    short_article: float = -1.5
    caption_article: float = 1.5


WEIGHTS = Weights()
