"""`mips identify` from a terminal and a pipe."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from mips.core.identify_cli import identify


def run(*arguments, given=None):
    result = CliRunner().invoke(identify, arguments, input=given)
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def test_a_valid_value_answers_with_its_forms_and_exits_0():
    result, answers = run("pncid", "81/34U")
    assert answers == [
        {"kind": "pncid", "input": "81/34U", "valid": True, "canonical": "1981/0000034U", "short": "81/34U"}
    ]
    assert result.exit_code == 0


def test_an_invalid_value_answers_with_its_problem_and_exits_1():
    result, answers = run("pncid", "81/34A")
    assert answers == [
        {
            "kind": "pncid",
            "input": "81/34A",
            "valid": False,
            "canonical": None,
            "problem": "check letter should be U",
        }
    ]
    assert result.exit_code == 1


def test_one_invalid_value_among_valid_ones_exits_1_and_keeps_the_order():
    result, answers = run("cro", "65656/91H", "x", "SF83/50058Z")
    assert [answer["valid"] for answer in answers] == [True, False, True]
    assert result.exit_code == 1


def test_an_unknown_kind_exits_2_and_answers_nothing():
    result, answers = run("passport", "1")
    assert (result.exit_code, answers) == (2, [])
    assert "passport" in result.stderr


def test_standard_input_is_read_one_a_line_with_either_line_end():
    result, answers = run("pncid", "-", given=b"\xef\xbb\xbf81/34U\r\n02/73319Z\n00/223R")
    assert [answer["input"] for answer in answers] == ["81/34U", "02/73319Z", "00/223R"]
    assert result.exit_code == 0


def test_an_empty_line_is_answered_too():
    _, answers = run("pncid", "-", given=b"\n81/34U\n")
    assert [answer["valid"] for answer in answers] == [False, True]


def test_nothing_on_standard_input_is_nothing_invalid():
    result, answers = run("urn", "-", given=b"")
    assert (result.exit_code, answers) == (0, [])


@pytest.mark.parametrize("undecodable", [b"\xff\xfe", b"\xed\xa0\x80", b"81/34U\x00"])
def test_bytes_that_are_no_text_are_invalid(undecodable):
    result, answers = run("pncid", "-", given=undecodable + b"\n81/34U\n")
    assert [answer["valid"] for answer in answers] == [False, True]
    assert result.exit_code == 1


def test_a_value_that_begins_with_a_hyphen_is_a_value():
    result, answers = run("ho-class", "-8/6")
    assert [answer["input"] for answer in answers] == ["-8/6"]
    assert result.exit_code == 1


def test_marks_stand_beside_the_verdict_only_where_they_apply():
    _, [dummy] = run("asn", "0800NP0100000000001H")
    _, [loose] = run("urn", "01ZD030")
    _, [plain] = run("asn", "1101ZD0100000448754K")
    assert dummy["dummy"] is True
    assert loose["court_form"] is True
    assert plain.keys() == {"kind", "input", "valid", "canonical", "short"}


PROGRAM = [sys.executable, "-c", "from mips.core.identify_cli import identify; identify()"]


def test_an_undecodable_argument_is_invalid():
    done = subprocess.run([*PROGRAM, "pncid", b"\xff81/34U"], capture_output=True, check=False)  # noqa: S603
    assert json.loads(done.stdout)["valid"] is False
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_reader_that_leaves_early_sees_no_trace():
    with subprocess.Popen(  # noqa: S603
        [*PROGRAM, "pncid", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        program.stdin.write(b"81/34U\n")
        program.stdin.flush()
        program.stdout.readline()
        program.stdout.close()
        program.stdin.write(b"81/34U\n" * 2)
        program.stdin.close()
        assert program.stderr.read() == b""
    assert program.returncode == 1
