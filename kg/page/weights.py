"""How much each sign weighs when a page is parted, in log-odds: round numbers, measured by ``bench/pages.py``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Above 0 speaks for the boundary, the headline, the choice named; below 0 against it."""

    # Between two bodies
    plain_gap: float = -5.0
    display_gap: float = -4.0
    lead: float = 4.0
    own_lead: float = 3.0
    closing: float = 4.0
    opens: float = 1.0
    goes_on: float = -1.5
    dated: float = 1.2
    turn: float = -6.0
    announced: float = 4.0
    last: float = 1.0
    jump_to: float = 5.0
    jump_from: float = 6.0
    advert: float = 3.0
    imprint: float = 1.5
    column: float = 3.0
    spacing: float = 2.0
    blank: float = 7.0
    stray_blank: float = 1.5
    caption: float = 1.5
    caption_pair: float = 13.0
    credit: float = 3.0
    rubric_between: float = 1.0
    cohesion: float = 1.5
    cohesion_close: float = 0.5
    cohesion_depth: float = 1.0
    depth_usual: float = 2.0
    cohesion_usual: float = -2.5
    # Headlines
    coverage: float = 7.0
    coverage_usual: float = 0.5
    lead_coverage: float = 2.0
    heading: float = 2.0
    letter_spaced: float = 1.0
    no_headline: float = -1.5
    second_place: float = -6.0
    many_lines: float = -0.5
    byline_in_place: float = 1.0
    byline_and_lead: float = -1.0
    torn: float = -2.5
    torn_block: float = -3.0
    note: float = 5.0
    named_column: float = -7.0
    beyond_byline: float = -7.0
    advert_in_article: float = -0.5
    # What stays outside or inside
    subhead: float = -1.5
    next_subhead: float = -0.5
    subhead_coverage: float = 1.0
    caption_headline: float = -1.0
    skipped_display: float = -2.0
    skipped_rubric: float = -0.5
    skipped_byline: float = -1.0
    skipped_paragraph: float = -8.0
    advert_paragraph: float = 4.0
    short_article: float = -4.0
    caption_article: float = 1.0


WEIGHTS = Weights()
