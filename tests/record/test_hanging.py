"""What hangs on any record: log, files, links, restriction, tasks."""

import gzip
import io
import zipfile
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from PIL import Image
from werkzeug.datastructures import FileStorage

from mips.access.permissions import Rank, Role
from mips.access.policy import Restriction
from mips.audit.model import JournalEntry, Verb
from mips.core.errors import Forbidden, NotFound, RuleBroken, Stale
from mips.core.settings import settings
from mips.record.model.work import Attachment
from mips.record.usecases.finding import name_person
from mips.record.usecases.links import add_link, list_links
from mips.record.usecases.logs import add_log_entry, correct_log_entry, list_log
from mips.record.usecases.restrictions import grant_sight, read_restriction, set_restriction, withdraw_sight
from mips.record.usecases.tasks import do_task, list_my_tasks, my_work, raise_task, team_work


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER)


# The log


def test_an_entry_is_mended_by_a_later_one_and_stays_as_it_was(officer, build, held_clock):
    person = build.person()
    first = add_log_entry(officer, entity_id=person.id, text="Sean at 12", at=held_clock - timedelta(hours=1))
    second = correct_log_entry(officer, entry_id=first.id, text="Seen at 12")
    log = list_log(officer, entity_id=person.id)
    assert [(each.text, each.corrects_id) for each in log.rows] == [("Seen at 12", first.id), ("Sean at 12", None)]
    assert (second.at, second.author_id) == (first.at, officer.id)
    with pytest.raises(RuleBroken, match="already been corrected"):
        correct_log_entry(officer, entry_id=first.id, text="Seen at noon")


def test_the_log_of_what_is_hidden_is_hidden(officer, build):
    with pytest.raises(NotFound):
        add_log_entry(officer, entity_id=build.person(restriction=Restriction.NAMED).id, text="x")


# Files


def zipped(*members: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def picture(wide: int, high: int) -> bytes:
    made = io.BytesIO()
    Image.new("1", (wide, high)).save(made, "PNG")
    return made.getvalue()


def stored() -> set[str]:
    folder = Path(settings().attachments_url.removeprefix("file://"))
    return {path.name for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def send(client_for, build):
    """Posts a file to a person's record through the browser's door."""
    client, person = client_for(Role.OFFICER), build.person()

    def post(name: str, content: bytes):
        file = FileStorage(io.BytesIO(content), filename=name)
        return client.post(f"/records/{person.id}/files/add", data={"file": file}), client

    return post


def test_a_file_is_stored_once_by_its_hash_and_given_out_as_it_came(send, db_session):
    for name in ("statement one.txt", "r\u00e9sum\u00e9.txt"):
        answer, client = send(name, b"What was said\n")
        assert answer.status_code == 303
    one, two = db_session.scalars(sa.select(Attachment).order_by(Attachment.id)).all()
    assert one.sha256 == two.sha256 and one.sha256 in stored()
    download = client.get(f"/files/{two.id}")
    assert (download.data, download.headers["Content-Length"]) == (b"What was said\n", "14")
    assert download.headers["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''r%C3%A9sum%C3%A9.txt" in download.headers["Content-Disposition"]
    assert "sandbox" in download.headers["Content-Security-Policy"]
    verbs = db_session.scalars(sa.select(JournalEntry.verb).where(JournalEntry.row_id == two.id)).all()
    assert sorted(Verb(verb).value for verb in verbs) == ["collected", "disclosed"]


DANGEROUS = {
    "zip bomb": ("a.zip", zipped(("zeros", bytes(50_000_000)))),
    "archive in an archive": ("a.zip", zipped(("inner.zip", zipped(("x", b"x"))))),
    "gzip bomb": ("a.gz", gzip.compress(bytes(50_000_000))),
    "broken archive": ("a.zip", zipped(("x", b"x" * 100))[:60]),
    "picture of too many pixels": ("a.png", picture(20_000, 10_000)),
    "picture that is none": ("a.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50),
    "program named as a picture": ("a.png", b"MZ" + bytes(100)),
    "PDF named as a picture": ("a.jpg", b"%PDF-1.7\n"),
    "page named as text": ("a.html", b"<script>1</script>"),
    "empty": ("a.txt", b""),
    "text with a NUL": ("a.txt", b"a\x00b"),
}


@pytest.mark.parametrize("what", DANGEROUS)
def test_nothing_is_stored_of_what_is_refused(what, send, db_session):
    before = stored()
    answer, _ = send(*DANGEROUS[what])
    assert answer.status_code == 422
    assert stored() == before and db_session.scalars(sa.select(Attachment)).all() == []


def test_an_honest_archive_is_taken(send):
    assert send("a.zip", zipped(("a.txt", b"hello " * 1000), ("b.txt", b"x")))[0].status_code == 303


# Links


def test_a_link_is_shown_from_both_ends_and_hidden_with_either(officer, build, db_session):
    one, two = build.person(), build.person()
    link = add_link(officer, from_id=one.id, to_id=two.id, type="associate", strength="probable")
    for here, there in ((one, two), (two, one)):
        found = list_links(officer, entity_id=here.id)
        assert [(each.id, found.other(each)) for each in found.links] == [(link.id, there)]
    with build.scenery():
        two.restriction, two.owner_id = Restriction.NAMED, None
    db_session.expunge_all()
    assert list(list_links(officer, entity_id=one.id).links) == []


def test_nothing_is_linked_to_itself(officer, build):
    person = build.person()
    with pytest.raises(RuleBroken):
        add_link(officer, from_id=person.id, to_id=person.id, type="associate")


# Restriction


def test_a_restriction_hides_until_somebody_is_named_and_again_when_that_is_withdrawn(build, db_session):
    owner, other = build.actor(Role.OFFICER), build.actor(Role.OFFICER)
    person = build.person(owner_id=owner.id)
    supervisor = build.actor(Role.SUPERVISOR, rank=int(Rank.SERGEANT))
    set_restriction(supervisor, entity_id=person.id, restriction=Restriction.NAMED, why="victim known to staff")

    def sees() -> bool:
        db_session.expunge_all()
        return name_person(other, person_id=person.id) is not None

    assert not sees()
    grant_sight(owner, entity_id=person.id, user_id=other.id, why="officer in the case")
    assert sees()
    withdraw_sight(owner, entity_id=person.id, user_id=other.id)
    assert not sees()


def test_nobody_names_themselves(build):
    inspector = build.actor(Role.REVIEWING_INSPECTOR)
    person = build.person(owner_id=inspector.id)
    with pytest.raises(RuleBroken, match="cannot name yourself"):
        grant_sight(inspector, entity_id=person.id, user_id=inspector.id, why="curious")


def test_who_is_neither_owner_nor_inspector_names_nobody(officer, build):
    person = build.person(owner_id=build.user(Role.OFFICER).id)
    assert not read_restriction(officer, entity_id=person.id).may_grant
    with pytest.raises(Forbidden):
        grant_sight(officer, entity_id=person.id, user_id=build.user(Role.OFFICER).id, why="x")


def test_a_restriction_set_on_an_old_version_is_refused(build):
    person, supervisor = build.person(), build.actor(Role.SUPERVISOR)
    with pytest.raises(Stale):
        set_restriction(
            supervisor, entity_id=person.id, restriction=Restriction.NAMED, why="x", version=person.version - 1
        )


# Tasks


def titles(tasks: Iterable) -> list[str]:
    return [task.title for task in tasks]


def test_work_is_in_the_order_in_which_it_presses(officer, held_clock):
    due = {
        "late": held_clock - timedelta(minutes=6),
        "soon": held_clock + timedelta(hours=3),
        "next week": held_clock + timedelta(days=7),
        "some day": None,
    }
    for title, at in reversed(due.items()):
        raise_task(officer, title=title, due_at=at)
    work = my_work(officer)
    assert (titles(work.overdue), titles(work.today)) == (["late"], ["soon"])
    assert titles(work.later) == ["next week", "some day"]


def test_a_task_of_a_team_waits_for_all_of_them_and_one_does_it(build, held_clock):
    team = build.team()
    one, two = (build.actor(Role.OFFICER, team=team) for _ in range(2))
    outsider = build.actor(Role.OFFICER)
    task = raise_task(outsider, title="Collect CCTV", team_id=team.id)
    assert titles(list_my_tasks(one).rows) == titles(list_my_tasks(two).rows) == ["Collect CCTV"]
    assert titles(list_my_tasks(outsider).rows) == []
    task = do_task(one, task_id=task.id, result="Collected")
    assert (task.done_at, task.done_by_id) == (held_clock, one.id)
    assert titles(list_my_tasks(two).rows) == []
    with pytest.raises(RuleBroken, match="already been done"):
        do_task(two, task_id=task.id)


def test_nobody_does_the_task_of_another(officer, build):
    task = raise_task(build.actor(Role.OFFICER), title="Mine")
    with pytest.raises(Forbidden):
        do_task(officer, task_id=task.id)


def test_a_sergeant_sees_what_waits_for_the_team(build):
    team = build.team()
    member = build.actor(Role.OFFICER, team=team)
    raise_task(member, title="Statement")
    raise_task(build.actor(Role.OFFICER), title="Elsewhere")
    assert titles(team_work(build.actor(Role.SUPERVISOR, team=team)).rows) == ["Statement"]
