"""The web server as it really runs: several processes, metrics on a port of their own, a log that names nobody."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from urllib.parse import quote

import psutil
import pytest

from mips.core import embedded
from tests.serving.installation import MIPS, free_ports, installation, kill_group, resident, rows, wait_for

SAID = "Zyzzyvanovich"
LIMIT = 250 * 1024 * 1024


def test_it_is_ready_unless_it_is_drained(running):
    assert running.get("/healthz").json == {"status": "alive"}
    assert running.get("/readyz").json == {"status": "ready", "problems": [], "worker": "silent", "reader": "writer"}
    (running.data_dir / "drain").touch()
    drained = running.get("/readyz")
    (running.data_dir / "drain").unlink()
    assert (drained.status, drained.json["problems"]) == (503, ["draining"])
    assert running.get("/readyz").status == 200


def test_metrics_add_up_what_every_process_counted(running):
    name = 'mips_requests_total{endpoint="health.healthz",method="GET",status="200"}'
    before = running.metrics().get(name, 0)
    for _ in range(40):
        assert running.get("/healthz").status == 200
    assert running.metrics()[name] - before == 40
    assert len({path.stem.partition("_")[2] for path in (running.data_dir / "metrics").rglob("counter_*.db")}) >= 2


def test_metrics_tell_of_the_journal_its_seals_and_the_jobs(running, token):
    assert running.get("/api/v1/investigation/crimes", **token).status == 200
    wait_for(lambda: running.metrics()["mips_journal_entries_total"] > 0, "the server's statistics")
    found = running.metrics()
    assert found["mips_database_up"] == 1
    assert 0 < found["mips_journal_unsealed_seconds"] < 60
    assert {found[f'mips_jobs{{state="{state}"}}'] for state in ("todo", "doing", "failed")} == {0}
    assert "mips_worker_silent_seconds" not in found


def test_metrics_are_not_on_the_port_of_the_pages(running):
    assert running.get("/metrics").status == 404


def everywhere(running, token):
    """A name in every part of a request, answered and refused, well formed and not."""
    for path in (f"/search?q={SAID}", f"/people/{SAID}", f"/people/find?q={SAID}", f"/no-such/{SAID}?a={SAID}"):
        yield running.ask(path, headers=token).status
        yield running.ask(
            path, headers={"User-Agent": SAID, "Referer": f"http://x/{SAID}", "Cookie": f"a={SAID}"}
        ).status
    yield running.ask("/sign-in", form=f"collar_number={SAID}&password={SAID}".encode()).status
    yield running.ask("/api/v1/investigation/crimes", json={"summary": SAID, SAID: SAID}, headers=token).status
    yield running.ask(f"/api/v1/investigation/crimes?{SAID}={SAID}", headers=token).status
    yield running.ask("/api/v1/investigation/crimes", form=b"{" + SAID.encode(), headers=token).status
    yield running.ask("/healthz", headers={"X-Request-Id": SAID, "Idempotency-Key": SAID}).status


def test_no_log_holds_what_anybody_asked_for(running, token):
    answered = list(everywhere(running, token))
    assert {200, 404, 422} <= set(answered)
    malformed(running, f"GET /search?q={SAID} and more HTTP/1.1\r\n\r\n".encode())
    malformed(running, f"GET /search HTTP/1.1\r\nBad {SAID} header\r\n\r\n".encode())
    malformed(running, f"{SAID}\x00 / HTTP/9\r\n\r\n".encode())
    log = running.log("serve").read_text()
    assert "health.healthz" in log
    assert "Invalid request" in log
    assert SAID not in log
    assert quote(SAID.encode().hex()) not in log
    for line in log.splitlines():
        assert not {"path", "url", "query", "address"} & set(json.loads(line))


def malformed(running, sent):
    with socket.create_connection(("127.0.0.1", running.port), timeout=5) as client:
        client.sendall(sent)
        assert b" 400 " in client.recv(1000)


def test_every_line_of_the_log_carries_the_reference_the_answer_showed(running):
    answer = running.get("/api/v1/nowhere")
    reference = answer.json["reference"]
    lines = [json.loads(line) for line in running.log("serve").read_text().splitlines()]
    assert [line["status"] for line in lines if line["reference"] == reference and "status" in line] == [404]


def test_a_web_process_stays_small(running, token, capsys):
    """1,000 mixed requests; the figure is printed, the limit is the promise."""
    paths = ["/healthz", "/sign-in", "/api/v1/openapi.json", "/no/such/page", "/api/v1/investigation/crimes"]
    paths += ["/api/v1/reference/offences?q=theft", "/api/v1/intelligence/reports", "/static/none.css"]
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=30)
    statuses = set()
    for number in range(1000):
        connection.request("GET", paths[number % len(paths)], headers=token)
        answer = connection.getresponse()
        answer.read()
        statuses.add(answer.status)
        if answer.getheader("Connection") == "close":
            connection.close()
    connection.close()
    assert statuses <= {200, 404}
    sizes = resident(running.started[0])
    with capsys.disabled():
        print(f"\nweb processes: {sorted(size // 1024 // 1024 for size in sizes.values())} MB")  # noqa: T201
    assert len(sizes) == 3
    assert max(sizes.values()) < LIMIT


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_ends_clean(ending):
    """Nothing stays: no process, no server nobody uses, no file of counts. What was under way is answered."""
    with installation() as made:
        server = made.serve()
        every = [*resident(server)]
        made.get("/healthz")
        time.sleep(0.5)  # the answer is with us before its process has put it away
        os.kill(server.pid, ending)
        assert server.wait(timeout=30) == 0
        assert not any(psutil.pid_exists(number) for number in every)
        assert not embedded.is_running(made.data_dir)
        assert list((made.data_dir / "metrics").iterdir()) == []
        assert "Traceback" not in made.log("serve").read_text()


def test_a_web_process_that_dies_is_replaced(running):
    parent, *children = psutil.Process(running.started[0].pid), *psutil.Process(running.started[0].pid).children()
    children[0].kill()
    wait_for(lambda: len({c.pid for c in parent.children()} - {c.pid for c in children}) == 1, "another process")
    wait_for(lambda: running.get("/readyz").status == 200, "readiness")


@pytest.mark.parametrize("variable", ["MIPS_PORT", "METRICS_PORT"])
def test_a_port_that_is_taken_is_named(running, variable):
    taken = {"MIPS_PORT": running.port, "METRICS_PORT": running.metrics_port}[variable]
    ports = {"MIPS_PORT": str(free_ports(1)[0]), "METRICS_PORT": "0", variable: str(taken)}
    command, environment = [*MIPS, "serve"], running.environment | ports
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=30)  # noqa: S603
    assert ran.returncode == 2
    assert ran.stderr.startswith(f"mips: {variable} names port {taken}")


def test_the_pool_of_a_process_is_what_the_settings_say(running):
    """Two processes of one connection each at work, however many are asked at once."""
    begun = time.monotonic()
    for _ in range(20):
        running.get("/readyz")
    [[connections]] = rows(
        running.urls.superuser, "SELECT count(*) FROM pg_stat_activity WHERE usename = 'mips_app' AND state = 'idle'"
    )
    assert connections <= 2 * 4
    assert time.monotonic() - begun < 10


def test_killed_it_starts_again_over_what_it_left():
    with installation() as made:
        kill_group(made.serve())
        made.serve()
        assert made.metrics()["mips_database_up"] == 1
