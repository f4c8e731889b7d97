"""Ridge logistic regression: what it finds is where nothing can be gained any more."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.mentions.ridge import fit_ridge

FEATURES = ("near", "far", "old")
ROWS = st.lists(st.tuples(st.sets(st.sampled_from((*FEATURES, "rare"))), st.floats(0, 1)), min_size=1, max_size=12)


@settings(deadline=None)
@given(ROWS, st.sampled_from((0.1, 1.0, 10.0)))
def test_the_slope_is_level_at_the_weights(rows: list[tuple[set[str], float]], penalty: float) -> None:
    weights = fit_ridge([sorted(features) for features, _ in rows], [right for _, right in rows], FEATURES, penalty)
    assert weights.keys() == {"bias", *FEATURES}
    for feature in FEATURES:
        slope = penalty * weights[feature]
        for features, right in rows:
            total = weights["bias"] + sum(weights.get(one, 0.0) for one in features)
            slope += (1 / (1 + math.exp(-total)) - right) * (feature in features)
        assert abs(slope) < 1e-4
