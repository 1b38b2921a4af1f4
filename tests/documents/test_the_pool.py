"""A pool of processes: warm, bounded, and no request lost with the worker that held it."""

import os
import signal
import threading
import time

import psutil
import pytest

from mips.core.errors import Busy
from mips.documents import pool as module
from mips.documents.pool import NotTypeset, Pool, Worker

PAGE = "<html lang=en><title>{0}</title><h1>{0}</h1><p>{1}</p></html>"


def document(title, words=1):
    return PAGE.format(title, "word " * words)


@pytest.fixture
def worker():
    worker = Worker()
    yield worker
    worker.stop()


def test_it_makes_a_pdf(two_workers):
    made = two_workers.typeset(document("One"))
    assert made.content.startswith(b"%PDF-1.7") and made.pages == 1


def test_warming_starts_every_worker(two_workers):
    assert len({worker.pid for worker in two_workers.workers} - {None}) == 2


def test_a_worker_killed_while_idle_is_replaced(two_workers):
    for worker in two_workers.workers:
        os.kill(worker.pid, signal.SIGKILL)
    assert two_workers.typeset(document("After the kill")).pages == 1


def test_a_worker_killed_at_work_loses_no_request(two_workers):
    made = []
    asking = threading.Thread(target=lambda: made.append(two_workers.typeset(document("Long", 60_000))))
    asking.start()
    while not (at_work := [each for each in two_workers.workers if each not in two_workers._free.queue]):
        time.sleep(0.01)
    time.sleep(0.5)  # well into the document
    killed = at_work[0].pid
    os.kill(killed, signal.SIGKILL)
    asking.join(60)
    assert made and made[0].pages > 10
    assert killed not in {worker.pid for worker in two_workers.workers}


def test_the_same_html_is_answered_from_memory(two_workers):
    first = two_workers.typeset(document("Twice"))
    assert two_workers.typeset(document("Twice")) is first


def test_memory_forgets_the_least_recently_used_first():
    kept = module._Kept(10)
    for digest in (b"a", b"b"):
        kept.put(digest, module.Typeset(b"12345", 1))
    assert kept.get(b"a")
    kept.put(b"c", module.Typeset(b"12345", 1))
    assert (kept.get(b"a") is None, kept.get(b"b") is None) == (False, True)


def test_a_document_that_takes_too_long_is_given_up_and_its_worker_with_it(worker, monkeypatch):
    pool = Pool(1)
    pool.workers[0].start()
    pid = pool.workers[0].pid
    pool.typeset(document("Warm"))
    monkeypatch.setattr(module, "LONGEST", 0.3)
    with pytest.raises(NotTypeset, match="not finished"):
        pool.typeset(document("Endless", 100_000))
    assert not psutil.pid_exists(pid)
    monkeypatch.setattr(module, "LONGEST", 60.0)
    assert pool.typeset(document("Again")).pages == 1
    pool.close()


def test_nobody_waits_for_ever_for_a_free_worker(monkeypatch):
    pool = Pool(0)
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    with pytest.raises(Busy):
        pool.typeset(document("Never"))


@pytest.mark.parametrize(
    "address", ["https://example.com/a.png", "file:///etc/passwd", "data:image/png;base64,AA", "font:../../secret"]
)
def test_a_document_may_fetch_nothing_but_our_fonts(two_workers, address):
    with pytest.raises(NotTypeset, match="may not fetch"):
        two_workers.typeset(f'<html lang=en><title>x</title><img alt="" src="{address}"></html>')


def test_a_worker_goes_when_its_server_does(worker):
    worker.typeset(document("One").encode())
    process = psutil.Process(worker.pid)
    worker._line.close()
    assert process.wait(10) == 0
    worker._line = None


def test_a_worker_is_replaced_after_its_share(worker, monkeypatch):
    monkeypatch.setattr(module, "LIFE", 1)
    worker.typeset(document("One").encode())
    first = worker.pid
    worker.typeset(document("Two").encode())
    assert worker.pid != first


def test_each_process_has_a_pool_of_its_own(monkeypatch):
    ours = module.pool()
    assert module.pool() is ours
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(module.os, "getpid", lambda: -1)
        assert module.pool() is not ours
    assert module.pool() is ours
