"""The harnesses: each with its name, its share of the files, and the trial of one input."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import bounded
import claims
import command_lines
import mutants
import proofs
import trial
import written
from left_out import try_left_out
from mutants import brochures, number_formats, ods_formats, ods_structure, structure
from mutants.odd_tables import odd_table
from mutants.places import placed

Try = Callable[[random.Random, Path], trial.Verdict]
LINES, BOMBS = "command lines", "bombs"


@dataclass(frozen=True, slots=True)
class Harness:
    """A harness: its work in words; its share of the files, 0 where it has a budget of its own; one trial."""

    words: str
    share: float
    trial: Try


def _file(kind: str) -> Try:
    def one(dice: random.Random, folder: Path) -> trial.Verdict:
        return trial.try_file(trial.Input(mutants.mutant(dice, kind)), dice.choice(list(trial.OTHERS)), folder)

    return one


def _brochure(kind: str) -> Try:
    def one(dice: random.Random, folder: Path) -> trial.Verdict:
        return claims.try_brochure(dice, brochures.brochure(dice, kind), folder)

    return one


def _judged(made: Callable[[random.Random, mutants.Table], tuple[bytes, bool]]) -> Try:
    """Files that must be answered where they were made to be sound, and the oracle has no doubt."""

    def one(dice: random.Random, folder: Path) -> trial.Verdict:
        content, is_sound = made(dice, mutants.few(dice))
        tried = trial.Input(content, is_sound=is_sound)
        return trial.try_file(tried, dice.choice(list(trial.OTHERS)), folder)

    return one


def _placed(dice: random.Random, folder: Path) -> trial.Verdict:
    content, place, beside = placed(dice, mutants.few(dice))
    tried = trial.Input(content, place, is_sound=True, beside=beside)
    return trial.try_file(tried, dice.choice(list(trial.OTHERS)), folder)


def _line(dice: random.Random, folder: Path) -> trial.Verdict:
    trial.furnish(folder, mutants.mutant(dice, "csv"))
    return trial.try_arguments(command_lines.command_line(dice), folder)


# The slowest comes first, so that none waits for it at the end; else the readers of more than one library have more.
ALL: Mapping[str, Harness] = {
    BOMBS: Harness("small files that unpack, repeat or nest, within 20 s and 1 GiB", 0.005, bounded.try_bomb),
    "csv": Harness("mutants of a CSV: `totals` and another command", 0.11, _file("csv")),
    "gzip": Harness("the same in gzip", 0.04, _file("gzip")),
    "json": Harness("mutants of a JSON: the same commands", 0.09, _file("json")),
    "xlsx": Harness("mutants of an .xlsx: the same commands", 0.09, _file("xlsx")),
    "ods": Harness("mutants of an .ods: the same commands", 0.09, _file("ods")),
    "parquet": Harness("mutants of a Parquet file: the same commands", 0.06, _file("parquet")),
    "number formats": Harness("number formats and formulas of an .xlsx", 0.07, _judged(number_formats.formats_file)),
    "structure": Harness("an .xlsx with odd or damaged XML", 0.05, _judged(structure.structure_file)),
    "structure of .ods": Harness("an .ods with odd or damaged XML", 0.04, _judged(ods_structure.structure_file)),
    "shown in .ods": Harness(
        "an .ods whose texts, values and styles may differ", 0.05, _judged(ods_formats.formats_file)
    ),
    "places": Harness("sound files in `montant=7/`, `~/`, `a[b]`, next to decoys", 0.04, _placed),
    "odd tables": Harness(
        "totals among the lines, units in titles, repeated columns, keys of JSON", 0.06, _judged(odd_table)
    ),
    "references": Harness(
        "folders with planted figures, gaps, territoires, axes: `check`, sums", 0.04, proofs.try_folder
    ),
    "markdown": Harness("brochures as Markdown, damaged: `import`, `check`", 0.04, _brochure("markdown")),
    "html": Harness("the same as HTML", 0.04, _brochure("html")),
    "pdf": Harness("the same as PDF", 0.02, _brochure("pdf")),
    "left out": Harness("tables on two sheets, files that are not read: the notes name them", 0.02, try_left_out),
    "written": Harness(
        "lines written by clsctl in every format that it reads, and read back", 0.04, written.try_written
    ),
    LINES: Harness("real options with hostile values", 0, _line),
}
