"""The entry points: quiet when there is nothing to do, bound to what was locked, and honest about what was skipped."""

import configparser
import json
import re
import subprocess
import sys

import pytest

from mips.core.settings import ROOT, STATIC_VENDOR

LOCKS = ["requirements.txt", "requirements-test.txt"]


def test_setting_up_again_does_nothing():
    again = subprocess.run([ROOT / "script" / "setup"], capture_output=True, text=True, check=True)  # noqa: S603
    assert again.stdout + again.stderr == ""


@pytest.mark.parametrize("lock", LOCKS)
def test_every_python_package_is_pinned_to_a_hash(lock):
    for package in re.split(r"\n(?=\S)", (ROOT / lock).read_text()):
        if not package.startswith("#"):
            assert re.match(r"[\w.\[\]-]+==\S+", package)
            assert "--hash=sha256:" in package


@pytest.mark.parametrize("listed", ["requirements.in", "requirements-test.in"])
def test_every_package_asked_for_is_locked(listed):
    wanted = [line for line in (ROOT / listed).read_text().splitlines() if line and not line.startswith("-")]
    locked = "".join((ROOT / lock).read_text() for lock in LOCKS)
    for package in wanted:
        name = re.match(r"[\w-]+", package)[0]
        assert re.search(rf"^{re.escape(name)}(\[\w+\])?==", locked, re.M | re.I), package


def test_every_front_end_package_is_pinned_and_no_registry_is_named():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = [package for place, package in packages.items() if place]
    assert installed
    assert all(package["integrity"].startswith("sha512-") and "resolved" not in package for package in installed)


def test_stylesheets_bring_every_file_they_name_and_nothing_reserved_for_gov_uk():
    sheets = list(STATIC_VENDOR.glob("*.css"))
    assert sheets
    for sheet in sheets:
        css = sheet.read_text()
        named = [url.strip("\"'") for url in re.findall(r"url\(([^)]+)\)", css)]
        assert [url for url in named if not url.startswith(("data:", "#")) and not (STATIC_VENDOR / url).exists()] == []
        assert not re.search(r"GDS Transport|govuk-crest", css)


def test_the_installed_command_is_the_one_the_scripts_call():
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg")
    assert setup["options.entry_points"]["console_scripts"].strip() == "mips = mips.__main__:main"
    assert (ROOT / ".venv" / "bin" / "mips").exists()


@pytest.mark.parametrize(
    ("reason", "where", "status"),
    [
        ("not today", {"CI": "true"}, 1),
        ("machine: no moon here", {"CI": "true"}, 0),
        ("not today", {}, 0),
    ],
)
def test_a_skipped_test_fails_where_the_machine_could_run_it(tmp_path, reason, where, status):
    (tmp_path / "test_idle.py").write_text(f"import pytest\ndef test_idle(): pytest.skip({reason!r})\n")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.skips",
        "-p",
        "no:cacheprovider",
        tmp_path,
        "-c",
        "/dev/null",
    ]
    ran = subprocess.run(command, cwd=ROOT, env=where, capture_output=True, text=True, check=False)  # noqa: S603
    assert ran.returncode == status, ran.stdout
    assert ("this machine could have run it" in ran.stdout) == bool(status)
