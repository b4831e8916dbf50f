"""`make mutants`: small faults put into the code one at a time, and which of them the tests see (docs/mutants.md).

A seeded sample, as many from each group as from the others. Each mutant stands in a copy of the tree that has an
environment of its own, so that the real processes which tests start run it too. What was killed is kept in
mutants_of_code.json and not tried again while its module is the same; `--anew` tries all.
"""

import argparse
import ast
import builtins
import hashlib
import json
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import cache_from_source
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "mutants.md"
RECORD = Path(__file__).with_suffix(".json")
SECONDS = 900  # for the tests of a group, which take 30 to 300 on a busy machine
UNMEANT = {"_", "mark", "ngettext"}  # they are given sentences, which the gallery holds


def _of(room: str, names: str) -> tuple[str, ...]:
    return tuple(f"tests/{room}/test_{name}.py" for name in names.split())


@dataclass(frozen=True, slots=True)
class Group:
    """Modules, and the tests that are theirs, the quickest to see a fault first."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]


GALLERY = "tests/test_errors.py"
GROUPS = (
    Group("amounts", ("montant.py",), ("tests/test_montant.py", "tests/totals")),
    Group(
        "cells",
        ("vocabulary/cells.py",),
        (*_of("sheets", "cells texts objects parquet"), *_of("dataset", "rules"), GALLERY),
    ),
    Group(
        "check",
        ("questions/check/**/*.py",),
        (
            "tests/check/test_proof.py",
            "tests/check/explain/test_prices.py",
            "tests/check/explain/test_line_sets.py",
            "tests/check",
            GALLERY,
        ),
    ),
    Group("totals", ("questions/totals/*.py",), ("tests/totals", "tests/test_golden.py")),
    Group(
        "verdict",
        ("verdict/*.py",),
        (
            "tests/dataset/test_careful.py",
            "tests/cli/test_fmt.py",
            *_of("dataset", "rules references total_rows doubts strays"),
            *_of("sheets", "cells structure texts"),
            GALLERY,
        ),
    ),
    Group(
        "brochure",
        ("brochure/**/*.py",),
        ("tests/brochure/test_rooms.py", "tests/brochure/test_paragraphs.py", "tests/brochure", GALLERY),
    ),
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One piece of a module's text in the place of another."""

    module: str
    line: int
    begin: int
    end: int
    old: str
    new: str
    key: str  # the same while the module does the same, whatever its comments and sentences say

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: `{_short(self.old)}` → `{_short(self.new)}`"

    def applied(self, source: bytes) -> bytes:
        return source[: self.begin] + self.new.encode() + source[self.end :]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict of the tests of its group on a mutant."""

    group: Group
    mutant: Mutant
    is_killed: bool


def main() -> None:
    """Run the sample, write the page, and say what survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60, help="mutants in all")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--group", choices=[group.name for group in GROUPS], help="this group alone; the page stays")
    parser.add_argument("--show", action="store_true", help="list the sample, and run nothing")
    parser.add_argument("--of", metavar="TEXT", help="of the sample, those whose line holds it; the page stays")
    parser.add_argument("--anew", action="store_true", help="try those too that were killed before")
    parser.add_argument("--page", action="store_true", help="try nothing; write the page from what is kept")
    options = parser.parse_args()
    groups = [group for group in GROUPS if options.group in {None, group.name}]
    samples = {
        group.name: [
            mutant
            for mutant in chosen(group, options.count // len(GROUPS), options.seed)
            if (options.of or "") in str(mutant)
        ]
        for group in groups
    }
    if options.show:
        print(*(mutant for sample in samples.values() for mutant in sample), sep="\n")
        return
    os.nice(15)
    killed = set() if options.anew else _killed_before()
    outcomes = [
        outcome
        for group in groups
        for outcome in (
            (Outcome(group, mutant, is_killed=mutant.key in killed) for mutant in samples[group.name])
            if options.page
            else judged(group, samples[group.name], killed)
        )
    ]
    survivors = [outcome.mutant for outcome in outcomes if not outcome.is_killed]
    print(f"{len(outcomes) - len(survivors)} of {len(outcomes)} killed", *survivors, sep="\n")
    if options.group is None and options.of is None:
        PAGE.write_text(page(outcomes, options.seed), encoding="utf-8")


def chosen(group: Group, count: int, seed: int) -> list[Mutant]:
    """The sample of a group: the same for the same code, count and seed."""
    paths = sorted({path for pattern in group.modules for path in (ROOT / "src" / "clsctl").glob(pattern)})
    known = [mutant for path in paths for mutant in mutants(path)]
    dice = random.Random(f"{seed} {group.name}")
    return sorted(dice.sample(known, min(count, len(known))), key=lambda mutant: (mutant.module, mutant.begin))


# ── the faults ──

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.Pow: ast.Mult,
}  # fmt: skip
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
SQL = (  # the first of these that a text of SQL holds
    (" AND ", " OR "), (" OR ", " AND "), (" <= ", " < "), (" >= ", " > "), (" < ", " <= "), (" > ", " >= "),
    (" = ", " <> "), (" <> ", " = "), ("IS NOT NULL", "IS NULL"), ("IS NULL", "IS NOT NULL"), ("min(", "max("),
    ("max(", "min("), (" + ", " - "), (" - ", " + "), (" NOT ", " "),
)  # fmt: skip
SQL_WORDS = ("SELECT ", " FROM ", " WHERE ", " AND ", " OR ", "IS NULL", "IS NOT NULL", "sum(", "count(")


def mutants(path: Path) -> Iterator[Mutant]:
    """Every fault of a module that the operators below know."""
    source = path.read_bytes()
    module = path.relative_to(ROOT / "src" / "clsctl").as_posix()
    starts = [0]
    for row in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(row))
    shape = _shape(ast.parse(source))
    number = 0
    for node in _meant(ast.parse(source)):
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        begin = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        old = source[begin:end].decode()
        for new in _faults(node):
            number += 1
            yield Mutant(module, node.lineno, begin, end, old, new, f"{module} {number} {shape}")


def _shape(tree: ast.Module) -> str:
    """A hash of what the module does: its tree without docstrings, and without the texts of its sentences."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = ""
        elif isinstance(node, ast.Call) and _is_unmeant(node):
            node.args = [ast.Constant("")]
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest()[:16]


def _meant(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """The nodes whose fault would be one of behaviour: no annotation, decorator, docstring, sentence or import."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_comment"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_unmeant(child):
                continue
            if isinstance(child, ast.expr | ast.stmt) and not isinstance(node, ast.JoinedStr | ast.FormattedValue):
                yield child
            yield from _meant(child)


def _is_unmeant(node: ast.AST) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom) or (isinstance(node, ast.keyword) and node.arg == "strict"):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in UNMEANT


def _faults(node: ast.expr | ast.stmt) -> Iterator[str]:
    """The texts that may stand in the place of the node's."""
    match node:
        case ast.Constant(value=value):
            yield from _other_values(value)
        case ast.stmt():
            yield from _other_steps(node)
        case _ if other := _other_expression(node):
            yield f"({ast.unparse(other)})"


def _other_expression(node: ast.expr) -> ast.expr | None:
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in COMPARED:
            return ast.Compare(node.left, [COMPARED[type(operator)]()], node.comparators)
        case ast.BoolOp(op=operator):
            return ast.BoolOp(ast.And() if isinstance(operator, ast.Or) else ast.Or(), node.values)
        case ast.BinOp(op=operator) if type(operator) in COUNTED and not _is_type(node):
            return ast.BinOp(node.left, COUNTED[type(operator)](), node.right)
        case _:
            return _turned(node)


def _turned(node: ast.expr) -> ast.expr | None:
    match node:
        case ast.UnaryOp(op=ast.Not()):
            return node.operand
        case ast.IfExp():
            return ast.IfExp(node.test, node.orelse, node.body)
        case ast.Call(func=ast.Name(id=name)) if name in CALLED:
            return ast.Call(ast.Name(CALLED[name]), node.args, node.keywords)
        case _:
            return None


def _is_type(node: ast.expr) -> bool:
    """True of `str | None` and `Axe | Territoire`."""
    match node:
        case ast.BinOp(op=ast.BitOr()):
            return _is_type(node.left) or _is_type(node.right)
        case ast.Name(id=name):
            return isinstance(getattr(builtins, name, None), type) or (name[:1].isupper() and not name.isupper())
        case _:
            return isinstance(node, ast.Constant) and node.value is None


def _other_values(value: object) -> Iterator[str]:
    if isinstance(value, bool):
        yield str(not value)
    elif isinstance(value, int):
        yield str(value + 1)
    elif isinstance(value, str) and any(word in value for word in SQL_WORDS):
        yield from _sql(value)


def _other_steps(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.If(body=[ast.Return() | ast.Continue() | ast.Break() | ast.Raise()], orelse=[]):
            yield "pass"  # a guard that is gone
        case ast.Continue():
            yield "break"
        case ast.Break():
            yield "continue"
        case ast.AugAssign(op=operator) if type(operator) in COUNTED:
            yield ast.unparse(ast.AugAssign(node.target, COUNTED[type(operator)](), node.value))
        case ast.Expr(value=ast.Call()):
            yield "pass"  # a step that is left out


def _sql(text: str) -> Iterator[str]:
    for old, new in SQL:
        if old in text:
            yield repr(text.replace(old, new, 1))
            return


# ── the verdict of the tests ──


def judged(group: Group, sample: Sequence[Mutant], killed: set[str]) -> Iterator[Outcome]:
    """Each mutant in turn, but for those killed before.

    That the tests pass without any mutant is shown by the first that survives, or else tried at the end.
    """
    with tempfile.TemporaryDirectory(prefix="clsctl-mutants-") as folder:
        tree = Path(folder)
        python = _copy(tree)
        passed = all(mutant.key in killed for mutant in sample)
        for mutant in sample:
            survives = mutant.key not in killed and _survives(python, tree, group, mutant)
            passed = passed or survives
            if not survives:
                killed.add(mutant.key)
            yield Outcome(group, mutant, is_killed=not survives)
        if not passed and not _tested(python, tree, group):
            sys.exit(f"the tests of the group {group.name} fail without any mutant:\n{_said(python, tree, group)}")
    kept = sorted(killed | _killed_before())  # another group may have been tried beside this one
    RECORD.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _survives(python: Path, tree: Path, group: Group, mutant: Mutant) -> bool:
    path = tree / "src" / "clsctl" / mutant.module
    source = path.read_bytes()
    compiled = Path(cache_from_source(str(path)))
    begin = time.monotonic()
    path.write_bytes(mutant.applied(source))
    compiled.unlink(missing_ok=True)  # of the same size and second, it would pass for new
    survives = _tested(python, tree, group)
    path.write_bytes(source)
    compiled.unlink(missing_ok=True)
    _tell(f"{'SURVIVES' if survives else 'killed'} {time.monotonic() - begin:.0f} s {mutant}")
    return survives


def _killed_before() -> set[str]:
    return set(json.loads(RECORD.read_text("utf-8"))) if RECORD.exists() else set()


def _copy(tree: Path) -> Path:
    """The tree again, with an environment that finds its code before ours, and our libraries."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in listed.strip("\0").split("\0"):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tree / ".venv")], check=True)
    folder = next((tree / ".venv" / "lib").glob("python*/site-packages"))
    ours = next(path for path in sys.path if path.endswith("site-packages"))
    (folder / "mutants.pth").write_text(f"{tree / 'src'}\n{ours}\n", encoding="utf-8")
    python = tree / ".venv" / "bin" / "python"
    program = python.parent / "clsctl"
    for tool in Path(sys.executable).parent.iterdir():  # pre-commit and others, which tests start
        if not (python.parent / tool.name).exists() and tool.name != program.name:
            (python.parent / tool.name).symlink_to(tool)
    program.write_text(f"#!{python}\nimport sys\nfrom clsctl.cli import main\nsys.exit(main())\n", encoding="utf-8")
    program.chmod(0o755)
    return python


def _tested(python: Path, tree: Path, group: Group) -> bool:
    """True where the tests pass; those that do not end fail."""
    with subprocess.Popen(
        _words(python, group),
        cwd=tree,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            return process.wait(SECONDS) == 0
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            return False


def _words(python: Path, group: Group) -> list[str]:
    return [str(python), "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *group.tests]


def _said(python: Path, tree: Path, group: Group) -> str:
    done = subprocess.run(_words(python, group), cwd=tree, capture_output=True, text=True, check=False)
    return done.stdout[-3000:]


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


# ── the page ──


HEAD = """# Mutants of the code

Written by `make mutants` (`fuzz/mutants_of_code.py`): small faults, put into the code one at a time, and whether the
tests of that part of the code fail. A survivor is a fault that no test sees, or a change that alters nothing.

{date}, {machine}, Python {version}, seed {seed}: **{killed} of {count} killed ({share:.2f})**.

| group | modules | tests | mutants | killed | share |
|---|---|---|--:|--:|--:|
"""


def page(outcomes: Sequence[Outcome], seed: int) -> str:
    """docs/mutants.md: the share of each group, and every mutant that no test sees."""
    killed = sum(outcome.is_killed for outcome in outcomes)
    head = HEAD.format(
        date=datetime.now(UTC).date().isoformat(),
        machine=f"{platform.machine()} {platform.system()}",
        version=platform.python_version(),
        seed=seed,
        killed=killed,
        count=len(outcomes),
        share=killed / len(outcomes),
    )
    rows = "".join(_row(group, [each for each in outcomes if each.group is group]) for group in GROUPS)
    survivors = [f"- {outcome.mutant}\n" for outcome in outcomes if not outcome.is_killed]
    return f"{head}{rows}\n## Survivors\n\n{''.join(survivors) or 'None.'}"


def _row(group: Group, outcomes: Sequence[Outcome]) -> str:
    killed = sum(outcome.is_killed for outcome in outcomes)
    modules, tests = (", ".join(f"`{path}`" for path in paths) for paths in (group.modules, group.tests))
    share = killed / max(1, len(outcomes))
    return f"| {group.name} | {modules} | {tests} | {len(outcomes)} | {killed} | {share:.2f} |\n"


def _short(text: str) -> str:
    folded = " ".join(text.split()).replace("`", "'")
    return folded if len(folded) <= 90 else f"{folded[:60]} … {folded[-25:]}"


if __name__ == "__main__":
    main()
