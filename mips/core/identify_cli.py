"""`mips identify`: judges identifiers from a terminal or a pipe, one JSON object a line."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click

from mips.core.identifiers.kinds import KINDS
from mips.core.identifiers.verdict import Verdict
from mips.core.json_lines import echo_json


@click.command("identify", context_settings={"ignore_unknown_options": True})
@click.argument("kind", metavar="KIND", type=click.Choice(list(KINDS)))
@click.argument("values", nargs=-1, required=True, type=click.UNPROCESSED)
def identify(kind: str, values: tuple[str, ...]) -> None:
    """Judge each VALUE as an identifier of KIND; - reads values from standard input, one a line.

    KIND is pncid, cro, asn, urn, court-case-reference, cjs-offence-code or ho-class.

    Exits 0 when all are valid, 1 when any is not, 2 for an unknown kind.
    """
    all_valid = True
    for text in _with_standard_input(values):
        verdict = KINDS[kind](text)
        all_valid &= verdict.valid
        echo_json(verdict_json(verdict))
    raise SystemExit(not all_valid)


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict as answered outside: keys that do not apply are left out, `canonical` is null when invalid."""
    answer: dict[str, Any] = {
        "kind": verdict.kind,
        "input": verdict.input,
        "valid": verdict.valid,
        "canonical": verdict.canonical,
    }
    optional = {
        "short": verdict.short,
        "problem": verdict.problem,
        "dummy": verdict.dummy,
        "court_form": verdict.court_form,
    }
    return answer | {key: value for key, value in optional.items() if value}


def _with_standard_input(values: Iterable[str]) -> Iterator[str]:
    for value in values:
        if value == "-":
            yield from _lines()
        else:
            yield value


def _lines() -> Iterator[str]:
    """Lines of standard input without their ends. Bytes that are not UTF-8 become lone surrogates, as in arguments."""
    for number, line in enumerate(sys.stdin.buffer):
        encoded = line.removeprefix(codecs.BOM_UTF8) if number == 0 else line
        yield encoded.decode(errors="surrogateescape").removesuffix("\n").removesuffix("\r")
