"""How much each sign weighs when a page is parted, in log-odds; fitted on composed pages by ``bench/fit_pages.py``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Above 0 speaks for the boundary, the headline, the choice named; below 0 against it."""

    # Between two bodies
    plain_gap: float = -4.6
    display_gap: float = -3.6
    lead: float = 4.2
    own_lead: float = 2.9
    closing: float = 4.5
    opens: float = 1.0
    goes_on: float = -1.5
    last: float = 1.0
    jump_to: float = 5.5
    jump_from: float = 4.9
    advert: float = 2.5
    imprint: float = 1.5
    column: float = 3.0
    spacing: float = 2.0
    blank: float = 7.0
    stray_blank: float = 1.6
    caption: float = 1.9
    caption_pair: float = 12.0
    credit: float = 2.5
    rubric_between: float = 0.86
    cohesion: float = 1.4
    cohesion_close: float = 0.5
    cohesion_depth: float = 0.87
    depth_usual: float = 2.1
    cohesion_usual: float = -2.5
    # Headlines
    coverage: float = 6.2
    coverage_usual: float = 0.42
    lead_coverage: float = 2.0
    heading: float = 2.0
    letter_spaced: float = 1.0
    no_headline: float = -1.1
    second_place: float = -7.2
    many_lines: float = -0.5
    byline_in_place: float = 1.0
    byline_and_lead: float = -0.94
    torn: float = -2.3
    torn_block: float = -2.5
    note: float = 5.0
    named_column: float = -7.0
    beyond_byline: float = -7.0
    advert_in_article: float = -0.8
    # What stays outside or inside
    subhead: float = -1.4
    next_subhead: float = -0.55
    subhead_coverage: float = 1.1
    caption_headline: float = -1.0
    skipped_display: float = -1.5
    skipped_rubric: float = -0.66
    skipped_byline: float = -0.9
    skipped_paragraph: float = -6.5
    advert_paragraph: float = 4.3
    short_article: float = -5.0
    caption_article: float = 0.97


WEIGHTS = Weights()
