"""The simplicity of a cause, in powers of ten: its base value, its slip, and the digits of its amounts."""

from decimal import Decimal

import pytest

from clsctl.questions.check.explain.candidate import Cause
from clsctl.questions.check.explain.choices import choices
from clsctl.questions.check.explain.slips import Slip


@pytest.mark.parametrize(
    ("cause", "written", "meant", "slip", "expected"),
    [
        (Cause.SLIP, "60300", "63000", Slip.NEIGHBOURS, -1),  # 3 digits written, 2 meant
        (Cause.SLIP, "60300", "63000", Slip.APART, 0),
        (Cause.SLIP, "150000", "150386", Slip.ADDED, 5),
        (Cause.SLIP, "150000", "150386", None, 4),
        (Cause.FILL, None, "60300", None, 2),
        (Cause.FILL, None, "0", None, 0),  # a zero is one digit
        (Cause.TWICE, "5000", None, None, -10),
        (Cause.TWICE, None, None, None, -9),
        (Cause.FIGURE, "20500", "20503.50", None, 1 + 6 - 3),
        (Cause.NEIGHBOUR, "-150", "20", None, 1 + 1 - 2),
        (Cause.MISSING, None, "700", None, 1),
    ],
)
def test_a_cause_pays_for_its_kind_and_for_each_digit_that_it_invents(
    cause: Cause, written: str | None, meant: str | None, slip: Slip | None, expected: int
) -> None:
    before, after = (None if each is None else Decimal(each) for each in (written, meant))
    assert choices(cause, before, after, slip) == expected
