from kg.queries.policies import issued_policies, policies_for, policy_details
from kg.store import Store
from tests.queries.made import CAMPAIGN, GOVERNMENT, LU, MEASURES, SHEN, WASTE


def test_policies_of_an_issuer_those_without_a_date_last(made: Store) -> None:
    rows = issued_policies(made, GOVERNMENT)
    assert [(row.policy.iri, row.policy_class, row.issued) for row in rows] == [
        (MEASURES, "PolicyDocument", "2021-05-10"),
        (CAMPAIGN, "Programme", None),
    ]
    assert [target.label for target in rows[0].targets] == ["垃圾分类"]


def test_policies_aimed_at_a_topic(made: Store) -> None:
    assert [row.policy.iri for row in policies_for(made, WASTE)] == [MEASURES]


def test_details_with_words(made: Store) -> None:
    campaign = policy_details(made, CAMPAIGN)
    assert campaign is not None
    assert campaign.names == ("清河行动",) and campaign.targets == ()
    assert [(one.thing.iri, one.quotes[0].exact) for one in campaign.issuers] == [
        (LU, "陆远舟等发起"),
        (GOVERNMENT, "由市政府继续开展"),
    ]


def test_what_is_no_policy_has_no_details(made: Store) -> None:
    assert policy_details(made, SHEN) is None
