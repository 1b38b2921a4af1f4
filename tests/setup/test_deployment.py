"""What an operator is given to install by agrees with what the software does."""

import itertools
import re

from click import Context

from mips.__main__ import commands as cli
from mips.core.cluster import APP, OWNER, RETENTION, SUPERUSER, birth
from mips.core.settings import ROOT, read

DEPLOY = ROOT / "deploy"


def test_roles_on_a_server_of_ones_own_are_those_of_the_embedded_one():
    script = (DEPLOY / "roles.sql").read_text()
    theirs = [line.replace(":'", "'") for line in script.splitlines() if line and not line.startswith("--")]
    passwords = {OWNER: "owner", APP: "app", RETENTION: "retention", SUPERUSER: ""}
    ours = [statement for statement in birth(passwords) if SUPERUSER not in statement]
    assert theirs == ours


def test_the_example_of_settings_is_accepted_and_names_no_unknown_variable():
    lines = [line for line in (DEPLOY / "mips.env").read_text().splitlines() if line and not line.startswith("#")]
    given = dict(line.split("=", 1) for line in lines)
    asked = set()

    class Asked(dict):
        def get(self, variable, default=None):
            asked.add(variable)
            return super().get(variable, default)

    assert read(Asked(given)).secure_cookies
    assert set(given) <= asked


def test_a_service_runs_a_command_of_this_project():
    commands = {unit.stem: _started(unit) for unit in DEPLOY.glob("*.service")}
    assert {name: words for name, (words, _) in commands.items()} == {
        "mips-pack": ["custody", "pack"],
        "mips-web": ["serve"],
        "mips-worker": ["worker"],
    }
    for words, options in commands.values():
        command = cli
        for word in words:
            command = command.get_command(Context(command), word)
        assert options <= {name for each in command.params for name in each.opts}


def _started(unit):
    """The words of the command that a unit starts, and the options it gives."""
    line = unit.read_text().replace("\\\n", " ")
    command = re.search(r"^ExecStart=/opt/mips/\.venv/bin/mips (.+)$", line, re.M)[1].split()
    words = list(itertools.takewhile(str.isalpha, command))
    return words, {each for each in command if each.startswith("--")}
