"""Officials who act at the one meeting that an article reports: 副市长甲总结部署工作, 局长乙通报情况."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.model import EventKind

#: What one does at a meeting, told without 在会上.
_ACTS = re.compile(
    r"(?:同志)?(?:等)?(?:分别|先后|现场|应邀)*(?:作|总结|部署|安排|通报|传达|宣读|发布|推介|汇报|解读|点评|领学|授牌|宣布|致"
    r"|(?:就|对|围绕|为|代表|从|结合)[^，。；]{1,40}?(?:作|进行|发布|通报|部署|说明|授牌|颁奖|揭牌|讲话|发言|致辞|讲解|辅导|解读))"
)
#: So many sentences after the meeting is told its course is told.
_COURSE = 4


def act_there(scene: Scene, live: Sequence[Draft]) -> None:
    """Adds to the one meeting of the article the officials whose acts its first sentences tell."""
    meetings = [d for d in live if d.kind in (EventKind.MEETING, EventKind.CEREMONY)]
    held = [d for d in meetings if d.held and d.sentence <= 1]
    if len(held) != 1 or len(meetings) != len(live) or not held[0].date:
        return
    issued = scene.article.published
    if issued and held[0].date.start > issued.start:
        return
    posts = {title.span.end for titles in scene.context.finds.titles for title in titles}
    for sentence in scene.sentences[held[0].sentence : held[0].sentence + _COURSE + 1]:
        for mention in scene.present(sentence.span.start, sentence.span.end):
            if mention.span.start in posts and _ACTS.match(scene.text, mention.span.end):
                held[0].attended([scene.person(mention, "meeting:act", 0.7)])
