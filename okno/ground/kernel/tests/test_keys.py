from okno.ground.kernel.row_ids import id_of, ids_of


def test_a_number_of_a_row_and_what_is_none():
    assert [id_of(text) for text in ("42", "007", "9" * 18)] == [42, 7, 10**18 - 1]
    assert [id_of(text) for text in ("", "-1", " 1", "1.0", "٤", "²", "9" * 19, "x")] == [None] * 8
    assert ids_of(["3", "x", "1", "3"]) == [3, 1, 3]
