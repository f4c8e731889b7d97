"""One telling of a meeting or ceremony, and the verbs that tell it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.facts.events.scene import Scene
from kg.mentions.event_phrases import Phrase
from kg.model import Mention, Sentence, Span

HOLDS = ("召开", "举行", "举办", "主办", "承办", "协办", "召集", "开幕", "闭幕", "组织", "进行", "推出", "开展")


#: 举行座谈会|，隆重纪念某事三周年
MATTER = re.compile(
    r"，(?:隆重|热烈|深切|深入|专题|共同|就)*(?P<m>(?:纪念|庆祝|缅怀|研讨|学习|讨论|研究)[^，。；]{4,50})"
)


TAKES_PART = (
    "出席",
    "观看",
    "欣赏",
    "收看",
    "收听",
    "见证",
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
    """A phrase that tells an event: its name, who holds it, whether it is told as held or as attended.

    ``convenor`` is where the whole subject of a meeting without a name stands, if no listed bodies tell it.
    """

    phrase: Phrase
    sentence: Sentence
    name: str
    holder: tuple[Mention, ...]
    held: bool
    joined: bool
    convenor: Span | None = None


def clause_start(scene: Scene, sentence: Sentence, at: int) -> int:
    """Where the statement that holds ``at`` begins: after the sentence's start, 。, ； or ：."""
    return max(sentence.span.start, *(scene.text.rfind(mark, sentence.span.start, at) + 1 for mark in "；。："))


#: What right after a name tells that it was held: 于26日在某地|召开
_AFTER_HELD = re.compile(
    r"^[”』]?(?:[（(][^）)]{1,12}[）)])?(?:，(?=今[天日晚]|昨[天日晚]|\d+日|日前|近日|在[^，。]{2,20}(?:举行|召开|开幕)))?(?:圆满完成[^，。]{0,12}，|以“[^”]{2,40}”为主题，)?(?:于|将|将于|已|最近|前不久|不久前|[今昨明当同][天日晚晨早]|（[^）]{2,12}）|日前|近日|\d+时(?:\d+分)?|[至到—–-]|[\d一二三四五六七八九十年月]+日?|上午|下午|晚|在[^，。]{1,24}?|以[^，。；]{2,10}(?:形式|方式)|热烈而隆重地|成功|隆重|胜利|圆满|正式|顺利|刚刚|如期|先后|相继|陆续|分别|不久|日内|同[日时]|再次|定于|计划|拟)*"
    r"(?:召开|举行|举办|开幕|闭幕|拉开|启幕|落幕|结束|落下帷幕|开始|开启|开班|揭幕|上演|亮相|展出)"
)
#: 某会议|在完成各项议程后，今天上午在某地闭会: its sentence's verb, with nobody else as subject between.
_ENDS_HELD = re.compile(
    r"(?:“[^“”]{2,24}”|(?!共同|联合)[^。；：“”]){0,60}?(?:召开|举行|开幕|闭幕|闭会|落幕|启幕|上演|开班|结业)(?:的)?(?=[，。；]|$)"
)


#: 某论坛|由某部、某市政府主办，|25日在某地开幕
HOSTED = re.compile("[”』]?由[^，。；]{2,140}?(?:主办|举办|承办)，")


def held_after(scene: Scene, sentence: Sentence, span: Span, opener: str = "") -> bool:
    """Whether what follows a name tells that it was held."""
    hosted = HOSTED.match(scene.text, span.end, sentence.span.end)
    at = hosted.end() if hosted else span.end
    if _AFTER_HELD.match(scene.text[at : at + 40]) is not None:
        return True
    if opener or scene.text[span.end : span.end + 1] in "的、和与及上精":
        return False
    lead = scene.text[sentence.span.start : span.start].rstrip(" \u3000“")
    if lead and lead[-1] not in "）)讯电：日午晨晚，":
        return False
    found = _ENDS_HELD.match(scene.text, span.end, sentence.span.end)
    return (
        found is not None
        and not scene.within("people", span.end, found.end())
        and not any(p.span.start >= span.end and p.span.end <= found.end() for p in scene.phrases)
    )
