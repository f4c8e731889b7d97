from hypothesis import given
from hypothesis import strategies as st

from api.sparql.cache import Cache, Reply

ANY = Reply.of("text/csv", b"n\r\n1\r\n")


def test_a_reply_is_kept_for_its_version_alone() -> None:
    cache = Cache(1_000_000)
    cache.put("1", "q", ANY)
    assert cache.get("1", "q") is ANY
    assert cache.get("2", "q") is None
    cache.put("2", "r", ANY)
    assert cache.get("1", "q") is None and len(cache) == 1


def test_the_tag_tells_body_and_type() -> None:
    tags = {Reply.of(kind, body).etag for kind in ("text/csv", "text/xml") for body in (b"a", b"b")}
    assert len(tags) == 4 and all(tag[0] == tag[-1] == '"' for tag in tags)
    assert Reply.of("text/csv", b"n\r\n1\r\n").etag == ANY.etag


def test_what_was_asked_for_last_stays() -> None:
    cache = Cache(10 * 2_000)
    reply = Reply.of("text/csv", b"x" * 1_000)
    for key in range(10):
        cache.put("1", key, reply)
    assert cache.get("1", 0)
    cache.put("1", 10, reply)
    assert cache.get("1", 0) and cache.get("1", 1) is None


def test_nothing_is_kept_where_there_is_no_room() -> None:
    cache = Cache(0)
    cache.put("1", "q", ANY)
    assert cache.get("1", "q") is None


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3_000), st.sampled_from("12")), max_size=60))
def test_it_never_grows_past_its_size(puts: list[tuple[int, int, str]]) -> None:
    cache = Cache(16_000)
    for key, size, version in puts:
        cache.put(version, key, Reply.of("text/csv", b"x" * size))
        assert 0 <= cache.size <= 16_000
        assert (cache.size == 0) == (len(cache) == 0)
