"""What the pages of accounts ask for."""

from __future__ import annotations

from marshmallow import Schema

from mips.accounts.rules import PIN_LENGTH, SHORTEST_PASSWORD
from mips.web import fields


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


class ComeBackIn(Schema):
    pin = fields.Secret("PIN", hint=f"{PIN_LENGTH} digits", required=True, max=20, width=5, autocomplete="off")
