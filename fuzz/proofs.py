"""A folder with planted reference files under trial: `check` and the sums by type and region against the oracle."""

import json
import random
from decimal import Decimal, InvalidOperation
from pathlib import Path

import mutants
from mutants.references import planted
from oracle.amounts import NoTotal
from oracle.proof import Proof, proof
from trial import SEEN, End, Outcome, Verdict, invoke, judged


def try_folder(dice: random.Random, folder: Path) -> Verdict:
    """`check`, `totals --by type` and `totals --territoire` of a folder."""
    files = planted(dice, mutants.few(dice))
    for name, content in files.items():
        (folder / name).write_bytes(content)
    data = ("--data", str(folder))
    check = invoke("check", *data, "--format", "json", "--no-explain")
    types = invoke("totals", "--by", "type", *data, "--format", "json")
    region = invoke("totals", "--territoire", "32", *data, "--format", "json")
    for end in (check, types, region):
        if fault := judged(end):
            return fault
    try:
        expected = proof(files)
    except (NoTotal, InvalidOperation) as error:
        return _refused(check, str(error))
    return _proved(check, types, region, expected)


def _refused(check: End, error: str) -> Verdict:
    """Nothing may be green: `totals` may answer where only the figures are at fault."""
    if check.code == 0:
        return Verdict(Outcome.WRONG, f"check is green, but {error}")
    return Verdict(Outcome.REFUSED)


def _proved(check: End, types: End, region: End, expected: Proof) -> Verdict:
    if wrong := _wrong(check, types, region, expected):
        return Verdict(Outcome.WRONG, wrong)
    if check.code == 0 or (expected.gaps and check.code == 1 and types.code == 0):
        return Verdict(Outcome.ANSWERED)
    if expected.doubts:
        return Verdict(Outcome.REFUSED)
    seen = f"check {check.code}, totals {types.code}, gaps {expected.gaps}: "
    return Verdict(Outcome.DENIED, seen + check.out[-SEEN:] + check.talk[-SEEN:] + types.talk[-SEEN:])


def _wrong(check: End, types: End, region: End, expected: Proof) -> str:
    """The answers that are not so."""
    if check.code == 0 and expected.gaps:
        return f"check is green, but {expected.gaps}"
    if types.code == 0 and (given := _sums(types, "type")) != dict(expected.types):
        return f"by type {given}, not {dict(expected.types)}"
    if region.code == 0 and (total := _total(region)) != expected.covered["32"]:
        return f"the region has {total}, not {expected.covered['32']}"
    talk = check.talk + types.talk
    if types.code == 0 and expected.others and "territoires" not in talk and "axes" not in talk:
        return f"no note says that the files say otherwise of {expected.others}"
    return ""


def _sums(end: End, name: str) -> dict[str, Decimal]:
    return {row[name]: Decimal(row["montant"] or 0) for row in json.loads(end.out)["rows"] if row["lignes"]}


def _total(end: End) -> Decimal:
    return Decimal(json.loads(end.out)["total"]["montant"] or 0)
