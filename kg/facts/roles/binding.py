"""Who holds the posts that a sentence names: the names after a chain of posts, before it, or tied to it by a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.roles.apposition import apart, as_post
from kg.facts.roles.elected import told_with_a_list
from kg.facts.roles.ground import Ground
from kg.facts.roles.holding import Holding
from kg.facts.roles.lists import listed_after, listed_before
from kg.facts.roles.post import Post
from kg.facts.roles.speakers import nearest_free, spoken_of
from kg.lexicon.titles import PostKind
from kg.model import Mention, Span

# 某党领袖、民主党人甲; 某校教授、著名数学家甲; 某校校长（某院院长）甲
_BEFORE_NAME = re.compile(
    r"(?:、[^，。、；：“”]{0,10}(?:党人|家|学者|专家|人士|运动员|大师|名人|劳模|模范))?"
    r"[）)]?[ \u3000]?(?:：|:)?[ \u3000\n]?"
)
# 金砖国家领导人某地会晤: a place
_OF_STATES = re.compile(r"国家领导人[^，。]{2,4}(?:会晤|峰会|会议)")
# 任命甲为, 选举甲、乙为; 甲当选, 甲担任; 祝贺甲当选连任
_NAMED_AS = re.compile(
    r"(?:任命|选举|推选|补选|选出|决定|聘请|聘任|聘|推举|提名|增选|特邀|选|通过|委任|指定|接受|邀请)"
)
# 以某部部长甲为团长的代表团
_LED_BY = re.compile("以[^，。；]{2,40}$")
_TAKES = re.compile(
    r"(?P<verb>(?:再次|连续|全票|高票|正式|成功|首次|同时|还|并|曾|先后|后|又|现|现已|将|已|在(?=担任|兼任|出任)|即将|被|获|继续|一直|仍|不再|长期|生前|历任|日前|今天|此前|连续\S{1,2}[届次年]|第\S{1,2}次|最终|再度|依法|当场)*"
    r"(?:当选连任|连任当选|当选为|当选|连任|担任|出任|就任|接任|继任|升任|调任|改任|转任|兼任|现任|曾任|历任|原任|任命为|选为|推选为|推举为|聘为|晋升为|"
    r"提升为|提拔为|擢升为|任职|原是|原系|原为|曾是|曾为|(?:(?<=[此之以休世牲]前)|(?<![新前首常主责信委]))任|是|系|为|作为|成为|被任命为|被选为|被聘为|受聘为|受聘担任|接替\S{2,8}担任))[“\"]?(?P<order>首任|新一届|新一任|第\S{1,4}[届任])?$"
)
# 首任院长由甲担任
_BY_WHOM = re.compile(r"(?:一职|职务)?(?:将|仍|暂)?由")
_PERSON_TAKES = re.compile(r"(?P<who>[^，。；、]{2,28}?)(?:同志|先生|女士|教授)?(?:担任|出任|兼任|接任|继任|代理)")
_PAST_VERBS = ("曾任", "历任", "原任", "原是", "原系", "原为", "曾担任", "先后任", "先后担任", "曾是", "曾为")
_REMOVED = re.compile(
    r"(?:免去|撤销|罢免|解除|免除|撤去|辞去|卸任|不再(?:担任|兼任|任))(?P<whose>其|他的|她的|本人的)?$"
)
_REMOVES = ("免去", "撤销", "罢免", "解除", "免除", "撤去")
# 甲的…职务, 免去甲同志兼任的…职务, 免去甲、乙第十届…职务
_WHOSE = re.compile(r"(?:同志|先生|女士)?(?:兼任|担任|所任)?的?原?(?:第?[一二三四五六七八九十]{1,4}届[、和]?)*$")
_PRONOUN = re.compile(r"(?:他|她|其|本人|后者)(?:们)?(?:还|也|现|又|曾|于)?$")
# 对甲总统|再次就任, 对甲获中央政府|任命为
_TITLED = re.compile(r"(?:总统|总理|首相|总书记|主席|获[^，。；]{2,8})$")
_ADDRESSED = re.compile(r"(?:您|你|阁下)$")
# 甲感谢乙对他再次当选…的祝愿: whom the sentence began with
_TOWARDS = re.compile(r"[对向给](?:他|她|其)$")
# 他是某公司董事长, 她还是某协会会长
_IS = re.compile(r"(?:^|[，；])(?:他|她)(?:还|也|又|同时|现在|目前)?$")
# 致电甲，祝贺他就任: who is congratulated is not who sends.
_GREETED = re.compile(r"(?:祝贺|恭贺|庆贺)(?P<whom>他|她|总统先生|总书记)?$")
_SENDS = re.compile(r"(?:\d+日|今天|昨天|日前)?(?:致电|致信|致函|向|代表|电贺)")
_TIME = r"(?:[^，；。]{1,6}年)?(?:[^，；。]{1,3}月)?(?:[^，；。]{1,3}日)?(?:底|初|末|春|夏|秋|冬)?"
# …，2016年 调任; 1998年3月至2003年5月 任; 离休前 任: only the time stands between the clause's beginning and the verb.
_UNTIL = rf"(?:至|到|[－—–~～-]{{1,2}})(?:{_TIME}|今)"
_CLAUSE_OPENS = re.compile(
    rf"(?:^|[，；])(?:{_TIME}(?:{_UNTIL})?|[离退]休前|[逝去]世前|牺牲前)(?:起|后|以后|间|，)?(?:在[^，。；]{{2,24}}(?:上|中|期间))?$"
)
_YEAR = r"[\d０-９一二三四五六七八九〇○]{2,4}年"
_STAMPED = re.compile(rf"(?:^|[，；]){_YEAR}[^，；。年]{{0,8}}，?$")
# …，2003年5月任, …，后任, …。现任: a life goes on, so that the post told before with its year is past.
_GOES_ON = re.compile(
    rf"[，；。]\s?(?:{_YEAR}[^，；。兼]{{0,16}}|(?:此|其|随)?后[^，；。兼]{{0,4}}|现)(?:调|升|转|改|历|继|连|出|担)?(?:任|当选)"
)
# 1998年3月至2003年5月任: past, whatever day the paper has; not 至今.
_ENDED = re.compile(rf"(?:{_UNTIL}(?<!今)|[离退]休前|[逝去]世前|牺牲前)，?$")
_LIFE = 60
"""So near, in characters, a life's next post is told."""
_CLAUSE = re.compile(r"[，。；：！？“”]")
_ENDS_WITH_OFFICE = re.compile(r"(?:”)?(?:的)?(?:等)?(?:职务|职|一职|等职|等职务|之职|助理)")


def bind(ground: Ground, index: int, chain: tuple[Post, ...], subject: Mention | None) -> Iterator[Holding]:
    """The holdings that ``chain`` of sentence ``index`` states; ``subject`` is whom the text speaks of by then."""
    first, last = chain[0], chain[-1]
    if attributed := _attributed(ground, chain):
        yield attributed
        return
    bracketed = len(chain) > 1 and ground.text[last.span.start - 1] in "（("
    after = _name_after(ground, last.span.end, bracketed=bracketed)
    before = ground.people_to.get(first.span.start)
    if before is not None and not first.bare:
        before = None
    if before is not None:
        yield Holding(before, chain[:1], Span(before.span.start, first.span.end), "title-after-name", 0.85)
        rest = chain[1:]
        if after is None:
            yield from _also(ground, before, rest)
            return
        chain = rest if rest else ()
    if chain and after is not None:
        yield from _named(ground, chain, after)
        return
    if chain and before is None:
        yield from _by_verb(ground, index, chain, subject)


# 时任, 现任 … 的甲
_IN_OFFICE = re.compile("(?:时任|现任|曾任|原任|担任|兼任|身为|身兼|任)$")


def _attributed(ground: Ground, chain: tuple[Post, ...]) -> Holding | None:
    """时任某省委书记的甲, 原任副院长、现任院长的甲: the posts that a clause before the name tells."""
    start, end = chain[0].span.start, chain[-1].span.end
    person = ground.people_from.get(end + 1) if ground.text[end : end + 1] == "的" else None
    told = chain[0].former or _IN_OFFICE.search(ground.text, max(0, start - 2), start)
    if person is None or not told:
        return None
    return Holding(person, chain, Span(start, person.span.end), "as-post", 0.8)


# 林远主席和总统先生: another one
_OTHERS = re.compile("先生|女士|阁下|夫人")


def _also(ground: Ground, person: Mention, rest: tuple[Post, ...]) -> Iterator[Holding]:
    if rest and all(post.of is None for post in rest) and not _OTHERS.match(ground.text, rest[-1].span.end):
        yield Holding(person, rest, Span(person.span.start, rest[-1].span.end), "title-after-name", 0.7)


def _name_after(ground: Ground, end: int, *, bracketed: bool) -> Mention | None:
    match = _BEFORE_NAME.match(ground.text, end)
    if _OF_STATES.search(ground.text, max(0, end - 4), end + 8):
        return None
    if match is None or (match[0][-1:] in ("）", ")") and not bracketed):
        return ground.people_from.get(end)
    return ground.people_from.get(end) or ground.people_from.get(match.end())


# 某国首任总统甲: told of the past
_FIRST = ("首任", "第一任", "开国")


def _named(ground: Ground, chain: tuple[Post, ...], first: Mention) -> Iterator[Holding]:
    """甲 after the chain; 乙 and 丙 of the same list where the posts can be shared."""
    start = chain[0].span.start
    past = chain[0].head.kind is PostKind.TERRITORY and chain[0].title.written.startswith(_FIRST)
    yield Holding(first, chain, Span(start, first.span.end), "title-before-name", 0.95, past)
    if not all(post.shared for post in chain):
        return
    names = list(listed_after(ground, first, pair=len(chain) == 1))
    for person in names:
        yield Holding(person, chain, Span(start, person.span.end), "shared-title", 0.85)


def _by_verb(ground: Ground, index: int, chain: tuple[Post, ...], subject: Mention | None) -> Iterator[Holding]:
    text, floor = ground.text, ground.sentences[index].span.start
    start, end = chain[0].span.start, chain[-1].span.end
    while start > floor and text[start - 1] in '“"《':
        start -= 1
    head = text[floor:start]
    if several := told_with_a_list(ground, chain, floor, start):
        yield from several
        return
    taker = _BY_WHOM.match(text, end)
    if taker and (person := _taker(ground, taker.end())):
        yield Holding(person, chain, Span(chain[0].span.start, person.span.end), "taken-by", 0.85)
        return
    removed = _REMOVED.search(head)
    if removed:
        yield from _removed(ground, chain, subject, floor + removed.start(), told=bool(removed["whose"]))
        return
    whose = _WHOSE.search(head)
    person = ground.people_to.get(floor + whose.start()) if whose else None
    if whose and person and _ENDS_WITH_OFFICE.match(text, end):
        names = listed_before(ground, person)
        if whose[0] or text.endswith(_REMOVES, 0, names[0].span.start):
            for name in names:
                yield Holding(name, chain, Span(name.span.start, end), "removed", 0.85, True)
            return
    verb = _TAKES.search(head)
    if verb:
        yield from _taken(ground, index, chain, subject, verb, floor)
        return
    yield from apart(ground, index, chain)


def _taker(ground: Ground, at: int) -> Mention | None:
    """Who takes the post in 由甲担任, 由司法部部长甲担任."""
    match = _PERSON_TAKES.match(ground.text, at)
    person = ground.people_to.get(match.end("who")) if match else None
    return person if person and person.span.start >= at else None


def _removed(
    ground: Ground, chain: tuple[Post, ...], subject: Mention | None, at: int, *, told: bool
) -> Iterator[Holding]:
    """甲辞去省长职务: whoever the sentence speaks of; 免去 is said of the name that follows it, never of a subject."""
    person = ground.people_to.get(at) or _before_aside(ground, at)
    if person is None and (told or not ground.text.startswith(_REMOVES, at)):
        floor = ground.sentences[ground.sentence_at(at)].span.start
        person = nearest_free(ground, floor, at) or subject
    if person is not None:
        yield Holding(person, chain, Span(min(person.span.start, at), chain[-1].span.end), "left-office", 0.75, True)


def _taken(
    ground: Ground, index: int, chain: tuple[Post, ...], subject: Mention | None, verb: re.Match[str], floor: int
) -> Iterator[Holding]:
    word = verb["verb"]
    at = floor + verb.start("verb")
    end = chain[-1].span.end
    bare_copula = word in ("是", "系", "为", "作为", "成为")
    told_beside = not chain[0].bare or chain[0].head.kind is PostKind.OWN
    person = ground.people_to.get(at) or _before_aside(ground, at)
    before = ground.text[floor:at]
    if person is None and not bare_copula and (title := _TITLED.search(before)):
        person = ground.people_to.get(floor + title.start())
    time = before if person is None else ground.text[floor : person.span.start]
    past = word.startswith(_PAST_VERBS) or any(p in word for p in ("曾", "历任", "此前")) or _ENDED.search(time)
    past = past or (_STAMPED.search(time) and _GOES_ON.search(ground.text, end, end + _LIFE))
    former = bool(past) or ground.text.startswith("期间", end)
    if person is not None:
        names = listed_before(ground, person)
        item = names[0].span.start == floor or ground.text[names[0].span.start - 1] in "；：\n"
        led = told_beside and _LED_BY.search(before)
        if word == "为" and not (_NAMED_AS.search(before) or (item and told_beside) or led):
            return
        if word in ("是", "系") and not told_beside:
            return
        rule = "named-to-post" if word == "为" else "takes-post"
        shared = word == "为" or all(post.shared for post in chain)
        for name in names if shared else (person,):
            yield Holding(name, chain, Span(name.span.start, end), rule, 0.85, former)
        return
    if bare_copula:
        if word in ("是", "系") and told_beside and subject and _IS.search(before):
            yield Holding(subject, chain, Span(at, end), "takes-post", 0.6)
        elif word == "作为" and told_beside:
            yield from as_post(ground, chain)
        return
    if word == "任" and not told_beside and not _PRONOUN.search(before) and not before.endswith("，"):
        return
    about = _about(ground, floor, at, subject)
    if about is not None:
        yield Holding(about, chain, Span(min(about.span.start, at), end), "takes-post", 0.65, former)


def _about(ground: Ground, floor: int, at: int, subject: Mention | None) -> Mention | None:
    """Who takes the post where no name stands right before the verb at ``at``; None where the text leaves it open."""
    before = ground.text[floor:at]
    near = nearest_free(ground, floor, at)
    if _ADDRESSED.search(before):
        return None  # 甲表示，您再次当选: another one than who says so, whom the greeting itself names
    if _TOWARDS.search(before):
        return spoken_of(ground, ground.sentence_at(at))
    greeted = _GREETED.search(before)
    if greeted:
        near = near if greeted["whom"] in ("他", "她", None) else None
        return None if near is None or _SENDS.match(ground.text, near.span.end) else near
    resumes = bool(_PRONOUN.search(before) or _CLAUSE_OPENS.search(before))
    if near is not None and (resumes or not _CLAUSE.search(ground.text[near.span.end : at])):
        return near
    return subject if resumes or not before else None


def _before_aside(ground: Ground, at: int) -> Mention | None:
    """甲（女）当选, 甲同志任, 甲今天当选."""
    match = re.search(
        r"(?:[（(][^（()）]{1,24}[）)]|同志|先生|女士|博士|因[^，。；]{2,16}|今天|昨天|\d{1,2}日|[０-９]{1,2}日|于\S{2,12}|在\S{2,14}上|以\S{2,12}票|等(?:[0-9０-９一二三四五六七八九十两]+(?:人|[名位][^，。；]{0,6}))?)+$",
        ground.text[max(0, at - 30) : at],
    )
    return ground.people_to.get(max(0, at - 30) + match.start()) if match else None
