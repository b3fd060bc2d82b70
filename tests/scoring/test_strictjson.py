"""Every text that is no plain JSON is refused with its place and a remedy, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import Wrong
from scoring.strictjson import DEEPEST, read_json, read_object


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b'{"a": NaN}', "line 1, column"),
        (b'{"a": 1,\n "b": }', "line 2"),
        (b'{"a": Infinity}', "no JSON"),
        (b"{'a': 1}", "no JSON"),
        (b'{"a": 1} x', "no JSON"),
        (b'{"a": "\xff"}', "no UTF-8"),
        (b'{"a": 1, "a": 2}', "'a' stands twice"),
        (b'{"x": [{"a": 1, "a": 2}]}', "'a' stands twice"),
        (b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1), "nested"),
        (b"[" * 100_000, "no JSON"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "no JSON"),
    ],
)
def test_refused(raw, part):
    with pytest.raises(Wrong) as error:
        read_json(raw)
    assert part in error.value.text.en
    assert error.value.text.zh != error.value.text.en
    assert error.value.expected


def test_an_object_is_wanted_and_a_mark_at_its_beginning_is_no_matter():
    assert read_object(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}
    with pytest.raises(Wrong, match="no object"):
        read_object(b"[]")


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(raw):
    try:
        read_json(raw)
    except Wrong as error:
        assert error.text.zh
