"""People's decisions on links: read from `liens_A_B.csv`, held against the lines of both years, and drafted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clsctl.finding import Finding, FindingLog, InvalidDataError, Place
from clsctl.language import ngettext
from clsctl.ligne import Ligne
from clsctl.questions.compare.links import Certitude, Link, Links, Raison
from clsctl.rules.links import REPEATED_LIEN, STALE_LIEN, UNKNOWN_RELATION
from clsctl.sheets.formats import open_sheet
from clsctl.sheets.sources import file_source
from clsctl.tempfolder import Spool
from clsctl.verdict.records import Record, read_records
from clsctl.vocabulary.canonical_csv import canonical_csv
from clsctl.vocabulary.schema import Field, Schema

NAMES = ("cle_a", "action_a", "cle_b", "action_b", "relation", "decide_par", "date", "raison")
MEME, DIVISION, REUNION, AUCUNE = "meme", "division", "reunion", "aucune"
RELATIONS = (MEME, DIVISION, REUNION, AUCUNE)
CHOICE = "|"  # between the relations of a draft: nobody has chosen yet
SCHEMA = Schema("liens", "liens", tuple(Field(name, "string", ("", "")) for name in NAMES), ())


@dataclass(frozen=True, slots=True)
class Decisions:
    """The links that people decided, the pairs of keys that they told apart, and the notes on the file."""

    links: tuple[Link, ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()
    notes: tuple[str, ...] = ()


def read_decisions(path: Path, a: Sequence[Ligne], b: Sequence[Ligne]) -> Decisions:
    """The decisions of the file; InvalidDataError where one does not fit the lines."""
    log = FindingLog()
    with Spool() as spool:
        source = file_source(str(path), spool)
        sheet = open_sheet(source, SCHEMA)
        records = list(read_records(sheet, SCHEMA, log))
        notes = [*source.notes, *sheet.notes]
    decided = [record for record in records if CHOICE not in record.text("relation") and record.text("relation")]
    if open_ := len(records) - len(decided):
        note = ngettext("{name}: {count} link is not decided yet.", "{name}: {count} links are not decided yet.", open_)
        notes.append(note.format(name=path, count=open_))
    found = _Reader(sheet.name, {ligne.cle: ligne for ligne in a}, {ligne.cle: ligne for ligne in b}, log)
    links = tuple(found.links(decided))
    if findings := log.close():
        raise InvalidDataError(findings, notes)
    return Decisions(links, frozenset(found.apart), tuple(notes))


class _Reader:
    """The decisions of a file, each held against the lines of both years."""

    def __init__(self, name: str, a: Mapping[str, Ligne], b: Mapping[str, Ligne], log: FindingLog) -> None:
        self._name, self._a, self._b, self._log = name, a, b, log
        self._seen: dict[tuple[str, str], int] = {}
        self.apart: set[tuple[str, str]] = set()

    def links(self, records: Iterable[Record]) -> Iterator[Link]:
        """The links; divisions and unions of one line are gathered from their records."""
        parts: dict[tuple[str, str], list[tuple[Ligne, Ligne, str]]] = {}
        for record in records:
            relation, place = record.text("relation"), Place(self._name, record.line)
            if relation not in RELATIONS:
                facts = {"value": relation, "expected": ", ".join(RELATIONS)}
                self._log.add(Finding(UNKNOWN_RELATION, place, facts))
                continue
            a = self._line(record, "a", self._a, place)
            b = self._line(record, "b", self._b, place)
            if relation == AUCUNE:
                self.apart.add((record.text("cle_a"), record.text("cle_b")))
            elif a is not None and b is not None and self._is_first(relation, a, b, place):
                if relation == MEME:
                    yield Link((a,), (b,), Certitude.SURE, Raison.DECISION, record.text("raison"))
                else:
                    whole = a.cle if relation == DIVISION else b.cle
                    parts.setdefault((relation, whole), []).append((a, b, record.text("raison")))
        for several in parts.values():
            ones = {a.cle: a for a, _b, _raison in several}
            others = {b.cle: b for _a, b, _raison in several}
            yield Link(tuple(ones.values()), tuple(others.values()), Certitude.SURE, Raison.DECISION, several[0][2])

    def _line(self, record: Record, side: str, lignes: Mapping[str, Ligne], place: Place) -> Ligne | None:
        cle, action = record.text(f"cle_{side}"), record.text(f"action_{side}")
        found = lignes.get(cle)
        if found is not None and found.action == action:
            return found
        if cle or record.text("relation") != AUCUNE:
            facts = {"cle": cle or "–", "value": action, "found": found.action if found else "–"}
            self._log.add(Finding(STALE_LIEN, Place(place.file, place.line, f"cle_{side}"), facts))
        return None

    def _is_first(self, relation: str, a: Ligne, b: Ligne, place: Place) -> bool:
        """True unless an earlier decision holds one of the lines; the whole of a division has several."""
        own = [("a", a.cle)] * (relation != DIVISION) + [("b", b.cle)] * (relation != REUNION)
        for key in own:
            if key in self._seen:
                facts = {"cle": key[1], "other": Place(place.file, self._seen[key])}
                self._log.add(Finding(REPEATED_LIEN, place, facts))
                return False
            self._seen[key] = place.line or 0
        return True


def draft_links(links: Links) -> bytes:
    """The links to verify as a file of decisions, with both labels and the relations to choose from."""
    rows = [
        (a.cle, a.action, b.cle, b.action, f"{_relation(link)}{CHOICE}{AUCUNE}", "", "", "")
        for link in links.links
        if link.certitude is Certitude.A_VERIFIER
        for a in link.a
        for b in link.b
    ]
    return canonical_csv([NAMES, *rows])


def _relation(link: Link) -> str:
    if len(link.a) == len(link.b) == 1:
        return MEME
    return DIVISION if len(link.a) == 1 else REUNION
