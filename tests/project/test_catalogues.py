"""Every sentence that clsctl says has its French, and the compiled catalogue is that of the text."""

import re
import string
from collections.abc import Iterable
from functools import cache

from babel.messages.catalog import Message

from support import catalogues


@cache
def of_code() -> tuple[Message, ...]:
    return tuple(catalogues.extracted())


@cache
def of_catalogue() -> tuple[Message, ...]:
    return tuple(catalogues.translated())


def sentences(message_id: object) -> tuple[str, ...]:
    return (message_id,) if isinstance(message_id, str) else tuple(map(str, message_id))  # type: ignore[call-overload] # Babel's ids are untyped


def test_every_sentence_of_the_code_is_translated() -> None:
    known = {sentences(message.id)[0] for message in of_catalogue() if all(_texts(message.string))}
    assert {sentences(message.id)[0] for message in of_code() if message.id} <= known


def test_the_catalogue_has_no_sentence_that_the_code_lost() -> None:
    code = {sentences(message.id)[0] for message in of_code() if message.id}
    assert {sentences(message.id)[0] for message in of_catalogue() if message.id} <= code


def test_a_translation_has_the_same_fields() -> None:
    for message in of_catalogue():
        if message.id:
            wanted = set().union(*(_fields(text) for text in sentences(message.id)))
            assert all(_fields(text) <= wanted for text in _texts(message.string)), message.id
            assert wanted == set().union(*(_fields(text) for text in _texts(message.string))), message.id


def test_french_signs_have_a_space_before_them_which_every_terminal_can_show() -> None:
    for message in of_catalogue():
        for text in _texts(message.string) if message.id else ():
            assert not re.search("\\w[?!;]|[\u00a0\u202f][:;?!»]|«[\u00a0\u202f]", re.sub(r"{.*?}", "", text)), text


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    assert catalogues.MO.read_bytes() == catalogues.compiled()


def _texts(string_: object) -> tuple[str, ...]:
    return sentences(string_)


def _fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in _parsed(text) if name}


def _parsed(text: str) -> Iterable[tuple[str, str | None, str | None, str | None]]:
    return string.Formatter().parse(text)
