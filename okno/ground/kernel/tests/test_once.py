"""An answer is kept only while a page is read."""

from okno.ground.kernel.request_cache import cached_for_request, reading


def test_within_a_reading_it_is_asked_once() -> None:
    asked: list[int] = []

    def ask() -> int:
        asked.append(1)
        return len(asked)

    with reading():
        assert [
            cached_for_request("key", ask),
            cached_for_request("key", ask),
            cached_for_request("other", ask),
        ] == [1, 1, 2]


def test_another_reading_asks_again_and_an_action_always() -> None:
    answers = iter(range(5))
    for expected in (0, 1):
        with reading():
            assert cached_for_request("key", lambda: next(answers)) == expected
    assert [cached_for_request("key", lambda: next(answers)) for _i in range(2)] == [2, 3]
