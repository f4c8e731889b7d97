"""Documents of policy that the text describes instead of bracketing: 关于…的决定, 签署旅游合作备忘录."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon.searching import Keyed
from kg.model import Mention, MentionKind, Span

# 关于召开…会议的决定, 关于修改…法的决定: a document that the text names without brackets.
_PLAIN = Keyed.of(
    r"关于[^，。；：！？\n《》]{4,80}?的(?:规定|通知|办法|决定草案|决定|议案|决议草案|决议|条约|协定|公约|若干意见|意见|议定书|修正案草案|修正案"
    r"|联合声明|联合公报|宣言|谅解备忘录|备忘录)"
    r"(?![一-鿿]?(?:作用|说明|报告|审议))",
    "关于",
)
# 签署旅游合作备忘录, 通过一项…决议: signed or passed things, with at least a word of content before the head.
_SIGNED = Keyed.of(
    r"(?<![》商])(?:签署|签订|签(?![署订])|达成|缔结|批准|通过|发表|宣读)(?:了|的)?(?:一项|一份|《)?"
    r"(?P<name>(?:建交(?:联合)?公报|[^，。；：！？、\n《》“”了项份个的并为该]{4,24}?"
    r"(?:成果声明|新闻公报|谅解备忘录|备忘录|意向书|协定|条约|决议案|决议|公约|议定书|联合声明|联合公报|宣言)))(?![》一-鿿]{0,2}(?:等|签字|仪式|文本))",
    "声明",
    "公报",
    "备忘录",
    "协定",
    "条约",
    "决议",
    "公约",
    "议定书",
    "宣言",
)
# 关于免去…职务的决定 moves a person and instructs nobody.
PERSONNEL = re.compile(r"关于(?:接受|免去|撤销|任命|提请|同意|追认|终止|授予|表彰|增补|罢免|确认)")
_ISSUED = re.compile(r"(?:出台|印发|制定|通过|审议|发布|下发|贯彻落实|颁布|公布|作出|发出|执行)[了的]?$")
# 现行房屋条例, 违反治安管理条例, 修订渔业管理办法: lesser law without brackets, after a verb of law.
_STATUTE = Keyed.of(
    r"(?:现行|新修订的|修订|修改|贯彻|违反|触犯|依据|依照|制定|出台|颁布|施行|将)了?(?P<name>[^，。、；：！？\n《》“”了的和与或要有本该]{2,14}?"
    r"(?:条例|实施细则|管理办法|暂行办法|管理规定|暂行规定))(?![一-鿿]{0,2}等)",
    "条例",
    "细则",
    "办法",
    "规定",
)
# 审议渔业法修订草案、海岛保护法草案: bills, whatever their subject.
_BILL = Keyed.of(
    r"(?:审议|通过|[、和对将]|关于|讨论|听取|提交)(?:了)?"
    r"(?P<name>(?:(?!审议|通过|关于|提请|国务院|报告|情况)[一-鿿]){2,14}?(?:法典?|条例|规定|办法)(?:修正案?|修订)?草案)",
    "草案",
)
# 通过了河湖法，新修订的渔业法、山林条例: laws that are listed as passed.
_LAW = r"(?:新?修[订改]后?的)?[一-鿿]{2,14}?(?<![说做办方合违司执非宪])(?:法|条例)(?=[、，。；和])"
_PASSED = Keyed.of(f"(?:通过|颁布)了?(?P<list>{_LAW}(?:[、，和]{_LAW})*)", "通过", "颁布")
# 关于批准《…条约》的决定: what approves another document.
_APPROVAL = Keyed.of(
    r"(?P<name>关于(?:批准|修改|废止|加入)[^，。；《》]{0,8}《[^》\n]{2,60}》[^，。；《》]{0,6}的(?:决定|决议|议案))",
    "关于",
)
# 安理会第2712号决议: resolutions go by number.
_RESOLUTION = Keyed.of(r"(?:联合国)?(?:安理会|联合国大会|联大|大会)?(?:通过的?)?第\s?[\d０-９]{2,5}\s?号决议", "号决议")
# 通过一项议案，旨在废除某法: the motion is named by its aim.
_MOTION = Keyed.of(
    r"(?:通过|批准|否决|提出|签署)了?一项(?P<head>议案|决议案|决议|法案|提案|法令|行政令|动议)(?:，?旨在|以|，(?:以|要求|呼吁|决定|宣布))(?P<aim>[^，。；]{4,30})",
    "一项",
)
# 出台惠果农十八条措施, 落实三十条支持措施.
_MEASURES = Keyed.of(
    r"(?:出台|实施|落实|推出|发布|印发|制定|部署|公布)了?(?P<name>[^，。、；：！？\n《》“”了]{0,16}?(?:[二三四五六七八九]?十[一二三四五六七八九]?|[\d０-９]{1,2})条"
    r"(?:优化|政策|支持|惠.{1,3})?(?:措施|举措|规定))",
    "措施",
    "举措",
    "规定",
)
# 三十条措施提出, 护林三十条措施发布以来: the measures speak or are issued.
_MEASURES_SAY = Keyed.of(
    r"(?:^|[，。；：\n]|介绍|落实|围绕|学习)(?P<name>[^，。、；：！？\n《》“”了]{0,14}?"
    r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[\d０-９]{1,2})条(?:优化|政策|支持|惠.{1,3})?(?:措施|举措))"
    r"(?=发布|出台|提出|明确|实施|落地|印发|规定|要求)",
    "措施",
    "举措",
)
# 第三版诊疗方案: a document that goes by its edition.
_VERSION = Keyed.of(r"(?P<name>第[一二三四五六七八九十\d]{1,3}版[一-鿿]{2,6}?(?:方案|规范|目录))(?![一-鿿]?书)", "版")
# 双方发表联合声明: issued as such, without a title.
_STATEMENT = Keyed.of(
    r"(?:发表|通过|签署|发布)了?(?:一[份项])?(?P<name>(?:主席|联合|共同|联合新闻)(?:声明|公报))(?![一-鿿]?(?:稿|中))",
    "声明",
    "公报",
)
# 会议发表一项声明, 双方会谈后发表的公报: named by who issues them.
_ISSUED_TOGETHER = Keyed.of(
    r"(?P<who>会议|峰会|大会|双方|两国)(?:还|在?[一-鿿]{1,6}后)?发表(?:了|的)?(?:一[项份])?(?P<what>声明|公报|宣言)(?![一-鿿]?(?:稿|草案))",
    "声明",
    "公报",
    "宣言",
)
_EMERGENCY = r"(?:应急|防汛|防台风|防御|抗旱|救灾|救助)(?:[一二三四Ⅰ-Ⅳ]级)?响应"
# 启动防汛三级应急响应, 将国家地震应急响应提升至二级: a response by plan, named by its field or its level.
_RESPONSE = Keyed.of(
    r"(?:启动|提升|调整|维持|解除|终止|发布|将|把|保持)(?:了|为|至|到)?"
    rf"(?P<name>[一-鿿Ⅰ-ⅫIV]{{0,14}}?{_EMERGENCY})(?![一-鿿]{{0,3}}(?:机制|预案|体系|能力))",
    "响应",
)
# 云州市暴雨应急响应提升至二级: what is raised, lowered or ended.
_RESPONSE_MOVED = Keyed.of(
    rf"(?:^|[，。；、\n的])(?P<name>(?![将把])(?:(?!的)[一-鿿Ⅰ-ⅫIV]){{0,18}}?{_EMERGENCY})(?=(?:提升|调整|升级|降|启动|终止|解除))",
    "响应",
)
# 第六次全国森林普查 · 第三轮中央环保督察 · 三十届中央第五轮巡视: a survey or an inspection that goes by its number.
_ROUND = Keyed.of(
    r"(?P<name>第[一二三四五六七八九十]{1,3}次全国(?:国情国力)?[一-鿿]{1,8}?(?:普查|调查)"
    r"|(?:[一二三四五六七八九十]+届)?(?:中央|省委|市委)?第[一二三四五六七八九十]+(?:轮|批)(?:中央|省委|常规|专项)?[一-鿿]{0,8}?(?:巡视|巡察|督察))(?![一-鿿]?(?:组|员|办))",
    "普查",
    "调查",
    "巡视",
    "巡察",
    "督察",
)
# 2031年国民经济和社会发展计划: the plan of one year.
_ANNUAL = Keyed.of(r"(?P<name>[\d０-９]{4}年国民经济和社会发展计划(?:草案)?)", "国民经济和社会发展计划")
# 中乙自贸协定, 中国—甲盟自贸区: free trade between two sides.
_TRADE = Keyed.of(
    r"(?P<name>(?:中国[—－-]{1,2}[一-鿿A-Z]{2,6}|中[一-鿿]{1,6}?)(?:自贸|自由贸易)(?:协定|区)(?:[\d.]+版)?)(?![一-鿿]?(?:试验|港))",
    "自贸",
    "自由贸易",
)
_VAGUE = (
    "并",
    "议案",
    "决议",
    "法案",
    "商签",
    "多项",
    "一系列",
    "有关",
    "相关",
    "双边",
    "多个",
    "系列",
    "若干",
    "两国",
    "该",
    "这",
    "各",
    "地方",
    "行政",
    "本",
)


# Patterns whose group ``name`` is the name, with their rule.
_NAMED = (
    (_BILL, "statute"),
    (_APPROVAL, "approval"),
    (_STATUTE, "statute"),
    (_MEASURES, "measures"),
    (_MEASURES_SAY, "measures"),
    (_VERSION, "measures"),
    (_SIGNED, "signed"),
    (_STATEMENT, "signed"),
    (_RESPONSE, "numbered"),
    (_RESPONSE_MOVED, "numbered"),
    (_ROUND, "numbered"),
    (_ANNUAL, "numbered"),
    (_TRADE, "numbered"),
)


def plain_documents(text: str) -> Iterator[Mention]:
    """The documents in ``text`` that no brackets mark, in no order."""
    for match in _PLAIN.finditer(text):
        weak = match[0].endswith(("意见", "规定", "通知", "办法"))
        issued = not weak or _ISSUED.search(text, max(0, match.start() - 8), match.start())
        if issued and not PERSONNEL.match(match[0]):
            yield _mention(text, match.start(), match.end(), (match[0],), "about", 0.75)
    for match in _RESOLUTION.finditer(text):
        yield _mention(text, match.start(), match.end(), (match[0],), "resolution", 0.8)
    for match in _MOTION.finditer(text):
        name = f"{match['aim']}的{match['head']}"
        yield _mention(text, match.start("head"), match.end(), (name,), "motion", 0.6)
    for match in _ISSUED_TOGETHER.finditer(text):
        names = (match["who"] + match["what"], match[0])
        yield _mention(text, match.start(), match.end(), names, "signed", 0.6)
    for match in _PASSED.finditer(text):
        for law in re.finditer("[^、，和]{3,}", match["list"]):
            start = match.start("list") + law.start()
            yield _mention(text, start, start + len(law[0]), (re.sub("^新?修[订改]后?的", "", law[0]),), "statute", 0.7)
    for pattern, rule in _NAMED:
        for match in pattern.finditer(text):
            if not match["name"].startswith(_VAGUE):
                yield _mention(text, match.start("name"), match.end("name"), (match["name"],), rule, 0.6)


def _mention(text: str, start: int, end: int, names: tuple[str, ...], rule: str, confidence: float) -> Mention:
    span = Span(start, end)
    kind = MentionKind.POLICY
    return Mention(kind, span, span.of(text), names, source=f"policy/document/{rule}", confidence=confidence)
