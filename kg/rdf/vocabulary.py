"""Every term that the graph uses, once, as pyoxigraph nodes: the contract's vocabulary and our extensions of it.

The prefixes are those under which the graph is exported and queried. Terms marked "ours" are in the project's
own namespace and are described in ``ontology/``.
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

WT: Final = "https://w3id.org/wentu/ontology#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
ORG: Final = "http://www.w3.org/ns/org#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
SCHEMA: Final = "https://schema.org/"
DCTERMS: Final = "http://purl.org/dc/terms/"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"

PREFIXES: Final[dict[str, str]] = {
    "wt": WT,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "org": ORG,
    "foaf": FOAF,
    "schema": SCHEMA,
    "dcterms": DCTERMS,
    "skos": SKOS,
    "prov": PROV,
    "oa": OA,
}

# names and kinds
TYPE: Final = NamedNode(RDF + "type")
LABEL: Final = NamedNode(RDFS + "label")
ALT_LABEL: Final = NamedNode(SKOS + "altLabel")

# pages and articles
PUBLICATION_ISSUE: Final = NamedNode(SCHEMA + "PublicationIssue")
NEWS_ARTICLE: Final = NamedNode(SCHEMA + "NewsArticle")
IDENTIFIER: Final = NamedNode(DCTERMS + "identifier")
PUBLISHER: Final = NamedNode(DCTERMS + "publisher")
HEADLINE: Final = NamedNode(SCHEMA + "headline")
DATE_PUBLISHED: Final = NamedNode(SCHEMA + "datePublished")
IS_PART_OF: Final = NamedNode(SCHEMA + "isPartOf")
CONTINUED_ON: Final = NamedNode(WT + "continuedOn")  # ours: another page that the article goes on with
ON_PAGE: Final = NamedNode(WT + "onPage")  # ours: where words stand that are not on the article's own page
PAGE_LAYOUT: Final = NamedNode(WT + "pageLayout")  # ours: how the text stands on its raw pages
AUTHOR: Final = NamedNode(SCHEMA + "author")
ARTICLE_BODY: Final = NamedNode(SCHEMA + "articleBody")
LOCATION_CREATED: Final = NamedNode(SCHEMA + "locationCreated")  # the dateline's place
SOURCE_ORGANIZATION: Final = NamedNode(SCHEMA + "sourceOrganization")  # the dateline's agency
DATE_BASIS: Final = NamedNode(WT + "dateBasis")  # ours: what a date was read or inferred from, in words
MENTIONS: Final = NamedNode(SCHEMA + "mentions")  # whom the text names without a post or an occasion
REGION: Final = NamedNode(WT + "region")  # ours: the territory that the paper writes from
REGION_BASIS: Final = NamedNode(WT + "regionBasis")  # ours: how that territory is known, in words
INPUT_DIGEST: Final = NamedNode(WT + "inputDigest")  # ours: hash of the input that a graph was made from

# people, bodies, roles
PERSON: Final = NamedNode(FOAF + "Person")
ORGANIZATION: Final = NamedNode(ORG + "Organization")
SUB_ORGANIZATION_OF: Final = NamedNode(ORG + "subOrganizationOf")
IS_REPLACED_BY: Final = NamedNode(DCTERMS + "isReplacedBy")  # a body that was renamed or merged
MEMBERSHIP: Final = NamedNode(ORG + "Membership")
MEMBER: Final = NamedNode(ORG + "member")
IN_ORGANIZATION: Final = NamedNode(ORG + "organization")
IN_ROLE: Final = NamedNode(ORG + "role")
ROLE: Final = NamedNode(ORG + "Role")
TITLE: Final = NamedNode(WT + "title")
AS_OF: Final = NamedNode(WT + "asOf")

# families of bodies; all ours
PARTY_BODY: Final = NamedNode(WT + "PartyBody")
STATE_BODY: Final = NamedNode(WT + "StateBody")
LEGISLATIVE_BODY: Final = NamedNode(WT + "LegislativeBody")
CONSULTATIVE_BODY: Final = NamedNode(WT + "ConsultativeBody")
JUDICIAL_BODY: Final = NamedNode(WT + "JudicialBody")
MILITARY_BODY: Final = NamedNode(WT + "MilitaryBody")
COMPANY: Final = NamedNode(WT + "Company")
EDUCATIONAL_BODY: Final = NamedNode(WT + "EducationalBody")
RESEARCH_BODY: Final = NamedNode(WT + "ResearchBody")
HEALTH_BODY: Final = NamedNode(WT + "HealthBody")
MEDIA_BODY: Final = NamedNode(WT + "MediaBody")
SOCIAL_BODY: Final = NamedNode(WT + "SocialBody")
FOREIGN_BODY: Final = NamedNode(WT + "ForeignBody")
INTERNATIONAL_BODY: Final = NamedNode(WT + "InternationalBody")
BODY_FAMILIES: Final = (
    PARTY_BODY,
    STATE_BODY,
    LEGISLATIVE_BODY,
    CONSULTATIVE_BODY,
    JUDICIAL_BODY,
    MILITARY_BODY,
    COMPANY,
    EDUCATIONAL_BODY,
    RESEARCH_BODY,
    HEALTH_BODY,
    MEDIA_BODY,
    SOCIAL_BODY,
    FOREIGN_BODY,
    INTERNATIONAL_BODY,
)

# events
EVENT: Final = NamedNode(WT + "Event")
MEETING: Final = NamedNode(WT + "Meeting")
TALKS: Final = NamedNode(WT + "Talks")
CEREMONY: Final = NamedNode(WT + "Ceremony")
VISIT: Final = NamedNode(WT + "Visit")
START_DATE: Final = NamedNode(SCHEMA + "startDate")
END_DATE: Final = NamedNode(SCHEMA + "endDate")
LOCATION: Final = NamedNode(SCHEMA + "location")
CHAIR: Final = NamedNode(WT + "chair")
ATTENDEE: Final = NamedNode(SCHEMA + "attendee")
ORGANIZER: Final = NamedNode(SCHEMA + "organizer")

# places
PLACE: Final = NamedNode(SCHEMA + "Place")
CONTAINED_IN: Final = NamedNode(SCHEMA + "containedInPlace")
ADCODE: Final = NamedNode(WT + "adcode")
COUNTRY_CODE: Final = NamedNode(WT + "countryCode")  # ours: ISO 3166 of a country

# policies
POLICY: Final = NamedNode(WT + "Policy")
POLICY_DOCUMENT: Final = NamedNode(WT + "PolicyDocument")
PROGRAMME: Final = NamedNode(WT + "Programme")
IS_VERSION_OF: Final = NamedNode(DCTERMS + "isVersionOf")  # a draft or a trial version
AMENDS: Final = NamedNode(WT + "amends")  # ours: a document that changes another
ISSUED_BY: Final = NamedNode(WT + "issuedBy")
ISSUED: Final = NamedNode(DCTERMS + "issued")
TARGET: Final = NamedNode(WT + "target")
CONCEPT: Final = NamedNode(SKOS + "Concept")

# evidence
STATEMENT: Final = NamedNode(RDF + "Statement")
SUBJECT: Final = NamedNode(RDF + "subject")
PREDICATE: Final = NamedNode(RDF + "predicate")
OBJECT: Final = NamedNode(RDF + "object")
DERIVED_FROM: Final = NamedNode(PROV + "wasDerivedFrom")
EXACT: Final = NamedNode(OA + "exact")
START: Final = NamedNode(OA + "start")
END: Final = NamedNode(OA + "end")
RULE: Final = NamedNode(WT + "rule")  # ours: the rule or model that stated the fact
CONFIDENCE: Final = NamedNode(WT + "confidence")  # ours: how sure it is, 0 to 1
TOLD_AS_PAST: Final = NamedNode(WT + "toldAsPast")  # ours: the words tell a role as held before, not now

# who is who; all ours but those of prov
BLOCK_KEY: Final = NamedNode(WT + "blockKey")  # things of one kind that share a key are compared with each other
SIGHTING: Final = NamedNode(WT + "sighting")  # what an article tells of a thing that helps to tell which it is
UNSETTLED: Final = NamedNode(WT + "unsettled")  # a key whose things are to be told apart anew
JUDGEMENT: Final = NamedNode(WT + "Judgement")
VERDICT: Final = NamedNode(WT + "verdict")
POSITIVE: Final = NamedNode(WT + "Positive")
NEGATIVE: Final = NamedNode(WT + "Negative")
UNSURE: Final = NamedNode(WT + "Unsure")
SAME_STORY: Final = NamedNode(WT + "sameStory")  # an article that prints the same dispatch, and was printed first
JUDGES: Final = NamedNode(WT + "judges")  # one of two things that a judgement speaks of
LEFT: Final = NamedNode(WT + "left")  # an article that names the one of a hand-made judgement
RIGHT: Final = NamedNode(WT + "right")  # an article that names the other
LEFT_KEY: Final = NamedNode(WT + "leftKey")
RIGHT_KEY: Final = NamedNode(WT + "rightKey")
KIND: Final = NamedNode(WT + "kind")  # the kind of thing that a judgement by hand speaks of
SCORE: Final = NamedNode(WT + "score")
REASON: Final = NamedNode(WT + "reason")
ATTRIBUTED_TO: Final = NamedNode(PROV + "wasAttributedTo")
GENERATED_AT: Final = NamedNode(PROV + "generatedAtTime")
HAND: Final = NamedNode(WT + "Hand")  # whoever keeps the graph
MACHINE: Final = NamedNode(WT + "Machine")  # the program itself

# datatypes
XSD_DATE: Final = NamedNode(XSD + "date")
XSD_GYEAR_MONTH: Final = NamedNode(XSD + "gYearMonth")
XSD_GYEAR: Final = NamedNode(XSD + "gYear")
XSD_GMONTH_DAY: Final = NamedNode(XSD + "gMonthDay")
XSD_INTEGER: Final = NamedNode(XSD + "integer")
XSD_DECIMAL: Final = NamedNode(XSD + "decimal")
XSD_BOOLEAN: Final = NamedNode(XSD + "boolean")
XSD_DATE_TIME: Final = NamedNode(XSD + "dateTime")


def shorten(iri: str) -> str:
    """The IRI of a term as it is written in a query: wt:chair. Other IRIs come back as they are."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{local}"
    return iri
