"""Whom 会见 takes as its object: where the words end, and whether a group without names can be met."""

from __future__ import annotations

import re

from kg.facts.events.scene import Scene

#: What ends the object of a verb of meeting.
END = re.compile(r"[，。；：！？]|时(?![候代任间]|同志|先生)|并(?=[^且非])|后(?=[，共表说指])")
_CAMES = re.compile(r"来华|来京|来访|出席|参加|访问")


def object_end(scene: Scene, start: int, end: int) -> re.Match[str] | None:
    """The mark or word that ends the object; none that lies inside a name, nor 并 before anybody is named."""
    names = scene.within("people", start, end)
    for mark in END.finditer(scene.text, start, end):
        inside = any(n.span.start < mark.start() < n.span.end for n in names)
        came = _CAMES.search(scene.text, start, mark.start())
        early = mark[0] == "并" and came is not None and not any(n.span.end <= mark.start() for n in names)
        early = early and came is not None and "的" not in scene.text[came.end() : mark.start()]
        if not inside and not early:
            return mark
    return None


#: A group that can be met without a name: 某访问团, 某代表, 亲属, 某客人.
_GROUP = re.compile(
    r"(?:团|代表|代表们|亲属|家属|客人|人士|成员|记者|负责人|运动员|教练员|工作人员|嘉宾|使节|同志|人员|英雄|模范|先进|一行|官兵|家|员|者|们|团长|秘书|特使|使者|官员|领导人|首脑|元首|政要|总统|总理|外长|部长|主席|议长|首相|王储|国王|大使|干部|学生|师生|侨胞|同胞|委员)(?:等|一行|及[^，。]{0,12})?$"
)


def is_group(words: str) -> bool:
    """Whether the words tell a group."""
    return _GROUP.search(words.strip()) is not None
