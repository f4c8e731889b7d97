"""What may be an issuer or a target of a policy, and which of them are chosen."""

import pytest

from kg.facts import state_facts
from kg.facts.policies.options import Option, weighed
from kg.language import analyse
from kg.lexicon.policies import fact_weights
from kg.mentions import find_mentions
from kg.model import Article, Extraction, OffsetMap

TEXT = (
    "云州市政府新闻办公室今天举行发布会。市水务局局长介绍，云州市实施“清渠润田”工程，面向山区农户改善灌溉条件，"
    "提高粮食产量。今年，云州市还将印发《云州市渠道管理办法》，规范渠道维修。"
)


def stated(text: str) -> Extraction:
    article = Article("a", "a", text, OffsetMap.identity(len(text)), headline="云州市实施“清渠润田”工程")
    sentences = analyse(article)
    return state_facts(article, sentences, find_mentions(article, sentences))


@pytest.mark.parametrize("family", ["issuers", "targets", "dates"])
def test_weights_tell_what_facts_need(family: str) -> None:
    weights = fact_weights(family)
    assert 0 < weights["told"] <= 0.5
    assert 0 < weights["first"] <= weights.get("next", 0.5) < 1
    assert weights["bias"] < 0


def test_weighed_facts_stand_in_the_text_and_none_says_another_again() -> None:
    policies = stated(TEXT).policies
    assert len(policies) == 2
    for policy in policies:
        for claims in (policy.issuers, policy.targets):
            for claim in claims:
                assert claim.evidence.span.of(TEXT) == claim.evidence.text
                assert 0 < claim.evidence.confidence <= 1
        names = [name for claim in policy.targets for name in claim.names]
        assert not any(one != two and one in two for one in names for two in names)


def test_the_likeliest_option_comes_first() -> None:
    options = [Option(("甲县",), ["far"]), Option(("乙县",), ["near"]), Option(("丙县",), [])]
    ranked = weighed(options, {"bias": -1.0, "near": 2.0, "far": -50.0})
    assert [option.names[0] for _, option in ranked] == ["乙县", "丙县", "甲县"]
    assert ranked[0][0] == pytest.approx(0.731, abs=1e-3)
