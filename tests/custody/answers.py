"""What is answered on the pages of booking-in where nothing is out of the ordinary."""

ON_ARREST = {"cautioned": "yes", "arrest_force": "no", "arrest_search": "no"}

RIGHTS = {
    "informed": "no",
    "advice": "no",
    "codes": "no",
    "telephone": "no",
    "notice": "given",
    "signature-how": "on-paper",
}
