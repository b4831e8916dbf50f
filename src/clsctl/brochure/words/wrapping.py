"""The continuation of lines: whether one goes on in the next, by layout, case and words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from clsctl.brochure.page.outline import Above, Line, Outline
from clsctl.brochure.words.joins import BREAKS, Vocabulary, join
from clsctl.vocabulary.folding import fold

# Words that never end a label: a line that ends in one continues.
OPEN_WORDS = frozenset({
    "à", "a", "au", "aux", "avec", "afin", "ainsi", "car", "ce", "ces", "cette", "chez", "comme", "contre",
    "d", "dans", "de", "des", "dont", "du", "en", "entre", "est", "et", "l", "la", "le", "les", "leur",
    "leurs", "mais", "n", "ni", "notamment", "nos", "notre", "on", "ou", "où", "par", "pour", "puis", "qu",
    "que", "qui", "s", "sa", "sans", "se", "ses", "si", "son", "sous", "sur", "un", "une", "vers", "via", "y",
})  # fmt: skip
CLOSING = ")»”,;:.!?%"
MOST_TITLE = 2
_folded = lru_cache(maxsize=512)(fold)  # a sub-heading is held against each label


def ends_open(text: str) -> bool:
    """True where `text` cannot end a label: it stops at an article, a comma, an open bracket."""
    bare = text.rstrip()
    if not bare:
        return False
    if bare[-1] in ",(«“:/·[" or bare.count("(") > bare.count(")") or bare.count("«") > bare.count("»"):
        return True
    if (bare[-1] in BREAKS and bare[-2:-1].isalnum()) or (bare[-1] in "'’" and bare[-2:-1].isalpha()):
        return True
    last = re.split(r"[\s'’(«-]+", bare.lower())[-1]
    return last in OPEN_WORDS


def starts_inside(text: str) -> bool:
    """True where `text` cannot start a label: it begins with a small letter or a closing mark."""
    bare = text.lstrip()
    return bool(bare) and (bare[0].islower() or bare[0] in CLOSING or (bare[0] == "/" and bare[1:2].isalnum()))


def relation(before: Line, after: Line, *, room: int, priced: bool, paragraph: bool) -> Above:  # noqa: PLR0911 (a decision table)
    """YES where `after` continues the label of `before`; UNKNOWN where undecided.

    `room` is how many characters `before` leaves free; `priced`: it already has the amount of its row; `paragraph`:
    both are in one paragraph of running text whose amount follows below.
    """
    if after.above is Above.SAME:
        return Above.SAME
    inside, left_open = starts_inside(after.cells[0]), ends_open(before.cells[0])
    if after.above is Above.APART:
        return Above.SAME if inside and left_open and not priced else Above.UNKNOWN if inside else Above.APART
    if priced and not (after.sheet and inside and len(after.cells[0].split(" ")[0]) + 1 > room):
        return Above.UNKNOWN  # a label that continues below its amount, or a row that starts with a small letter
    if len(before.cells) > 1 and len(after.cells) > 1:
        return Above.UNKNOWN if inside else Above.APART
    sentences = before.cells[0].rstrip().endswith((".", ";", "!", "?")) and not inside
    if (paragraph and not sentences) or left_open or _broken_number(before.cells[0], after.cells[0]):
        return Above.SAME
    if inside:  # the next word would have fitted above, unless it starts a row
        return Above.SAME if len(after.cells[0].split(" ")[0]) + 1 > room - 12 else Above.UNKNOWN
    return Above.UNKNOWN


def _broken_number(before: str, after: str) -> bool:
    return re.search(r"(?<!\d)\d{1,3}$", before) is not None and re.match(r"\d{3}(?!\d)", after) is not None


def paragraphs(lines: Sequence[Line], priced: Sequence[bool], amounts: Sequence[bool]) -> frozenset[int]:
    """The indices of lines that continue a paragraph whose amount is alone directly below it."""
    inside: set[int] = set()
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and lines[index].above is not Above.APART:
            continue
        run = range(start, index)
        alone = index < len(lines) and amounts[index]
        if alone and not any(priced[i] or len(lines[i].cells) > 1 for i in run):
            inside |= set(run[1:])
        start = index
    return frozenset(inside)


def join_headings(outline: Outline, words: Vocabulary) -> Outline:
    """`outline` with each heading of several lines as one line."""
    lines: list[Line] = []
    for each in outline.lines:
        line = _in_one(each, words)
        last = lines[-1] if lines else None
        if last is not None and _goes_on(last, line):
            joined = join([last.text, line.text], words)
            lines[-1] = replace(
                last,
                text=joined.text,
                cells=(joined.text,),
                also=(*last.also, *line.numbers),
                hard_break=line.hard_break,
                unsettled=last.unsettled or joined.unsettled,
            )
        else:
            lines.append(line)
    return replace(outline, lines=tuple(lines))


def _in_one(line: Line, words: Vocabulary) -> Line:
    """A heading in a drawn cell, which may wrap, as one text."""
    if line.boxed is None or line.whole or len(line.cells) > 1 or "\n" not in line.cells[0]:
        return line
    joined = join(line.cells[0].split("\n"), words)
    return replace(line, text=joined.text, cells=(joined.text,), unsettled=joined.unsettled)


def _goes_on(last: Line, line: Line) -> bool:
    if last.boxed is not None or line.boxed is not None:
        return False
    if len([cell for cell in line.cells if cell]) > 1 or len([cell for cell in last.cells if cell]) > 1:
        return False
    if not last.is_heading or not line.is_heading or line.above is Above.APART or last.sheet != line.sheet:
        return False
    if last.hard_break and not re.match(r"\d", line.text):
        return True
    same = last.bold == line.bold and last.level == line.level
    return same and (starts_inside(line.text) or ends_open(last.text) or line.above is Above.SAME)


def first_words(labels: Iterable[str]) -> frozenset[str]:
    """The words that begin labels, folded where capitalised: inside a label, one may begin a second row."""
    firsts = (re.match(WORD, label) for label in labels)
    return frozenset(_key(found.group()) for found in firsts if found)


# The words behind the verb that begins a row, rarely behind a name: `Développer les`, `Créer un`.
DETERMINER = re.compile(r" (?:(?:les?|la|une?|des|du|sa|son|ses|leurs?|aux?) |[ld]['’])")
WORD = r"[^\W\d_][^\W\d_-]*(?:-[^\W\d_]+)*(?<=\w{4})"


def _key(word: str) -> str:
    return fold(word).capitalize() if word[0].isupper() else word


def second_row(label: str, firsts: frozenset[str], dashes: frozenset[str]) -> str:
    """The word inside `label` at which a second row seems to begin; empty without one.

    `dashes` are the signs for no amount in this text: one of them between words may separate two rows.
    """
    for found in re.finditer(rf"(?<= )(?:{WORD}|[^\W\d_]+)", label):
        before, word = label[: found.start()].rsplit(maxsplit=1)[-1], found.group()
        if before in {"-", "–", "—"}:
            if before in dashes and not _is_title(label[: found.start()].rstrip(" -–—"), firsts):
                return word
            continue
        bare = re.split(r"['’(«-]", before)[-1]
        is_quoted = before[-1] == '"' and label[: found.start()].count('"') % 2  # a straight quote opens or closes
        if before[-1] in ",:(«“/&+" or is_quoted or bare.lower() in OPEN_WORDS:
            continue
        verb = word[0].isupper() and not bare[:1].isupper() and DETERMINER.match(label, found.end())
        if _key(word) in firsts or verb:
            return word
    return ""


def _is_title(head: str, firsts: frozenset[str]) -> bool:
    """True for one or two words that begin no other row, such as the name of a plan before a dash."""
    words = head.split()
    return len(words) <= MOST_TITLE and bool(words) and _key(words[0]) not in firsts


def heading_inside(label: str, headings: Iterable[str]) -> str:
    """The word after a sub-heading that begins `label`, unless a preposition continues it."""
    wording = fold(label)
    for heading in headings:
        if " " not in heading or not wording.startswith(f"{_folded(heading)} "):
            continue
        rest = label[len(heading) :].lstrip()
        leads_on = re.split(r"[\s'’]", rest, maxsplit=1)[0].lower() in OPEN_WORDS
        if rest[:1].isalpha() and not leads_on:
            return rest.split(" ")[0]
    return ""
