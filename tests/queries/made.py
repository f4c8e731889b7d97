"""A small made-up graph: two pages of one paper, three articles, people and towns that do not exist."""

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf import vocabulary as v
from kg.rdf.iris import article_iri, entity_iri, membership_iri, page_iri, statement_iri

LU, SHEN, GU = (entity_iri("person", name) for name in ("陆远舟", "沈知微", "顾行之"))
COMMITTEE = entity_iri("organization", "中共青澜市委员会")
GOVERNMENT = entity_iri("organization", "青澜市人民政府")
PROVINCE_GOVERNMENT = entity_iri("organization", "云河省人民政府")
PAPER = entity_iri("organization", "青澜日报")
HALL, CITY, TOWN = (entity_iri("place", name) for name in ("青澜市民中心", "青澜市", "白桥镇"))
WASTE = entity_iri("topic", "垃圾分类")
FLOOD_MEETING = entity_iri("event", "全市防汛工作会议|2021-05-11")
VISIT = entity_iri("event", "沈知微到白桥镇调研|2021-06-01")
MEASURES = entity_iri("policy", "青澜市垃圾分类管理办法")
CAMPAIGN = entity_iri("policy", "清河行动")
FIRST, SECOND, THIRD = (
    article_iri(i) for i in ("qlrb-2021-05-12-p1#1", "qlrb-2021-05-12-p1#2", "qlrb-2021-06-02-p1#1")
)

FIRST_BODY = "青澜市委书记陆远舟5月11日在青澜市民中心主持召开全市防汛工作会议，市长沈知微出席。"
SECOND_BODY = "5月10日，青澜市政府印发《青澜市垃圾分类管理办法》，推进垃圾分类。"
THIRD_BODY = "6月1日，市长沈知微、副市长顾行之到白桥镇调研。原市长陆远舟等发起的“清河行动”由市政府继续开展。"


class ArticleGraph:
    """One article's graph in the making. Words are looked up in the body, so that every offset is true."""

    def __init__(self, identifier: str, page: str, body: str, headline: str, day: str) -> None:
        self.article, self.body = article_iri(identifier), body
        self.quads: list[Quad] = []
        self.graph = NamedNode(self.article)
        page_node = page_iri(page)
        date = Literal(day, datatype=v.XSD_DATE)
        self.say(page_node, v.TYPE, v.PUBLICATION_ISSUE)
        self.say(page_node, v.IDENTIFIER, Literal(page))
        self.named(PAPER, v.ORGANIZATION, "青澜日报")
        self.say(page_node, v.PUBLISHER, NamedNode(PAPER))
        self.say(page_node, v.DATE_PUBLISHED, date)
        self.say(self.article, v.TYPE, v.NEWS_ARTICLE)
        self.say(self.article, v.IDENTIFIER, Literal(identifier))
        self.say(self.article, v.ARTICLE_BODY, Literal(body, language="zh"))
        self.say(self.article, v.HEADLINE, Literal(headline, language="zh"))
        self.say(self.article, v.DATE_PUBLISHED, date)
        self.say(self.article, v.IS_PART_OF, NamedNode(page_node))

    def say(self, subject: str, predicate: NamedNode, value: NamedNode | Literal) -> None:
        self.quads.append(Quad(NamedNode(subject), predicate, value, self.graph))

    def named(self, thing: str, of: NamedNode, *names: str) -> None:
        self.say(thing, v.TYPE, of)
        for i, name in enumerate(names):
            self.say(thing, v.ALT_LABEL if i else v.LABEL, Literal(name, language="zh"))

    def state(
        self, subject: str, predicate: NamedNode, value: str | Literal | NamedNode, words: str, past: bool = False
    ) -> None:
        node = NamedNode(value) if isinstance(value, str) else value
        self.say(subject, predicate, node)
        start = self.body.index(words)
        end = start + len(words)
        statement = statement_iri(self.article, subject, predicate.value, str(node), start, end)
        for name, said in (
            (v.TYPE, v.STATEMENT),
            (v.SUBJECT, NamedNode(subject)),
            (v.PREDICATE, predicate),
            (v.OBJECT, node),
            (v.DERIVED_FROM, self.graph),
            (v.EXACT, Literal(words)),
            (v.START, Literal(str(start), datatype=v.XSD_INTEGER)),
            (v.END, Literal(str(end), datatype=v.XSD_INTEGER)),
            (v.RULE, Literal("made")),
            (v.CONFIDENCE, Literal("0.9", datatype=v.XSD_DECIMAL)),
        ):
            self.say(statement, name, said)
        if past:
            self.say(statement, v.TOLD_AS_PAST, Literal("true", datatype=v.XSD_BOOLEAN))

    def held(self, person: str, role: str, body: str, title: str, words: str, day: str, past: bool = False) -> None:
        role_node = entity_iri("role", role)
        self.named(role_node, v.ROLE, role)
        membership = membership_iri(person, role_node, body)
        self.say(membership, v.TYPE, v.MEMBERSHIP)
        self.say(membership, v.MEMBER, NamedNode(person))
        self.say(membership, v.IN_ORGANIZATION, NamedNode(body))
        self.say(membership, v.TITLE, Literal(title, language="zh"))
        if not past:
            self.say(membership, v.AS_OF, Literal(day, datatype=v.XSD_DATE))
        self.state(membership, v.IN_ROLE, role_node, words, past)


def first() -> ArticleGraph:
    g = ArticleGraph("qlrb-2021-05-12-p1#1", "qlrb-2021-05-12-p1", FIRST_BODY, "青澜部署防汛", "2021-05-12")
    g.named(LU, v.PERSON, "陆远舟")
    g.named(SHEN, v.PERSON, "沈知微")
    g.named(COMMITTEE, v.ORGANIZATION, "中共青澜市委员会", "青澜市委")
    g.named(GOVERNMENT, v.ORGANIZATION, "青澜市人民政府", "市政府")
    g.named(HALL, v.PLACE, "青澜市民中心")
    g.named(CITY, v.PLACE, "青澜市")
    g.say(CITY, v.ADCODE, Literal("990100"))
    g.say(HALL, v.CONTAINED_IN, NamedNode(CITY))
    g.held(LU, "书记", COMMITTEE, "市委书记", "青澜市委书记陆远舟", "2021-05-12")
    g.held(SHEN, "市长", GOVERNMENT, "市长", "市长沈知微", "2021-05-12")
    g.named(FLOOD_MEETING, v.EVENT, "全市防汛工作会议")
    g.state(FLOOD_MEETING, v.TYPE, v.MEETING, "全市防汛工作会议")
    g.state(FLOOD_MEETING, v.START_DATE, Literal("2021-05-11", datatype=v.XSD_DATE), "5月11日")
    g.state(FLOOD_MEETING, v.LOCATION, HALL, "青澜市民中心")
    g.state(FLOOD_MEETING, v.CHAIR, LU, "陆远舟5月11日在青澜市民中心主持")
    g.state(FLOOD_MEETING, v.ATTENDEE, LU, "陆远舟5月11日在青澜市民中心主持")
    g.state(FLOOD_MEETING, v.ATTENDEE, SHEN, "沈知微出席")
    return g


def second() -> ArticleGraph:
    g = ArticleGraph("qlrb-2021-05-12-p1#2", "qlrb-2021-05-12-p1", SECOND_BODY, "垃圾分类有了办法", "2021-05-12")
    g.named(GOVERNMENT, v.ORGANIZATION, "青澜市人民政府", "青澜市政府")
    g.named(PROVINCE_GOVERNMENT, v.ORGANIZATION, "云河省人民政府")
    g.say(GOVERNMENT, v.SUB_ORGANIZATION_OF, NamedNode(PROVINCE_GOVERNMENT))
    g.named(MEASURES, v.POLICY, "青澜市垃圾分类管理办法")
    g.named(WASTE, v.CONCEPT, "垃圾分类")
    g.state(MEASURES, v.TYPE, v.POLICY_DOCUMENT, "《青澜市垃圾分类管理办法》")
    g.state(MEASURES, v.ISSUED_BY, GOVERNMENT, "青澜市政府印发")
    g.state(MEASURES, v.ISSUED, Literal("2021-05-10", datatype=v.XSD_DATE), "5月10日")
    g.state(MEASURES, v.TARGET, WASTE, "推进垃圾分类")
    return g


def third() -> ArticleGraph:
    g = ArticleGraph("qlrb-2021-06-02-p1#1", "qlrb-2021-06-02-p1", THIRD_BODY, "沈知微到白桥镇调研", "2021-06-02")
    for iri, name in ((LU, "陆远舟"), (SHEN, "沈知微"), (GU, "顾行之")):
        g.named(iri, v.PERSON, name)
    g.named(GOVERNMENT, v.ORGANIZATION, "青澜市人民政府", "市政府")
    g.named(TOWN, v.PLACE, "白桥镇")
    g.held(SHEN, "市长", GOVERNMENT, "市长", "市长沈知微", "2021-06-02")
    g.held(GU, "副市长", GOVERNMENT, "副市长", "副市长顾行之", "2021-06-02")
    g.held(LU, "市长", GOVERNMENT, "原市长", "原市长陆远舟", "2021-06-02", past=True)
    g.named(VISIT, v.EVENT, "沈知微到白桥镇调研")
    g.state(VISIT, v.TYPE, v.VISIT, "到白桥镇调研")
    g.state(VISIT, v.START_DATE, Literal("2021-06-01", datatype=v.XSD_DATE), "6月1日")
    g.state(VISIT, v.LOCATION, TOWN, "白桥镇")
    g.state(VISIT, v.ATTENDEE, GU, "顾行之到白桥镇调研")
    g.state(VISIT, v.ATTENDEE, SHEN, "沈知微")
    g.named(CAMPAIGN, v.POLICY, "清河行动")
    g.state(CAMPAIGN, v.TYPE, v.PROGRAMME, "“清河行动”")
    g.state(CAMPAIGN, v.ISSUED_BY, GOVERNMENT, "由市政府继续开展")
    g.state(CAMPAIGN, v.ISSUED_BY, LU, "陆远舟等发起")
    return g


def articles() -> tuple[ArticleGraph, ...]:
    return (first(), second(), third())
