"""What the name of a body, a place and a title brings into its article's graph."""

from __future__ import annotations

from kg.model import (
    Article,
    Evidence,
    Extraction,
    Mention,
    MentionKind,
    OffsetMap,
    PolicyFact,
    PolicyKind,
    RoleFact,
    Span,
)
from kg.rdf import article_quads
from kg.rdf import vocabulary as v
from kg.rdf.iris import entity_iri
from kg.resolve import resolve

TEXT = "青海省委组织部部长陆远舟到朝阳区、法国，见国家体委、水利部的人，审议青澜市河道保护条例草案。"


def words(part: str) -> Evidence:
    at = TEXT.index(part)
    return Evidence(Span(at, at + len(part)), part, "test")


def mention(kind: MentionKind, part: str, *names: str) -> Mention:
    return Mention(kind, words(part).span, part, names)


def stated() -> set[tuple[str, str, str]]:
    article = Article("p#1", "p", TEXT, OffsetMap.identity(len(TEXT)))
    body = ("中共青海省委组织部", "青海省委组织部")
    extraction = Extraction(
        article,
        mentions=(
            mention(MentionKind.ORGANIZATION, "国家体委", "国家体育运动委员会", "国家体委"),
            mention(MentionKind.ORGANIZATION, "水利部", "中华人民共和国水利部", "水利部"),
            mention(MentionKind.PLACE, "法国"),
            mention(MentionKind.PLACE, "朝阳区"),
        ),
        roles=(RoleFact("陆远舟", "部长", "青海省委组织部部长", body, words("青海省委组织部部长陆远舟")),),
        policies=(PolicyFact(("青澜市河道保护条例草案",), PolicyKind.DOCUMENT, words("青澜市河道保护条例草案")),),
    )
    quads = article_quads(extraction, resolve(extraction))
    return {(str(q.subject).strip("<>"), q.predicate.value, getattr(q.object, "value", "")) for q in quads}


def body(name: str) -> str:
    return entity_iri("organization", name)


def test_a_body_has_its_family_and_its_whole() -> None:
    told = stated()
    assert (body("中共青海省委组织部"), v.TYPE.value, v.PARTY_BODY.value) in told
    assert (body("中共青海省委组织部"), v.SUB_ORGANIZATION_OF.value, body("中共青海省委")) in told
    assert (body("中共青海省委"), v.LABEL.value, "中共青海省委") in told
    assert (body("中共青海省委"), v.TYPE.value, v.PARTY_BODY.value) in told


def test_a_body_that_is_named_is_there_with_its_words_and_what_replaced_it() -> None:
    told = stated()
    article = entity_iri("article", "p#1")
    assert (article, v.MENTIONS.value, body("国家体育运动委员会")) in told
    assert (body("国家体育运动委员会"), v.IS_REPLACED_BY.value, body("国家体育总局")) in told
    assert (body("中华人民共和国水利部"), v.SUB_ORGANIZATION_OF.value, body("中华人民共和国国务院")) in told
    assert any(predicate == v.EXACT.value and value == "国家体委" for _, predicate, value in told)


def test_a_country_has_its_code_and_a_place_left_open_is_not_there() -> None:
    told = stated()
    assert (entity_iri("place", "FR"), v.COUNTRY_CODE.value, "FR") in told
    assert not any("朝阳区" in subject for subject, _, _ in told)


def test_a_draft_is_a_version_of_the_document() -> None:
    told = stated()
    draft, document = (entity_iri("policy", name) for name in ("青澜市河道保护条例草案", "青澜市河道保护条例"))
    assert (draft, v.IS_VERSION_OF.value, document) in told
    assert (document, v.LABEL.value, "青澜市河道保护条例") in told
    assert (document, v.TYPE.value, v.POLICY.value) not in told
