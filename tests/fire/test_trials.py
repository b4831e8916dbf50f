"""The trials of fuzz/, on inputs that hypothesis draws and makes smaller."""

import random
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import claims
import command_lines
import mutants
import oracle
import trial
from mutants import brochures

BOUNDED = settings(
    max_examples=8, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
DICE = st.randoms(use_true_random=False)


@pytest.mark.parametrize("kind", mutants.WRITERS)
@settings(BOUNDED, max_examples=6)
@given(dice=DICE, other=st.sampled_from(sorted(trial.OTHERS)))
def test_a_hostile_file_is_refused_or_summed_as_an_independent_reading_does(
    kind: str, dice: random.Random, other: str
) -> None:
    with trial.folder() as folder:
        verdict = trial.try_file(mutants.mutant(dice, kind, lines=4), other, folder)
    assert not verdict.outcome.is_fault, verdict


@pytest.mark.parametrize("kind", brochures.FORMS)
@settings(BOUNDED, max_examples=4)
@given(dice=DICE)
def test_a_damaged_brochure_is_in_doubt_or_read_as_it_was_printed(kind: str, dice: random.Random) -> None:
    with trial.folder() as folder:
        verdict = claims.try_brochure(dice, brochures.brochure(dice, kind), folder)
    assert not verdict.outcome.is_fault, verdict


@BOUNDED
@given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_refused_or_summed_as_an_independent_reading_does(content: bytes) -> None:
    with trial.folder() as folder:
        verdict = trial.try_file(content, "validate", folder)
    assert not verdict.outcome.is_fault, verdict


@settings(BOUNDED, max_examples=25)
@given(dice=DICE)
def test_any_command_line_has_a_documented_end(dice: random.Random) -> None:
    with trial.folder() as folder:
        trial.furnish(folder, mutants.mutant(dice, "csv", lines=4))
        verdict = trial.try_arguments(command_lines.command_line(dice), folder)
    assert not verdict.outcome.is_fault, verdict


def test_every_command_and_option_is_drawn() -> None:
    dice = random.Random("options")  # noqa: S311 (reproducible, not secret)
    words = {word.partition("=")[0] for _line in range(3000) for word in command_lines.command_line(dice)}
    assert {"totals", "lines", "check", "info", "validate", "fmt", "import"} <= words
    assert {option for options in command_lines.commands().values() for option, _takes_value in options} <= words


HEAD = b"exercice,territoire_code,territoire,axe,rang,objectif,action,montant,page,remarque\n"
SOUND = HEAD + b"2025,02,Aisne,1,1,,une action,100.50,2,\n2025,02,Aisne,1,2,,une autre,-,2,\n"


def test_the_oracle_reads_a_sound_file() -> None:
    assert oracle.totals(SOUND) == {1: (2, 1, Decimal("100.50"))}


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (b'{"rows": [{"axe": 1, "lignes": 2, "non_chiffrees": 1, "montant": "100.50"}]}', trial.Outcome.ANSWERED),
        (b'{"rows": [{"axe": 1, "lignes": 2, "non_chiffrees": 1, "montant": "100.51"}]}', trial.Outcome.WRONG),
        (b'{"rows": [{"axe": 1, "lignes": 1, "non_chiffrees": 0, "montant": "100.50"}]}', trial.Outcome.WRONG),
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
        assert trial.try_file(SOUND, "validate", folder).outcome is outcome


@pytest.mark.parametrize(
    ("error", "outcome"),
    [(RuntimeError("a bug"), trial.Outcome.CRASH), (trial.Hung(), trial.Outcome.HANG)],
)
def test_a_crash_and_a_hang_are_seen(
    error: BaseException, outcome: trial.Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr("clsctl.dataset.open_dataset", fails)
    with trial.folder() as folder:
        assert trial.try_file(SOUND, "fmt", folder).outcome is outcome
