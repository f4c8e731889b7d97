"""One telling of a meeting or ceremony, and the verbs that tell it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.facts.events.scene import Scene
from kg.mentions.event_phrases import Phrase
from kg.model import Mention, Sentence

HOLDS = ("召开", "举行", "举办", "主办", "承办", "协办", "召集", "开幕", "闭幕", "组织", "进行", "推出", "开展")


TAKES_PART = (
    "出席",
    "观看",
    "列席",
    "主持",
    "参加",
    "参与",
    "应邀",
    "听取",
    "来华",
    "来京",
    "前往",
    "赴",
    "迎来",
    "关于召开",
    "筹备",
    "开好",
    "办好",
    "邀请",
    "发起",
    "倡议",
    "闭会",
    "结束",
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A phrase that tells an event: its name, who holds it, whether it is told as held or as attended."""

    phrase: Phrase
    sentence: Sentence
    name: str
    holder: tuple[Mention, ...]
    held: bool
    joined: bool


def clause_start(scene: Scene, sentence: Sentence, at: int) -> int:
    """Where the statement that holds ``at`` begins: after the sentence's start, 。, ； or ：."""
    return max(sentence.span.start, *(scene.text.rfind(mark, sentence.span.start, at) + 1 for mark in "；。："))
