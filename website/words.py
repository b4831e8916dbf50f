"""The site's own words, from `words.toml`; what the program prints comes from its catalogue."""

import tomllib
from pathlib import Path
from typing import Literal

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")  # French first: it is the root of the site

_WORDS: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def say(key: str, language: Language) -> str:
    """The words of that key."""
    return _WORDS[key][language]


def every(language: Language) -> dict[str, str]:
    """All words by key, for the templates."""
    return {key: words[language] for key, words in _WORDS.items()}
