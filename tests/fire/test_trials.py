"""The trials of fuzz/, on inputs that hypothesis draws and makes smaller."""

import io
import json
import random
import sys
import zipfile
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import bounded
import command_lines
import harnesses
import mutants
import oracle
import shard
import trial
from mutants import bombs
from support.shared_engine import own

BOUNDED = settings(
    max_examples=6, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
DICE = st.randoms(use_true_random=False)


@pytest.mark.parametrize("harness", [name for name in harnesses.ALL if name not in {harnesses.LINES, harnesses.BOMBS}])
@settings(BOUNDED, max_examples=1)
@given(number=st.integers(1, 10**6))
def test_a_hostile_input_is_refused_or_answered_as_an_independent_reading_does(harness: str, number: int) -> None:
    verdict = shard.one(harness, 0, number)
    assert not verdict.outcome.is_fault, verdict


@BOUNDED
@given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_refused_or_summed_as_an_independent_reading_does(content: bytes) -> None:
    with trial.folder() as folder:
        verdict = trial.try_file(trial.Input(content), "validate", folder)
    assert not verdict.outcome.is_fault, verdict


@pytest.mark.posix
@settings(BOUNDED, max_examples=15)
@given(dice=DICE)
def test_any_command_line_has_a_documented_end(dice: random.Random) -> None:
    with own(), trial.folder() as folder:  # `sql` is among the commands, which locks its engine
        trial.furnish(folder, mutants.mutant(dice, "csv", lines=4))
        verdict = trial.try_arguments(command_lines.command_line(dice), folder)
    assert not verdict.outcome.is_fault, verdict


def test_every_command_and_option_is_drawn() -> None:
    dice = random.Random("options")
    words = {word.partition("=")[0] for _line in range(3000) for word in command_lines.command_line(dice)}
    assert {"totals", "lines", "check", "info", "validate", "fmt", "import"} <= words
    assert {option for options in command_lines.commands().values() for option, _takes_value in options} <= words


HEAD = b"exercice,territoire_code,territoire,axe,rang,objectif,action,montant,page,remarque\n"
SOUND = HEAD + b"2025,02,Aisne,1,1,,une action,100.50,2,\n2025,02,Aisne,1,2,,une autre,-,2,\n"


def test_the_oracle_reads_a_sound_file() -> None:
    assert oracle.totals(SOUND) == {(2025, "02", 1): (2, 1, Decimal("100.50"))}


def _answer(exercice: int = 2025, lignes: int = 2, non_chiffrees: int = 1, montant: str = "100.50") -> bytes:
    row = {"exercice": exercice, "territoire_code": "02", "axe": 1, "lignes": lignes, "non_chiffrees": non_chiffrees}
    return json.dumps({"rows": [row | {"montant": montant}]}).encode()


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (_answer(), trial.Outcome.ANSWERED),
        (_answer(montant="100.51"), trial.Outcome.WRONG),
        (_answer(lignes=1, non_chiffrees=0), trial.Outcome.WRONG),
        (_answer(exercice=2024), trial.Outcome.WRONG),
        (None, trial.Outcome.REFUSED),
    ],
)
def test_a_wrong_total_is_seen(answer: bytes | None, outcome: trial.Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    def answers(*arguments: str) -> trial.End:
        if answer is not None:
            with open(arguments[-1], "wb") as stream:  # noqa: PTH123 (the name that the command was given)
                stream.write(answer)
        return trial.End(0 if answer is not None else 3, "", "")

    monkeypatch.setattr(trial, "invoke", answers)
    with trial.folder() as folder:
        assert trial.try_file(trial.Input(SOUND), "validate", folder).outcome is outcome


@pytest.mark.parametrize(
    ("error", "outcome"),
    [(RuntimeError("a bug"), trial.Outcome.CRASH), (trial.Hung(), trial.Outcome.HANG)],
)
def test_a_crash_and_a_hang_are_seen(
    error: BaseException, outcome: trial.Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr("clsctl.dataset.opening.open_dataset", fails)
    with trial.folder() as folder:
        assert trial.try_file(trial.Input(SOUND), "fmt", folder).outcome is outcome


def test_a_sound_file_that_is_refused_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "invoke", lambda *_arguments: trial.End(3, "", ""))
    with trial.folder() as folder:
        assert trial.try_file(trial.Input(SOUND, is_sound=True), "fmt", folder).outcome is trial.Outcome.DENIED


@pytest.mark.posix
@pytest.mark.parametrize("words", [("-c", "while True: pass"), ("-c", "bytearray(10**9)"), ("-c", "1 / 0")])
def test_a_bomb_that_takes_time_or_memory_or_crashes_is_seen(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 0.5)
    monkeypatch.setattr(bounded, "MEGABYTES", 300)
    monkeypatch.setattr(bounded, "bomb", lambda *_: ("a bomb", b""))
    monkeypatch.setattr(bounded, "words", lambda *_: [sys.executable, *words])
    with trial.folder() as folder:
        assert bounded.try_bomb(random.Random(0), folder).outcome.is_fault


def test_a_small_bomb_grows() -> None:
    dice = random.Random(1)
    content = bombs.BOMBS["a long attribute"](dice, mutants.few(dice))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.getinfo("xl/worksheets/sheet1.xml").file_size > 100 * len(content)
        assert archive.testzip() is None
