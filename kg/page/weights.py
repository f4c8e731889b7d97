"""How much each sign weighs when a page is parted, in log-odds; fitted on composed pages by ``bench/pages.py``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Above 0 speaks for the boundary, the headline, the choice named; below 0 against it."""

    # Between two bodies
    plain_gap: float = -5.2
    display_gap: float = -2.8
    lead: float = 4.4
    own_lead: float = 3.0
    closing: float = 3.6
    jump_to: float = 4.8
    jump_from: float = 4.2
    advert: float = 2.7
    imprint: float = 1.4
    column: float = 2.7
    spacing: float = 0.55
    blank: float = 6.8
    stray_blank: float = 0.94
    caption: float = 1.8
    caption_pair: float = 12.9
    credit: float = 5.0
    rubric_between: float = 1.2
    cohesion: float = 1.3
    cohesion_close: float = 0.5
    cohesion_depth: float = 0.7
    depth_usual: float = 2.1
    cohesion_usual: float = -2.6
    # Headlines
    coverage: float = 7.2
    coverage_usual: float = 0.3
    lead_coverage: float = 2.1
    heading: float = 1.8
    no_headline: float = -1.7
    second_place: float = -6.0
    many_lines: float = -0.7
    byline_in_place: float = 1.1
    byline_and_lead: float = -1.5
    torn: float = -1.9
    note: float = 2.9
    named_column: float = -7.4
    beyond_byline: float = -6.8
    advert_in_article: float = -0.49
    # What stays outside or inside
    subhead: float = -1.5
    next_subhead: float = -0.46
    subhead_coverage: float = 0.97
    caption_headline: float = -1.1
    skipped_display: float = -1.5
    skipped_rubric: float = -0.45
    skipped_byline: float = -1.2
    skipped_paragraph: float = -9.7
    advert_paragraph: float = 3.8
    short_article: float = -5.0
    caption_article: float = 0.62


WEIGHTS = Weights()
