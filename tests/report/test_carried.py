"""The data within the links of a page: any text comes back byte for byte, and nothing in it is markup."""

import re
from urllib.parse import unquote_to_bytes

from hypothesis import given
from hypothesis import strategies as st

from clsctl.sheets.carried import address_text


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass") if text.isascii() else text.encode("utf-8")
    written = address_text(content)
    assert unquote_to_bytes(written) == content
    assert not re.search(r"""["&<>#?\\\x00-\x1f\x7f-\x9f\u2028\u202e]""", written)
