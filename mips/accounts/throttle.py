"""Keeps guessing slow without keeping anybody out: tries are counted by account and place, never by account alone.

A place is a browser that has signed in to this account before, known by its own mark, or else a network address. So a
stranger's failures slow the stranger: not the officer at their desk, nor at a telephone they have used. A network's
own count slows only those not known there, because one attacker inside a station shares its address with everybody.
"""

from __future__ import annotations

import ipaddress
import math
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, delete, exists, func, select

from mips.access.model import SignIn, User
from mips.accounts.credentials import keyed_digest
from mips.accounts.model import SignInAttempt
from mips.accounts.rules import FREE_TRIES_OF_A_NETWORK, LONGEST_WAIT_OF_A_NETWORK, REMEMBERED, wait_after
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.usecase import unit_of_work

STAYS_KNOWN: Final = timedelta(days=90)


@dataclass(frozen=True)
class Came:
    """Where somebody comes from."""

    origin: str
    browser: str = ""
    agent: str = ""

    @property
    def network(self) -> str:
        """The address as it is counted: of IPv6 the half that a customer is given whole."""
        try:
            address = ipaddress.ip_address(self.origin)
        except ValueError:
            return self.origin
        return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


class TooManyTries(RuleBroken):
    """Wait `wait` seconds. Says the same of accounts that exist and those that do not."""

    status, code, title = 429, "too-many-tries", "Too many tries"

    def __init__(self, wait: timedelta) -> None:
        self.wait = math.ceil(wait.total_seconds())
        minutes, seconds = divmod(self.wait, 60)
        said = " ".join(part for part in (f"{minutes}m" if minutes else "", f"{seconds}s" if seconds else "") if part)
        super().__init__(f"Too many tries from here. Wait {said}, then try again", rule="sign-in-pace")


@dataclass(frozen=True)
class _Known:
    browser: bool
    network: bool


def reserve(collar: str, came: Came) -> uuid.UUID:
    """Count a try before it is made, so that many at one moment are many. Raises TooManyTries without counting.

    Gives what `give_back` takes when the try turns out right.
    """
    account = keyed_digest(collar)
    with unit_of_work():
        known = _known(collar, came)
        place = _place(came, known)
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"{account} {place}", 0))))
        wait = _owed(wait_after, (SignInAttempt.account == account) & (SignInAttempt.place == place))
        if not (known.browser or known.network):
            wait = max(wait, _owed(_network_wait, SignInAttempt.origin == came.network))
        if wait > timedelta():
            raise TooManyTries(wait)
        attempt = SignInAttempt(account=account, place=place, origin=came.network)
        db.session.add(attempt)
    return attempt.id


def give_back(attempt_id: uuid.UUID) -> None:
    """The try was right: it is no failure. Called inside a transaction."""
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.id == attempt_id))


def forgive(collar: str, came: Came) -> None:
    """A sign-in was completed: its tries were no failures. Called inside a transaction."""
    place = _place(came, _known(collar, came))
    mine = (SignInAttempt.account == keyed_digest(collar)) & (SignInAttempt.place == place)
    db.session.execute(delete(SignInAttempt).where(mine))


def _network_wait(tries: int) -> timedelta:
    return wait_after(tries, free=FREE_TRIES_OF_A_NETWORK, longest=LONGEST_WAIT_OF_A_NETWORK)


def _owed(wait: Callable[[int], timedelta], counted: ColumnElement[bool]) -> timedelta:
    now = clock.now()
    found = select(func.count(), func.max(SignInAttempt.created_at))
    tries, last = db.session.execute(found.where(counted, SignInAttempt.created_at > now - REMEMBERED)).one()
    return last + wait(tries) - now if last is not None else timedelta()


def _place(came: Came, known: _Known) -> str:
    return f"browser {came.browser}" if known.browser else f"network {came.network}"


def _known(collar: str, came: Came) -> _Known:
    lately = (
        select(SignIn.id)
        .join(User, User.id == SignIn.user_id)
        .where(User.collar_number == collar, SignIn.created_at > clock.now() - STAYS_KNOWN)
    )
    here = exists(lately.where(SignIn.browser == came.browser, SignIn.browser != ""))
    near = exists(lately.where(SignIn.network == came.network))
    return _Known(*db.session.execute(select(here, near)).one())
