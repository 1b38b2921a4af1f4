"""The permission matrix of the force: which role may do what, over what, and how much of it is shown (ROL-3, ROL-4).

One line an area: the permissions' common stem, then `ROLE:letters`. C create, R read, U update, A approve, L read the
limited form; `*` a reason is asked and logged, `t` only one's own team's records, `o` only one's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from mips.access.permissions import Permission, Role


class Scope(IntEnum):
    """Whose records a read permission reaches."""

    OWN = 1
    TEAM = 2
    FORCE = 3


@dataclass(frozen=True)
class Grant:
    """How a role holds a permission."""

    scope: Scope = Scope.FORCE
    limited: bool = False
    reason_asked: bool = False
    whole_in: Scope | None = None
    """Of a limited grant: the narrower scope within which another role shows the whole."""

    def or_else(self, other: Grant) -> Grant:
        """Two grants of one permission together: each form as far as either shows it, and no further."""
        scope, whole = max(self.scope, other.scope), max(self._whole, other._whole)
        limited = whole < scope
        return Grant(
            scope,
            limited,
            self.reason_asked and other.reason_asked,
            Scope(whole) if limited and whole else None,
        )

    @property
    def _whole(self) -> int:
        """How far the whole form is shown; 0 nowhere."""
        return int(self.whole_in or 0) if self.limited else int(self.scope)


MATRIX: Final = """
investigation:crime               PC:CR OIC:CR SUP:CR DI:CR SUPT:R CO:CR CB:CR FCR:CR WCU:R INTM:R* FIB:R* MIS:R*
investigation:classification      PC:R OIC:C SUP:A DI:A SUPT:R FCR:A
investigation:outcome             PC:R OIC:C SUP:A DI:A SUPT:R CB:R FCR:U WCU:R
investigation:cancellation        OIC:C SUP:C DI:R SUPT:R FCR:A
investigation:log                 PC:CRU OIC:CRU SUP:CRU DI:CRU SUPT:R CB:R DISC:R FCR:L INTM:R* FIB:R*
investigation:policy              OIC:R SUP:R DI:CR SUPT:CR DISC:R
custody:log                       PC:L OIC:Rt SUP:L DI:R SUPT:R CO:CRU DO:CR FIB:R*
custody:detention                 CO:A
custody:review                    DI:A SUPT:A CO:R DO:R
custody:extension                 DI:R SUPT:A CO:R
custody:risk                      OIC:L CO:CRU DO:CR HCP:CR
custody:health                    CO:L DO:L HCP:CR
custody:strip-search              DI:R SUPT:R CO:CRA DO:CR
custody:delay-s56                 DI:A CO:R
custody:delay-s58                 SUPT:A CO:R
custody:sample                    OIC:CR CO:CR DO:CR FOR:R MIS:R
custody:bail-extension            OIC:C CO:R WCU:R
custody:bail-extension-to-6-months DI:A
custody:bail-extension-to-9-months SUPT:A
investigation:exhibit             PC:CR OIC:CR SUP:R DI:R CB:R DISC:R EXH:CR FOR:R
investigation:disposal            OIC:C SUP:A DI:A EXH:C FOR:R
investigation:forensic            OIC:C SUP:R EXH:R FOR:A
cases:form                        OIC:CRU SUP:A DI:A CB:CRU DISC:R WCU:R
cases:unused-schedule             OIC:L SUP:A DI:A CB:L DISC:CRU
cases:sensitive-schedule          DI:A SUPT:L DISC:CR
cases:submission                  OIC:C SUP:A DI:A CB:C
cases:witness-care                OIC:CRU SUP:R CB:R DISC:R WCU:CRU
intelligence:report               PC:CR*t OIC:C SUP:C DI:C CO:C DO:C SH:C
intelligence:release              INTM:A FIB:U
intelligence:release-restricted   DSU:A
intelligence:search               PC:R* OIC:R* SUP:R* DI:R* SUPT:R* CO:L INTM:R* FIB:R* MIS:R*
intelligence:restricted           DI:L SUPT:L INTM:R* FIB:R* DSU:R*
intelligence:source               SUPT:A SH:CRU DSU:R
record:merge                      OIC:R INTM:CA FIB:C MIS:CA
record:retention                  MIS:CA DPO:A
record:subject-access             MIS:R DPO:CRU
accounts:access-log               SUP:Lt DPO:R PSD:R
accounts:configuration            FCR:A DPO:A SYS:CRU
accounts:user                     PSD:A SYS:CRU
accounts:own                      *:RU
investigation:statutory-return    SUPT:A FCR:C MIS:C DPO:R
record:person                     PC:CRU OIC:CRU SUP:CRU DI:CRU CO:CRU DO:CRU CB:CRU WCU:CRU FIB:CRU INTM:CRU
record:person                     SUPT:R FCR:R DISC:R EXH:R MIS:R HCP:L FOR:L
record:marker                     PC:C OIC:C SUP:CA CO:C DO:C HCP:C FIB:C INTM:A MIS:A
record:restriction                SUP:C DI:CA SUPT:CA INTM:C DSU:C
record:needs                      AAC:Ro
custody:record                    CO:CR DO:CR
custody:authority-request         OIC:C CO:C
custody:premises-search           OIC:CR DI:CRA SUPT:CRA CO:CR DO:R
custody:prescription              HCP:C
custody:suite                     CO:CRU SUP:CRU SYS:CRU
custody:voluntary                 PC:CRU OIC:CRU SUP:CRU DI:CRU SUPT:R CO:CRU DO:CRU CB:R
custody:stand-in                  PC:C OIC:C SUP:C DI:C SUPT:C
custody:street-bail               PC:CRU OIC:CRU SUP:CRU DI:CRU SUPT:R CO:RU DO:R CB:R
cases:charge                      CO:C OIC:R SUP:R CB:R DISC:R WCU:R
cases:case                        OIC:CRU CO:C CB:CRU SUP:RUA DISC:R WCU:R DI:R
cases:hearing                     CB:CR WCU:CR OIC:R SUP:R CO:R
record:bulk-export                SUP:A
investigation:stop-search         PC:CR SUP:RA
investigation:section-60          DI:A
investigation:section-60-running  PC:R SUP:R DI:R SUPT:RA
investigation:warrant             OIC:CR CB:CR PC:RU CO:U
record:reference                  *:R
record:task                       *:C SUP:U
documents:printing                *:CR
interchange:run                   SYS:CR FCR:R CB:R
"""

TRAINEE_STANDS_AS: Final = Role.OFFICER
"""TRN has PC's rights, in the training database only (ROL-4); sign-in refuses the role anywhere else."""

_VERBS: Final = {"C": "create", "R": "read", "U": "update", "A": "approve", "L": "read"}
_CELL: Final = re.compile(r"([CRUAL][*to]*)")


def _implied(permission: Permission) -> Permission | None:
    """Who may change or approve a thing may read it, where reading it is a permission of its own."""
    stem, verb = permission.rsplit(":", 1)
    reading = f"{stem}:read"
    known = verb in {"update", "approve"} and any(p.value == reading for p in Permission)
    return Permission(reading) if known else None


def _cell(letters: str) -> Iterator[tuple[str, Grant]]:
    for mark in _CELL.findall(letters):
        scope = Scope.TEAM if "t" in mark else Scope.OWN if "o" in mark else Scope.FORCE
        yield _VERBS[mark[0]], Grant(scope, limited=mark[0] == "L", reason_asked="*" in mark)


def _granted(line: str) -> Iterator[tuple[Role, Permission, Grant]]:
    stem, *cells = line.split()
    for cell in cells:
        code, letters = cell.split(":")
        for role in Role if code == "*" else [Role(code)]:
            for verb, grant in _cell(letters):
                yield role, Permission(f"{stem}:{verb}"), grant


def _read(matrix: str) -> dict[Role, dict[Permission, Grant]]:
    grants: dict[Role, dict[Permission, Grant]] = {role: {} for role in Role}
    for line in matrix.strip().splitlines():
        for role, permission, grant in _granted(line):
            grants[role][permission] = grant
    for held in grants.values():
        for reading in [_implied(permission) for permission in held]:
            if reading is not None:
                held.setdefault(reading, Grant())
    grants[Role.TRAINEE] = dict(grants[TRAINEE_STANDS_AS])
    return grants


GRANTS: Final = _read(MATRIX)

ASKED_OF_SOME: Final = frozenset(p for held in GRANTS.values() for p, grant in held.items() if grant.reason_asked)
"""Permissions that some role holds with a reason only."""

LIMITED_FOR_SOME: Final = frozenset(p for held in GRANTS.values() for p, grant in held.items() if grant.limited)
"""Permissions of which some role sees only the limited form."""

LOW_RISK: Final = ("investigation:crime:", "investigation:log:", "custody:log:")
"""Areas whose reason a force may choose not to ask (INT-10). That of intelligence and of sources is always asked."""

OWN_ACCOUNT: Final = {
    permission: Grant() for permission in (Permission.ACCOUNTS_OWN_READ, Permission.ACCOUNTS_OWN_UPDATE)
}
"""What everybody with an account may do to it, before any role of theirs has been approved."""
