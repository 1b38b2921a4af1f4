"""What the pages of accounts ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from marshmallow import Schema, ValidationError, post_load, validate

from mips.access.permissions import Permission, Rank, Role
from mips.access.policy import Marking
from mips.access.reasons import Purpose
from mips.accounts.model import ResetKind, TieKind
from mips.accounts.rules import PIN_LENGTH, SHORTEST_PASSWORD
from mips.accounts.usecases.tokens import may_be_given
from mips.accounts.usecases.users import team_options
from mips.record.reference.lookup import choices
from mips.web import fields
from mips.web.endpoints import current_actor


def own_permissions() -> Iterable[tuple[str, str]]:
    """The permissions that whoever is at the screen may put on a token."""
    return [(str(each), said(each)) for each in may_be_given(current_actor())]


def said(permission: Permission) -> str:
    """A permission in words: 'Custody: detention, approve'."""
    domain, thing, verb = str(permission).split(":")
    return f"{domain.capitalize()}: {thing.replace('-', ' ')}, {verb}"


class SignInIn(Schema):
    collar_number = fields.Text("Collar number", required=True, max=40, width=10, autocomplete="username")
    password = fields.Secret("Password", required=True, autocomplete="current-password")


class CodeIn(Schema):
    code = fields.Text(
        "Code from your authenticator",
        hint="6 digits. It changes every 30 seconds",
        thing="the code",
        required=True,
        max=20,
        width=5,
        widget="tel",
        autocomplete="one-time-code",
    )


class RecoveryCodeIn(Schema):
    code = fields.Text(
        "Recovery code",
        hint="For example ABCD-EFGH-JKLM-NPQR. Each works once",
        required=True,
        max=40,
        width=20,
        autocomplete="off",
    )


class NewPasswordIn(Schema):
    password = fields.Secret(
        "New password",
        hint=f"{SHORTEST_PASSWORD} characters or more. Three random words are easy to remember",
        required=True,
        autocomplete="new-password",
    )
    again = fields.Secret(
        "New password again", thing="the new password again", required=True, autocomplete="new-password"
    )


class OwnPasswordIn(NewPasswordIn):
    current_password = fields.Secret("Your password now", required=True, autocomplete="current-password")

    class Meta:
        fields = ("current_password", "password", "again")


class TypedPasswordIn(Schema):
    current_password = fields.Secret("Your password", required=True, autocomplete="current-password")


class OwnAuthenticatorIn(TypedPasswordIn, CodeIn):
    """Password and a code of the new authenticator."""


class PinIn(TypedPasswordIn):
    pin = fields.Secret(
        "PIN",
        hint=f"{PIN_LENGTH} digits. Leave blank to have none",
        max=20,
        width=5,
        autocomplete="off",
    )


class ReasonIn(Schema):
    """Why somebody needs to see or do something (INT-10)."""

    purpose = fields.Choice("What is it for?", Purpose, required=True, widget="radios")
    text = fields.Text(
        "Say more",
        required=True,
        max=300,
        hint="The number of the crime, custody record or incident, or what you are working on",
    )


class TieIn(Schema):
    """Whom somebody with an account is tied to (RL-6)."""

    person_id = fields.PersonRef("Person", required=True, thing="the person")
    kind = fields.Choice("What they are to you", TieKind, required=True, widget="radios", thing="what they are to you")
    note = fields.Text("Say more, if need be", max=200, load_default="")


class TokenIn(TypedPasswordIn):
    name = fields.Text("What it is for", required=True, max=80)
    scopes = fields.Choices("What it may do", own_permissions, hint="Choose as little as will do", required=True)
    days = fields.Choice(
        "It works for",
        [("7", "A week"), ("30", "A month"), ("90", "Three months"), ("365", "A year")],
        required=True,
    )

    class Meta:
        fields = ("name", "scopes", "days", "current_password")


class ComeBackIn(Schema):
    pin = fields.Secret("PIN", hint=f"{PIN_LENGTH} digits", required=True, max=20, width=5, autocomplete="off")


RANKS = [(str(rank.value), rank.name.replace("_", " ").capitalize()) for rank in Rank]
ROLES = [(role.value, f"{role.name.replace('_', ' ').capitalize()} ({role.value})") for role in Role]
COLLAR = validate.Regexp(r"^[A-Za-z0-9][A-Za-z0-9/ -]*$", error="Collar number may hold letters, digits, / and -")


class UserIn(Schema):
    name = fields.Text("Name", required=True, max=120)
    rank = fields.Choice("Rank", RANKS, required=True)
    email = fields.Email("Work e-mail address")


class NewUserIn(UserIn):
    collar_number = fields.Text("Collar number", required=True, max=20, width=10, validate=COLLAR)
    team_id = fields.Choice("Team", team_options)
    leads = fields.Tick("They lead this team")
    roles = fields.Choices("Roles", ROLES, hint="Each waits for a second person to approve it")

    class Meta:
        fields = ("collar_number", "name", "rank", "email", "team_id", "leads", "roles")


class ChangedUserIn(UserIn):
    clearance = fields.Choice(
        "Sees what is marked up to",
        [(str(marking.value), marking.name.replace("_", "-")) for marking in Marking],
        required=True,
    )
    version = fields.Version()


class MoveIn(Schema):
    team_id = fields.Choice("New team", team_options, hint="None takes them out of every team")
    leads = fields.Tick("They lead this team")
    keep_roles = fields.Choices("Roles that go with them", ROLES, hint="All others end now")


class WhyIn(Schema):
    why = fields.Text("Reason", required=True, hint="For the journal")


class RoleIn(Schema):
    role = fields.Choice("Role", ROLES, required=True)
    why = fields.Text("Reason", required=True, hint="What they are appointed to, and by whom")


class ActingIn(Schema):
    rank = fields.Choice("Acting as", [option for option in RANKS if option[0] != "0"], required=True)
    starts_at = fields.Moment("From", required=True)
    ends_at = fields.Moment("Until", required=True)
    authorised_by = fields.Text("Authorised by", hint="Collar number of the senior officer", required=True, width=10)
    authority = fields.Text("Where it is written", hint="For example the order's number and date", required=True)


class AccreditationIn(Schema):
    kind = fields.Choice("Accreditation", choices("accreditation"), required=True, widget="radios")
    from_on = fields.Day("From", required=True, hint="Like today or 12/1/2026")
    until_on = fields.Day("Last day", hint="Leave blank if it does not run out")
    evidence = fields.Text("Where it is written", hint="For example the certificate's number", required=True, max=200)


class AccreditationEndIn(Schema):
    until_on = fields.Day("Last day that it counts", required=True, thing="its last day")


class ResetIn(Schema):
    kind = fields.Choice("What they have lost", ResetKind, required=True)
    why = fields.Text("How you know that it is them", hint="For example: in person, by warrant card", required=True)


class UserFileIn(Schema):
    file = fields.Upload(
        "CSV file",
        types=["text/csv"],
        megabytes=2,
        hint="First line: collar_number, name, rank, email, team, roles. Roles by code, apart by blanks",
        required=True,
    )
    dry_run = fields.Tick("Only try it: show what would happen and keep nothing")


class UserRowIn(Schema):
    collar_number = fields.Text("Collar number", required=True, max=20, validate=COLLAR)
    name = fields.Text("Name", required=True, max=120)
    rank = fields.Text("Rank", max=40, load_default="constable")
    email = fields.Email("E-mail address", load_default=None)
    team = fields.Text("Team", max=120, load_default=None)
    roles = fields.Text("Roles", max=120, load_default="")

    @post_load
    def _known(self, loaded: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Rank by its name, roles by their codes."""
        try:
            loaded["rank"] = Rank[loaded["rank"].upper().replace(" ", "_")]
            loaded["roles"] = list(dict.fromkeys(Role(code) for code in loaded["roles"].upper().split()))
        except (KeyError, ValueError):
            raise ValidationError("There is no such rank or role") from None
        return loaded


class TeamIn(Schema):
    name = fields.Text("Name", required=True, max=120)
    unit = fields.Text("Unit or station", max=120)


class ChangedTeamIn(TeamIn):
    version = fields.Version()


class SubjectIn(Schema):
    text = fields.Text(
        "Collar number of a user, or reference of a record",
        thing="a collar number or reference",
        required=True,
        max=60,
        width=20,
    )


class LookFilterIn(Schema):
    since = fields.Day("From", past=True)
    until = fields.Day("To", past=True)


class UserFilterIn(Schema):
    text = fields.Text("Name or collar number", max=60)
    role = fields.Choice("Role", ROLES)
    state = fields.Choice("Account", [("active", "Active"), ("disabled", "Disabled"), ("all", "All")], widget="select")
