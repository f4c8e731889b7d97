"""Whether a name alone shows one occasion: what was done there follows, or it is numbered, of a year or well known."""

from __future__ import annotations

import re

from kg.mentions.event_phrases import Phrase
from kg.model import EventKind

_AT = re.compile(
    r"^(?:[（(][^）)]{1,12}[）)])?(?:上|期间|[前后](?=[，表说指强宣对向])|开幕|闭幕|是由|(?:同时|还|已|一致|将)*(?:强调|指出|发布|通过|决定|审议|听取|表决|选举|研究(?!会|院|所|中心|员|生|报告|成果)|讨论(?!会)|批准)|由|以)"
)

#: 在|某论坛|致辞
_SPOKEN_AT = re.compile(
    r"(?:上)?(?:致[辞词]|讲话|发言|演讲|作(?:了)?(?:题为|主旨|主题|专题|报告|演讲|讲话|发言)|发表(?:了)?(?:题为|主旨|主题|讲话|演讲|视频))"
)


_STUDIED = re.compile(
    r"^(?:的)?(?:精神|部署|要求|决策|决议|提出|确定|明确|作出|以来|以后|之后|之前|后|前|胜利|成果|的|取得|通过|报告|将|是|对|释放|、|和)"
)


#: An alluded meeting has to be particular: numbered, of a year, or a body's own well-known kind.
_PARTICULAR = re.compile(
    r"第[一二三四五六七八九十百\d]+[次届]|[一二三四五六七八九十]+届|[12]\d{3}年?|^中央[^，。]{2,16}会议$|^全国[^，。]{2,16}(?:会议|大会|座谈会)$|^(?:第?[一二三四五六七八九])中全会$|周年|诞辰|峰会$|代表大会$"
)


#: 传达学习|全省某工作会议|精神: what one passes on is one meeting's.
_LEVELLED = re.compile(
    r"(?:中央|全国|全[省市区县州]|自治区|[省市县区州]委?|[\u4e00-\u9fff]{2,3}[省市县区州]委?)[^，。]{2,24}会议?$"
)
OF_SPIRIT = re.compile(r"(?:的)?(?:重要)?(?:精神|部署|要求|决策部署|工作要求)")
#: 中美|元首会谈
_PAIR = re.compile(r"[\u4e00-\u9fff]{2,3}(?:元首|首脑|总理|领导人|外长|防长)(?:会晤|会谈)$")
#: 致|某大会|的贺信, 向|某论坛|致贺信
_GREETED = re.compile(r"(?:[（(][^）)]{1,12}[）)])?(?:的|致|发来|发|书面)*(?:贺|开幕|致辞|视频)")
_NUMBERED = re.compile(r"第[一二三四五六七八九十百\d]+[次届]|[一二三四五六七八九十]+届|[12]\d{3}年?|周年")
#: Openers after which a particular meeting is alluded to (祝贺某国第九次代表大会).
_SPECIFIC = (
    "介绍",
    "会见",
    "接见",
    "祝贺",
    "关注",
    "瞩目",
    "高度评价",
    "赞赏",
    "迎接",
    "喜迎",
    "期盼",
    "支持",
    "期待",
    "自",
    "、",
    "和",
    "与",
    "及",
    "是",
    "为",
    "对",
    "把",
    "以",
    "将",
    "",
)


def happened_at(after: str) -> bool:
    """Whether the words after a name that 在 opens tell what happened there."""
    return _AT.match(after) is not None or _SPOKEN_AT.match(after) is not None


def is_particular(phrase: Phrase) -> bool:
    """Whether a name alone shows one occasion: it is followed by what happened there, or is numbered or well known."""
    if _AT.match(phrase.after) or (_LEVELLED.match(phrase.text) and OF_SPIRIT.match(phrase.after)):
        return True
    if phrase.opener in ("致", "向") and _GREETED.match(phrase.after):
        return True
    if phrase.kind is EventKind.TALKS and _PAIR.match(phrase.text):
        return True
    if _PROPER.fullmatch(phrase.text) and _STANDING.match(phrase.after) is None:
        return True
    if _PARTICULAR.search(phrase.text) is None:
        return False
    numbered = _NUMBERED.search(phrase.text) is not None
    return _STUDIED.match(phrase.after) is not None or (
        phrase.opener in _SPECIFIC and (numbered or phrase.opener != "")
    )


#: 全国某局长会议, 全球某峰会: a name that begins like a meeting's of the whole land or world is one's own.
_PROPER = re.compile(
    r"(?:这次|此次|本次|首届|新一[届轮]|全国(?!人大|人民代表|政协|代表)|中央(?!委员会)|全省|全区|全市|全军|全球|世界|国际|亚太|亚欧|[\u4e00-\u9fff]{1,4}国家)[\u4e00-\u9fff（）—－-]{2,24}"
    r"(?:工作会议|会议|大会|峰会|研讨会|座谈会|表彰会|年会)"
)
#: 某会议|始创于, 某会议|秘书, 某会议|机制: the standing institution
_STANDING = re.compile(r"(?:是|始|创|成立|机制|制度|框架|秘书|副?主席|组织|成员|体系|平台|每|历|已经?成为)")
