"""The profile as JSON text: out and in again, and an explanation for everything that is no such file."""

import pytest

from scoring import InputError
from web.forms.carried import as_file, carried, carry

MAPPING = {"name": "甲 <b>", "rounds": [], "answers": {"cash_runway": 3.5, "owned_functions": []}}


def test_text_comes_back_as_the_same_mapping() -> None:
    assert carried(carry(MAPPING).encode(), "x") == MAPPING
    assert carried(b"\xef\xbb\xbf" + as_file(MAPPING), "x") == MAPPING


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "is empty"),
        (b"name,city\nA,Shenzhen", "is no JSON"),
        (b'{"name": NaN}', "is no JSON"),
        (b'{"name": "\xff"}', "is no UTF-8"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "is no JSON"),
        (b"[1]", "no object"),
        (b'"name"', "no object"),
        (b'{"name": "A", "name": "B"}', "'name' stands twice"),
        (b'{"answers": {"x": 1, "x": 2}}', "'x' stands twice"),
    ],
)
def test_anything_else_is_explained(raw: bytes, told: str) -> None:
    with pytest.raises(InputError) as caught:
        carried(raw, "file.json")
    assert told in caught.value.in_("en")
    assert "file.json" in caught.value.in_("zh")
