"""Makes a skipped test a failure where CI=true, unless its reason says that this machine cannot run it.

Such a reason begins with "machine:" and names what is missing. script/test loads this.
"""

import os

import pytest

MACHINE = "machine:"


def reasons_to_fail(reports):
    """The skipped tests that should have run: (test, reason) for each."""
    for report in reports:
        where, _, reason = report.longrepr if isinstance(report.longrepr, tuple) else ("", 0, str(report.longrepr))
        reason = reason.removeprefix("Skipped: ")
        if not reason.startswith(MACHINE):
            yield report.nodeid or where, reason


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") != "true" or reporter is None:
        return
    wrongly = list(reasons_to_fail(reporter.stats.get("skipped", [])))
    if wrongly and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_sep("=", "skipped, but this machine could have run it", red=True)
        for test, reason in wrongly:
            reporter.write_line(f"{test}: {reason}")
