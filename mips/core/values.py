"""Everyday values in the one form they are stored and compared in: phone, e-mail, postcode, vehicle, licence, NI."""

from __future__ import annotations

import re
from collections.abc import Callable

import phonenumbers

from mips.core.identifiers.verdict import Verdict, accepted, refused, tidy

_DRIVER = re.compile(r"[A-Z0-9]{5}[0-9]([0156][0-9])([0-9]{2})[0-9][A-Z0-9]{3}[A-Z]{2}")
_FEMALE_MONTHS = 50
_NATIONAL_INSURANCE = re.compile(r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-Z]{2}[0-9]{6}[A-D]")
_EMAIL = re.compile(
    r"[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f\ud800-\udfff]+"
    r"@(?:[^\W_](?:[\w-]*[^\W_])?\.)+"
    r"[^\W\d_](?:[\w-]*[^\W_])?"
)
_EMAIL_LENGTH = 254
_POSTCODE = re.compile(r"(GIR|ZZ99|[A-Z][A-HJ-Y]?[0-9][A-Z0-9]?)([0-9][A-Z]{2})")

# Marks in the order they were introduced last to first, then dateless, Northern Irish and diplomatic ones.
_VEHICLE_MARKS = tuple(
    re.compile(form)
    for form in (
        r"([A-Z]{2}[0-9]{2})([A-Z]{3})",
        r"([A-Z][0-9]{1,3})([A-Z]{3})",
        r"([A-Z]{3})([0-9]{1,3}[A-Z])",
        r"([A-Z]{1,3})([0-9]{1,4})",
        r"([0-9]{1,4})([A-Z]{1,3})",
        r"([0-9]{3}[DX])([0-9]{3})",
    )
)


def phone(text: str, *, region: str = "GB") -> Verdict:
    """A telephone number in E.164; one without a country code is dialled in `region`. `short` is for people."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return refused("phone", text, "must be a telephone number, like 07700 900123 or +44 7700 900123")
    if not phonenumbers.is_possible_number(number):
        return refused("phone", text, "has too few or too many digits for a telephone number")
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    national = phonenumbers.PhoneNumberFormat.NATIONAL
    abroad = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    at_home = phonenumbers.region_code_for_country_code(number.country_code or 0) == region
    return accepted("phone", text, e164, phonenumbers.format_number(number, national if at_home else abroad))


def dialled(number: str) -> str:
    """A telephone number as people here dial and read it: `020 7946 0000`, abroad `+33 1 23 45 67 89`.

    What is none, as it may stand in old records, is given back as it is.
    """
    verdict = phone(number) if number else None
    return (verdict.short if verdict and verdict.valid else None) or number


def email(text: str) -> Verdict:
    """An e-mail address, lower-cased: no mailbox in use tells capitals apart, and people do not type them alike."""
    bare = text.strip()
    if len(bare) > _EMAIL_LENGTH or not _EMAIL.fullmatch(bare):
        return refused("email", text, "must be an e-mail address, like name@example.com")
    return accepted("email", text, bare.lower())


def postcode(text: str) -> Verdict:
    """A United Kingdom postcode with its one space, `SW1A 2AA`; `ZZ99 3VZ` is that of no fixed abode."""
    match = _POSTCODE.fullmatch(tidy(text))
    if match is None:
        return refused("postcode", text, "must be a full UK postcode, like SW1A 2AA")
    return accepted("postcode", text, f"{match[1]} {match[2]}")


def vehicle_registration(text: str) -> Verdict:
    """A United Kingdom vehicle registration mark: stored without spaces, `short` as it stands on the plate."""
    bare = tidy(text)
    match = next((found for form in _VEHICLE_MARKS if (found := form.fullmatch(bare))), None)
    if match is None:
        return refused("vehicle-registration", text, "must be a UK registration mark, like AB12 CDE")
    return accepted("vehicle-registration", text, bare, f"{match[1]} {match[2]}")


def driver_number(text: str) -> Verdict:
    """A driver number of 16 characters. The month of birth is 50 higher for a woman (CAS-1)."""
    bare = tidy(text)
    match = _DRIVER.fullmatch(bare)
    if match is None:
        return refused("driver-number", text, "must look like MORGA657054SM9IJ")
    month, day = int(match[1]) % _FEMALE_MONTHS, int(match[2])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return refused("driver-number", text, "holds a date of birth that does not exist")
    return accepted("driver-number", text, bare)


def national_insurance_number(text: str) -> Verdict:
    """A National Insurance number, `AB123456C`; some pairs of letters are never given out (CAS-1)."""
    bare = tidy(text)
    if not _NATIONAL_INSURANCE.fullmatch(bare):
        return refused("ni-number", text, "must look like AB123456C")
    return accepted("ni-number", text, bare)


VALUES: dict[str, Callable[[str], Verdict]] = {
    "phone": phone,
    "email": email,
    "postcode": postcode,
    "vehicle-registration": vehicle_registration,
    "driver-number": driver_number,
    "ni-number": national_insurance_number,
}
