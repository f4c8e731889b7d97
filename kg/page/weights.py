"""How much each sign weighs when a page is parted, in log-odds; fitted on composed pages by ``bench/pages.py``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Above 0 speaks for the boundary, the headline, the choice named; below 0 against it."""

    # Between two bodies
    plain_gap: float = -5.5
    display_gap: float = -1.8
    lead: float = 6.5
    closing: float = 3.0
    jump_to: float = 10.2
    jump_from: float = 6.0
    advert: float = 5.7
    imprint: float = 1.4
    column: float = 1.8
    spacing: float = 0.43
    blank: float = 2.5
    stray_blank: float = 0.8
    caption: float = 2.0
    caption_pair: float = 12.9
    rubric_between: float = 1.5
    cohesion: float = 2.0
    cohesion_usual: float = -2.6
    # Headlines
    coverage: float = 7.1
    coverage_usual: float = 0.3
    lead_coverage: float = 2.1
    heading: float = 1.3
    no_headline: float = -2.5
    second_place: float = -7.8
    many_lines: float = -0.7
    byline_in_place: float = 1.1
    byline_and_lead: float = -1.5
    torn: float = -1.5
    note: float = 3.0
    named_column: float = -7.4
    beyond_byline: float = -5.4
    advert_in_article: float = -1.3
    # What stays outside or inside
    subhead: float = -1.5
    next_subhead: float = -0.5
    subhead_coverage: float = 1.2
    caption_headline: float = -1.5
    skipped_display: float = -1.4
    skipped_rubric: float = -0.47
    skipped_byline: float = -0.55
    skipped_paragraph: float = -7.0
    advert_paragraph: float = 4.9
    short_article: float = -2.6
    caption_article: float = 1.1


WEIGHTS = Weights()
