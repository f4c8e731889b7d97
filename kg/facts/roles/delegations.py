"""Whom the leader of a delegation heads: 由总书记某某率领的某国爱国阵线代表团."""

from __future__ import annotations

import re

from kg.facts.roles.ground import Ground
from kg.facts.roles.held import Held, territory_of
from kg.lexicon.endings import kind_of
from kg.lexicon.organizations import names_of

_LEADS = re.compile(r"(?:率领|带领)的|为团长的")
_DELEGATION = re.compile(r"(?:干部|青年|妇女|友好|高级|高级别)*(?:代表团|访问团|考察团|访华团)")


def led(ground: Ground, at: int) -> Held | None:
    """The body whose delegation is led by the one whose name and title end at ``at``; None where none is told."""
    leads = _LEADS.match(ground.text, at)
    body = next((b for b in ground.context.bodies if b.span.start == leads.end()), None) if leads else None
    if body is None:
        return None
    names = body.names
    if own := _DELEGATION.search(body.text):
        names = names_of(body.text[: own.start()]) if own.start() > 1 else ()
    elif not _DELEGATION.match(ground.text, body.span.end):
        return None
    return Held(names, kind_of(names[0]), territory_of(names[0]), body.span.start) if names else None
