"""Two bodies under one sign."""

from dataclasses import replace

import pytest

from kg.resolve.joint import bodies_of, part_joint
from tests.resolve.test_resolve import claim, event, extraction, policy, role


@pytest.mark.parametrize(
    ("names", "bodies"),
    [
        (("中央纪委国家监委", "中央纪委监委"), ["中国共产党中央纪律检查委员会", "中华人民共和国国家监察委员会"]),
        (("青海省纪委监委", "省纪委监委"), ["中共青海省纪律检查委员会", "青海省监察委员会"]),
        (("青海省纪委", "省纪委"), ["青海省纪委"]),
    ],
)
def test_a_joint_name_is_two_bodies(names: tuple[str, ...], bodies: list[str]) -> None:
    found = bodies_of(names)
    assert [body[0] for body in found] == bodies
    assert all(set(names) <= set(body) for body in found)


@pytest.mark.parametrize(
    ("post", "body"),
    [("副书记", "中共青海省纪律检查委员会"), ("主任", "青海省监察委员会"), ("干部", "中共青海省纪律检查委员会")],
)
def test_a_post_is_of_the_body_that_has_it(post: str, body: str) -> None:
    (fact,) = part_joint(extraction(roles=(replace(role(body=("青海省纪委监委",)), role=post),))).roles
    assert fact.organization[0] == body


def test_what_is_convened_or_issued_is_of_both() -> None:
    joint = claim("青海省纪委监委")
    told = extraction(events=(event(["会"], organizers=(joint,)),), policies=(policy(["办法"], issuers=(joint,)),))
    parted = part_joint(told)
    for claims in (parted.events[0].organizers, parted.policies[0].issuers):
        assert [one.name for one in claims] == ["中共青海省纪律检查委员会", "青海省监察委员会"]
        assert {one.evidence for one in claims} == {joint.evidence}
