"""JSON Lines out of a command: one object a line, in plain ASCII."""

from __future__ import annotations

import json
from collections.abc import Mapping

import click


def echo_json(answer: Mapping[str, object]) -> None:
    """Print one object as one line.

    Everything outside ASCII is escaped, so that any terminal can show it and a lone surrogate in what is echoed
    comes back as it went in.
    """
    click.echo(json.dumps(answer))
