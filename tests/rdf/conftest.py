import pytest

from kg.model import (
    Article,
    Claim,
    Dateline,
    DateValue,
    EventFact,
    EventKind,
    Evidence,
    Extraction,
    OffsetMap,
    PolicyFact,
    PolicyKind,
    Region,
    RoleFact,
    Span,
)

BODY = (
    "新华社临江6月23日电 云河省委书记陆远舟23日在青澜市民中心主持召开全省水利建设推进会。\n"
    "省长柯明辉出席，原青澜市市长沈知微作发言。会议印发《关于加强水利建设的意见》。"
)
PUBLISHED = DateValue("2022-06-24", basis="报头")
COMMITTEE = ("中共云河省委", "云河省委", "省委")


def words(text: str, rule: str = "test", confidence: float = 0.9) -> Evidence:
    start = BODY.index(text)
    return Evidence(Span(start, start + len(text)), text, rule, confidence)


def claim(*names: str, at: str = "") -> Claim:
    return Claim(names, words(at or names[-1]))


@pytest.fixture
def article() -> Article:
    return Article(
        "yhrb-p1#1",
        "yhrb-p1",
        BODY,
        OffsetMap.identity(len(BODY)),
        headline="水利建设推进会召开",
        byline=("李未晞",),
        dateline=Dateline(Span(0, 12), agency="新华社", place="临江"),
        source="云河日报",
        published=PUBLISHED,
        region=Region("230000", "黑龙江省", "报名"),
    )


@pytest.fixture
def extraction(article: Article) -> Extraction:
    chair, guest = claim("陆远舟"), claim("柯明辉")
    return Extraction(
        article,
        roles=(
            RoleFact("陆远舟", "书记", "省委书记", COMMITTEE, words("省委书记陆远舟"), PUBLISHED),
            RoleFact("柯明辉", "省长", "省长", ("云河省人民政府", "云河省"), words("省长柯明辉"), PUBLISHED),
            RoleFact(
                "沈知微", "市长", "市长", ("青澜市人民政府",), words("原青澜市市长沈知微"), PUBLISHED, former=True
            ),
        ),
        events=(
            EventFact(
                ("全省水利建设推进会", "水利建设推进会"),
                EventKind.MEETING,
                words("全省水利建设推进会"),
                DateValue("2022-06-23", "2022-06-24", basis="电头"),
                words("23日在"),
                places=(claim("青澜市民中心"),),
                chairs=(chair,),
                participants=(guest,),
                organizers=(claim("省委"),),
            ),
        ),
        policies=(
            PolicyFact(
                ("关于加强水利建设的意见",),
                PolicyKind.DOCUMENT,
                words("《关于加强水利建设的意见》"),
                issuers=(claim(*COMMITTEE), claim("陆远舟")),
                targets=(claim("水利建设"), claim("青澜市民中心")),
            ),
        ),
    )
