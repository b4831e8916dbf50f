"""The did-you-mean: the names nearest to a mistaken word, and the sentences that offer them."""

from collections.abc import Iterable
from itertools import zip_longest

from clsctl.errors import UsageError
from clsctl.language import _
from clsctl.vocabulary.folding import fold

LONGEST = 200  # characters of a word compared with names; one of 50 MB took 3 GB
OFFERED = 3  # most names offered
# Percent of matching letters: typing errors first; parts of longer names only where there are no such matches.
SLIP, PART = 65, 85


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names of `known` nearest to `word`, best first, at most three; empty where none is near."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 (needed only for a mistake)

    spellings: dict[str, str] = {}
    for name in known:
        spellings.setdefault(fold(name), name)  # two spellings that fold to one are one suggestion
    folded = fold(word[:LONGEST])
    for scorer, cutoff in ((fuzz.ratio, SLIP), (fuzz.partial_ratio, PART)):
        if found := process.extract(folded, list(spellings), scorer=scorer, limit=OFFERED, score_cutoff=cutoff):
            return tuple(spellings[each] for each, _score, _index in found)
    return ()


def unknown_word(
    option: str,
    word: str,
    known: Iterable[str],
    codes: Iterable[object] = (),
    *,
    listed: Iterable[str] | None = None,
) -> UsageError:
    """The refusal of a word unknown to the option, with the nearest names, or all where none is near.

    `codes` are what the option takes as well, one for each name; `listed` are the names to list in place of all.
    """
    names = tuple(known)
    near = nearest(word, names)
    shown = names if listed is None else listed
    return UsageError(
        _("{option}: “{word}” is unknown.").format(option=option, word=word),
        did_you_mean(near) if near else _("Known values: {names}.").format(names=_list(shown, tuple(codes))),
    )


def did_you_mean(names: Iterable[str]) -> str:
    """The remedy that offers these names."""
    return _("Did you mean {names}?").format(names=_list(names))


def _list(names: Iterable[str], codes: Iterable[object] = ()) -> str:
    return ", ".join(
        _("“{name}”").format(name=name) if code is None else _("{code} “{name}”").format(code=code, name=name)
        for name, code in zip_longest(names, codes)
    )
