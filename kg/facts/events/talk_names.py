"""What talks are called: who, the kind, whom they meet, as the text describes them and by name."""

from __future__ import annotations

import re

from kg.facts.events.scene import Scene
from kg.model import Mention

#: What stands before the visitor's name: 来华出席某会议的, 正在北京访问的.
_CAME = re.compile(
    r"^(?:(?:(?:正在|前)?(?:来华|来京|来访|抵京|赴华|访华|来我国)[^，。；]{0,60}?|应邀[^，。；]{0,40}?|率[^，。；]{0,20}?|正在[^，。；]{0,12}?访问|由[^，。；]{2,30}?率领)的)"
)


def titles_of(scene: Scene, own: list[Mention], other: list[Mention], obj: str, verb: str, joint: str) -> list[str]:
    """The names of talks: person, kind and object, from the fullest wording down."""
    who = "、".join(dict.fromkeys(scene.called(m) for m in own))
    described = _CAME.sub("", obj.strip().lstrip("了")).strip("　 ")
    described = re.sub(r"^[^的，]{0,30}(?:邀请|出席|进行)[^的，]{0,30}的", "", described)
    whom = "、".join(dict.fromkeys(scene.names(m)[0] for m in other))
    names: list[str] = []
    for target in dict.fromkeys(t for t in (described, whom) if t):
        names.append(
            f"{who}{joint}{target}举行{verb}"
            if joint and verb in ("会谈", "会晤", "磋商")
            else f"{who}{joint}{target}{verb}"
            if joint
            else f"{who}{verb}{target}"
        )
    if len(described) < 5 and described != obj.strip() and len(obj) <= 40:
        names.append(f"{who}{verb}{obj.strip()}")
    if joint and whom:
        names.append(f"{who}会见{whom}")
    bare = described
    for mention in other:
        bare = bare.replace(mention.text, "")
    if other and len(bare) > 3 and bare != described and not joint:
        names.append(f"{who}{verb}{bare.strip('、等一行和')}")
    return list(dict.fromkeys(names))
