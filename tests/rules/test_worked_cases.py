"""Every worked example of the law, asked of the rules and of the calculator that steps minute by minute."""

import pytest

from mips.custody.clock_cli import answer_case
from tests.rules.stepper.answers import stepped
from tests.rules.worked_cases import WORKED

CALCULATORS = [pytest.param(answer_case, id="rules"), pytest.param(stepped, id="minute by minute")]


@pytest.mark.parametrize("calculate", CALCULATORS)
@pytest.mark.parametrize("worked", WORKED, ids=lambda worked: worked.name)
def test_the_worked_example_comes_out_to_the_minute(calculate, worked):
    answer = calculate(worked.case())
    assert {key: answer.get(key, "no answer") for key in worked.expected} == worked.expected, answer
