"""How much each sign weighs when a page is parted, in log-odds; fitted on composed pages by ``bench/fit_pages.py``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Above 0 speaks for the boundary, the headline, the choice named; below 0 against it."""

    # Between two bodies
    plain_gap: float = -4.7
    display_gap: float = -2.8
    lead: float = 4.0
    own_lead: float = 3.4
    closing: float = 3.7
    jump_to: float = 4.8
    jump_from: float = 6.0
    advert: float = 3.3
    imprint: float = 1.4
    column: float = 2.9
    spacing: float = 0.55
    blank: float = 6.8
    stray_blank: float = 1.3
    caption: float = 1.5
    caption_pair: float = 12.9
    credit: float = 3.1
    rubric_between: float = 1.2
    cohesion: float = 1.3
    cohesion_close: float = 0.57
    cohesion_depth: float = 0.76
    depth_usual: float = 2.1
    cohesion_usual: float = -2.6
    # Headlines
    coverage: float = 7.2
    coverage_usual: float = 0.3
    lead_coverage: float = 2.2
    heading: float = 1.8
    letter_spaced: float = 1.0
    no_headline: float = -1.6
    second_place: float = -6.0
    many_lines: float = -0.7
    byline_in_place: float = 0.94
    byline_and_lead: float = -1.2
    torn: float = -2.4
    torn_block: float = -3.0
    note: float = 3.3
    named_column: float = -6.7
    beyond_byline: float = -6.8
    advert_in_article: float = -0.36
    # What stays outside or inside
    subhead: float = -1.5
    next_subhead: float = -0.54
    subhead_coverage: float = 0.96
    caption_headline: float = -1.1
    skipped_display: float = -1.7
    skipped_rubric: float = -0.44
    skipped_byline: float = -1.2
    skipped_paragraph: float = -8.2
    advert_paragraph: float = 3.7
    short_article: float = -4.2
    caption_article: float = 0.75


WEIGHTS = Weights()
