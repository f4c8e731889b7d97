"""The words of policy: what every entry of the data must hold, so that no later line breaks the readers."""

from collections import Counter

import pytest

from kg.lexicon.policies import any_of, compiled, law_names, settled_by_name, settled_names, words


def test_settled_names_are_whole_and_named_once() -> None:
    policies = settled_names()
    assert len(policies) == len(settled_by_name())
    for policy in policies:
        assert policy.name and policy.forms and all(policy.forms)
        assert policy.need in ("", "verb", "short", "salient")
        assert all(names and all(names) for names in policy.targets)


def test_no_form_means_two_policies() -> None:
    counts = Counter(form for policy in settled_names() for form in policy.forms)
    assert [form for form, count in counts.items() if count > 1] == []


def test_several_targets_are_kept_apart_from_names_of_one() -> None:
    targets = settled_by_name()["“一国两制”方针"].targets
    assert len(targets) == 2 and all(len(names) == 2 for names in targets)


def test_laws_end_as_laws_do() -> None:
    assert all(name.endswith(("法", "法典", "条例")) for name in law_names())


def test_words_are_unique_and_an_unknown_list_is_an_error() -> None:
    heads = words("document_heads")
    assert len(heads) == len(set(heads))
    with pytest.raises(KeyError):
        words("no_such_list")


def test_a_longer_word_wins_over_its_beginning() -> None:
    pattern = compiled("document_heads", after="$")
    match = pattern.search("山区修路规划纲要")
    assert match is not None and match[0] == "规划纲要"
    assert any_of(["甲", "甲乙"]) == "(?:甲乙|甲)"
