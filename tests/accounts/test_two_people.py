"""No grant stands on one person's word (RL-4), and what is taken away is gone at once (RL-8)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from mips.access.model import RoleHeld, SignIn, User
from mips.access.permissions import Permission, Rank, Role
from mips.access.system import worker
from mips.accounts.cli import user as user_command
from mips.accounts.credentials import Secret
from mips.accounts.model import Credential, ResetKind
from mips.accounts.usecases import resets, roles, users
from mips.accounts.usecases.upkeep import disable_inactive, sweep
from mips.core import clock
from mips.core.errors import Forbidden, RuleBroken
from tests.build_accounts import PASSWORD, Visitor, account

SYS, PSD = Role.SYSTEM_ADMINISTRATOR, Role.PROFESSIONAL_STANDARDS


@pytest.fixture
def admin(build):
    return build.actor(SYS)


@pytest.fixture
def auditor(build):
    return build.actor(PSD)


def test_a_role_counts_once_a_second_person_approves_it(build, admin, auditor, db_session):
    officer = build.user()
    asked = roles.request_role(admin, user_id=officer.id, role=Role.CUSTODY_OFFICER, why="posted")
    assert officer.roles_at(clock.now()) == frozenset()
    roles.approve_role(auditor, role_id=asked.id)
    held = db_session.get(User, officer.id)
    assert held.roles_at(clock.now()) == {Role.CUSTODY_OFFICER}


def test_who_administers_cannot_approve(admin, build):
    asked = roles.request_role(admin, user_id=build.user().id, role=Role.OFFICER, why="posted")
    with pytest.raises(Forbidden):
        roles.approve_role(admin, role_id=asked.id)


def test_nobody_approves_what_they_asked_for_nor_what_is_for_themselves(build, admin, auditor):
    both = build.actor(SYS, PSD)
    asked = roles.request_role(both, user_id=build.user().id, role=Role.OFFICER, why="posted")
    with pytest.raises(RuleBroken, match="a second person"):
        roles.approve_role(both, role_id=asked.id)
    own = roles.request_role(admin, user_id=auditor.id, role=Role.OFFICER, why="posted")
    with pytest.raises(RuleBroken, match="for you"):
        roles.approve_role(auditor, role_id=own.id)


def test_an_administrator_cannot_become_auditor_nor_the_other_way(admin, auditor):
    for actor, other in ((admin, PSD), (auditor, SYS)):
        with pytest.raises(RuleBroken, match="one watches the other"):
            roles.request_role(admin, user_id=actor.id, role=other, why="short of people")


def test_a_decision_is_made_once(build, admin, auditor):
    asked = roles.request_role(admin, user_id=build.user().id, role=Role.OFFICER, why="posted")
    roles.refuse_role(auditor, role_id=asked.id)
    with pytest.raises(RuleBroken, match="decided already"):
        roles.approve_role(auditor, role_id=asked.id)


def test_nobody_raises_their_own_rank(build, admin):
    me = users.read_user(admin, user_id=admin.id)
    with pytest.raises(RuleBroken, match="Somebody else"):
        users.change_user(
            admin, user_id=me.id, name=me.name, rank=Rank.COMMISSIONER, email=None, clearance=1, version=me.version
        )


def test_an_acting_rank_counts_while_it_lasts_and_once_approved(build, admin, auditor, held_clock, db_session):
    sergeant, senior = build.user(rank=int(Rank.SERGEANT)), build.user(rank=int(Rank.SUPERINTENDENT))
    acting = roles.request_acting_rank(
        admin,
        user_id=sergeant.id,
        rank=Rank.INSPECTOR,
        starts_at=held_clock,
        ends_at=held_clock + timedelta(days=7),
        authorised_by=senior.collar_number,
        authority="Order 12/26",
    )
    assert sergeant.rank_at(held_clock) is Rank.SERGEANT
    roles.approve_acting_rank(auditor, acting_id=acting.id)
    db_session.expire_all()
    ranks = [db_session.get(User, sergeant.id).rank_at(held_clock + timedelta(days=d)) for d in (-1, 0, 6, 7)]
    assert ranks == [Rank.SERGEANT, Rank.INSPECTOR, Rank.INSPECTOR, Rank.SERGEANT]


def test_moving_ends_roles_that_are_not_kept(build, admin, db_session):
    old, new = build.team(), build.team()
    mover = build.user(Role.OFFICER, Role.CUSTODY_OFFICER, team=old)
    users.move_user(admin, user_id=mover.id, team_id=new.id, keep_roles=[Role.OFFICER])
    db_session.expire_all()
    actor = db_session.get(User, mover.id).as_actor()
    assert (actor.roles, actor.teams) == (frozenset({Role.OFFICER}), (new.id,))


def test_disabling_ends_every_sign_in_the_same_moment(app, build, admin):
    leaver = account(build, Role.OFFICER)
    visitor = Visitor(app)
    visitor.sign_in(leaver)
    assert visitor.signed_in
    users.disable_user(admin, user_id=leaver.user.id, why="left the force")
    assert not visitor.signed_in


def test_who_is_let_back_has_no_role_until_it_is_approved_anew(build, admin, db_session):
    leaver = build.user(Role.OFFICER)
    users.disable_user(admin, user_id=leaver.id, why="left")
    users.enable_user(admin, user_id=leaver.id)
    db_session.expire_all()
    assert db_session.get(User, leaver.id).roles_at(clock.now()) == frozenset()


def test_only_an_account_that_never_did_anything_is_removed(build, admin, db_session):
    mistake = users.add_user(admin, collar_number="X1", name="Slip", one_time_password=Secret("x" * 12))
    users.remove_user(admin, user_id=mistake.id)
    assert db_session.get(User, mistake.id) is None
    with pytest.raises(RuleBroken, match="disable it"):
        users.remove_user(build.actor(SYS), user_id=account(build, Role.OFFICER).user.id)


def test_accounts_nobody_uses_are_disabled_after_ninety_days(build, held_clock, db_session):
    quiet, busy, new = build.user(), build.user(), build.user()
    for user, days in ((quiet, 91), (busy, 200), (new, 89)):
        with build.scenery():
            user.created_at = held_clock - timedelta(days=days)
    build.add(SignIn(user_id=busy.id, last_seen_at=held_clock - timedelta(days=89)))
    disabled = disable_inactive(worker("test", Permission.ACCOUNTS_USER_UPDATE))
    assert [user.id for user in disabled] == [quiet.id]


def test_a_reset_takes_two_people_and_gives_each_half_of_the_password(app, build, admin, auditor, db_session):
    officer = account(build, Role.OFFICER)
    visitor = Visitor(app)
    visitor.sign_in(officer)
    asked = resets.ask_for_reset(
        admin, user_id=officer.user.id, kind=ResetKind.PASSWORD, why="warrant card", first_half=Secret("AAAA-BBBB")
    )
    resets.approve_reset(auditor, reset_id=asked.id, second_half=Secret("CCCC-DDDD"))
    assert not visitor.signed_in
    for password, status in ((PASSWORD, 422), ("AAAA-BBBB", 422), ("CCCC-DDDD", 422), ("AAAA-BBBB-CCCC-DDDD", 303)):
        assert Visitor(app, "192.0.2.5").give_password(officer, password).status_code == status
    db_session.expire_all()
    assert db_session.get(type(asked), asked.id).first_half is None


def test_a_reset_authenticator_is_enrolled_anew_by_who_has_the_one_time_password(app, build, admin, auditor):
    officer = account(build, Role.OFFICER)
    asked = resets.ask_for_reset(
        admin, user_id=officer.user.id, kind=ResetKind.AUTHENTICATOR, why="card", first_half=Secret("AAAA")
    )
    resets.approve_reset(auditor, reset_id=asked.id, second_half=Secret("BBBB"))
    visitor = Visitor(app)
    assert visitor.give_password(officer).status_code == 422
    assert visitor.give_password(officer, "AAAA-BBBB").headers["Location"] == "/sign-in/new-password"


def test_a_reset_is_approved_neither_by_its_asker_nor_after_a_day(build, auditor, held_clock):
    both, officer = build.actor(SYS, PSD), account(build, Role.OFFICER)
    asked = resets.ask_for_reset(
        both, user_id=officer.user.id, kind=ResetKind.PASSWORD, why="card", first_half=Secret("AAAA")
    )
    with pytest.raises(RuleBroken, match="a second person"):
        resets.approve_reset(both, reset_id=asked.id, second_half=Secret("BBBB"))
    clock.hold_at(held_clock + timedelta(days=1))
    with pytest.raises(RuleBroken, match="waited too long"):
        resets.approve_reset(auditor, reset_id=asked.id, second_half=Secret("BBBB"))


FIRSTS = [
    "bootstrap",
    "--administrator",
    "a1",
    "--administrator-name",
    "Ann",
    "--auditor",
    "p1",
    "--auditor-name",
    "Pat",
]


def test_the_first_two_people_are_made_once(db_session):
    made = CliRunner().invoke(user_command, FIRSTS)
    assert made.exit_code == 0 and made.output.count("one-time password") == 2
    held = db_session.execute(sa.select(User.collar_number, RoleHeld.role).join(RoleHeld, RoleHeld.user_id == User.id))
    assert set(held.all()) == {("A1", SYS), ("P1", PSD)}
    again = CliRunner().invoke(user_command, [*FIRSTS[:2], "b1", *FIRSTS[3:]])
    assert isinstance(again.exception, RuleBroken) and "already" in str(again.exception)


def test_a_user_added_at_a_terminal_waits_for_approval_of_the_role(build, db_session):
    build.user(SYS, collar_number="ADMIN1")
    words = ["add", "pc77", "Kim Lee", "--role", "PC", "--as-user", "ADMIN1", "--reason", "new starter"]
    made = CliRunner().invoke(user_command, words)
    assert made.exit_code == 0, made.output
    added = db_session.scalars(sa.select(User).where(User.collar_number == "PC77")).one()
    assert [held.pending for held in added.roles] == [True]
    kept = db_session.scalars(sa.select(Credential).where(Credential.user_id == added.id)).one()
    assert kept.one_time_until == clock.now() + timedelta(days=3)


def test_the_nightly_sweep_leaves_what_still_counts(app, build, db_session, held_clock):
    visitor, officer = Visitor(app), account(build, Role.OFFICER)
    visitor.sign_in(officer)
    Visitor(app, "198.51.100.1").give_password(officer, "wrong")
    sweep(worker("test", Permission.ACCOUNTS_USER_UPDATE))
    assert visitor.signed_in
    clock.hold_at(held_clock + timedelta(days=401))
    sweep(worker("test", Permission.ACCOUNTS_USER_UPDATE))
    assert db_session.scalar(sa.select(sa.func.count()).select_from(SignIn)) == 0
