"""The worked examples of the law as events and the answers they must have, to the minute."""

from typing import NamedTuple


class Worked(NamedTuple):
    """One example: its id in the law, its events as the contract writes them, and what must come back."""

    name: str
    events: list[dict]
    expected: dict
    place: str | None = None

    def case(self):
        outside = {"arrest_place": self.place} if self.place else {}
        return {"id": self.name, "events": self.events, **outside}


def event(kind, at, **attributes):
    """An event at a time of 2026 in UTC unless it says more: '01-12 13:05', '2027-01-12 13:05', '10-24 23:30+01:00'."""
    day, clock = at.split(" ")
    day = day if len(day) > 5 else f"2026-{day}"
    return {"type": kind, "at": f"{day}T{clock}" + ("" if "+" in clock else "Z"), **attributes}


def _clock(relevant, review, at_24, at_36, at_96, **more):
    """The five columns of the table, each '01-12 13:40' or '10-24 23:30+01:00', a missing review as None."""
    keys = ("relevant_time", "review_1_due", "limit_24h", "limit_36h", "limit_96h")
    times = (relevant, review, at_24, at_36, at_96)
    return {key: _instant(time) for key, time in zip(keys, times, strict=True) if time} | more


def _instant(time):
    day, clock = time.split(" ")
    return f"2026-{day}T{clock}" + ("" if "+" in clock else "+00:00")


KENT = {"area": "46", "sought_by": "01", "offence": "fraud"}
W3 = [
    event("arrest", "01-14 22:10", **KENT, questioned_in_arrest_area=False),
    event("arrive_station", "01-14 22:40", area="46"),
    event("depart_station", "01-15 02:00", area="46", to_area="01"),
    event("arrive_station", "01-15 03:15", area="01"),
    event("detention_authorised", "01-15 03:25", area="01"),
]
W4 = [
    *W3[:2],
    event("depart_station", "01-15 22:15", area="46", to_area="01"),
    event("arrive_station", "01-15 23:30", area="01"),
]
W5 = [event("arrest", "01-14 22:10", **KENT, questioned_in_arrest_area=True), *W3[1:4]]
W7_IN = [
    event("arrest", "01-17 17:30"),
    event("arrive_station", "01-17 18:00"),
    event("detention_authorised", "01-17 18:10"),
]
W7_BACK = [event("return_from_hospital", "01-17 23:50")]
TREATMENT = event("leave_for_hospital", "01-17 20:30", reason="treatment")
W12_IN = [
    event("arrest", "02-02 08:30", offence="burglary"),
    event("arrive_station", "02-02 09:00"),
    event("bail", "02-02 16:00"),
]
ARRIVED_19_JAN = [
    event("arrest", "01-19 07:30"),
    event("arrive_station", "01-19 08:00", offence_class="indictable"),
    event("detention_authorised", "01-19 08:20"),
]
CHAIN = [
    *ARRIVED_19_JAN,
    event("review_done", "01-19 14:00"),
    event("review_done", "01-19 22:30"),
    event("s42_request", "01-20 06:00", until="2026-01-20T20:00Z"),
    event("s42_authorised", "01-20 06:30", until="2026-01-20T20:00Z"),
    event("review_done", "01-20 07:00"),
]
WARRANT = [event("wfd_issued", "01-20 16:00", hours=36)]

WORKED = [
    Worked(
        "W1 s.41(2)(d) from arrival; authorisation drives only the review",
        [
            event("arrest", "01-12 13:05"),
            event("arrive_station", "01-12 13:40"),
            event("detention_authorised", "01-12 13:52"),
        ],
        _clock("01-12 13:40", "01-12 19:52", "01-13 13:40", "01-14 01:40", "01-16 13:40"),
    ),
    Worked(
        "W2 s.41(2)(c) from the arrest at the station, not from attendance",
        [
            event("attend_voluntarily", "01-13 10:00"),
            event("arrest", "01-13 10:45", at_station=True),
            event("detention_authorised", "01-13 10:55"),
        ],
        _clock("01-13 10:45", "01-13 16:55", "01-14 10:45", "01-14 22:45", "01-17 10:45"),
    ),
    Worked(
        "W3 s.41(2)(a) sought by another area: from arrival there",
        W3,
        _clock("01-15 03:15", "01-15 09:25", "01-16 03:15", "01-16 15:15", "01-19 03:15"),
    ),
    Worked(
        "W4 s.41(3) held in the first area until a day after the arrest",
        W4,
        _clock("01-15 22:10", None, "01-16 22:10", "01-17 10:10", "01-19 22:10"),
    ),
    Worked(
        "W5 s.41(2)(a) questioning loses the deferral",
        W5,
        _clock("01-14 22:40", None, "01-15 22:40", "01-16 10:40", "01-18 22:40"),
    ),
    Worked(
        "W6 s.41(5) a fresh clock for the other area's offence",
        [
            event("arrest", "01-16 07:30", area="01", offence="burglary"),
            event("arrive_station", "01-16 08:00", area="01"),
            event("depart_station", "01-16 17:30", area="01", to_area="42", for_offence="fraud", questioned_about=[]),
            event("arrive_station", "01-16 19:05", area="42"),
        ],
        _clock("01-16 19:05", None, "01-17 19:05", "01-18 07:05", "01-20 19:05", clock_for="fraud"),
    ),
    Worked(
        "W7 s.41(6) treatment in hospital is not counted",
        [*W7_IN, TREATMENT, *W7_BACK],
        _clock("01-17 18:00", "01-18 03:30", "01-18 21:20", "01-19 09:20", "01-21 21:20", excluded_minutes=200),
    ),
    Worked(
        "W8 s.41(6) questioning in hospital is counted",
        [
            *W7_IN,
            TREATMENT,
            event("questioning_start", "01-17 22:00"),
            event("questioning_end", "01-17 22:20"),
            *W7_BACK,
        ],
        _clock("01-17 18:00", "01-18 03:10", "01-18 21:00", "01-19 09:00", "01-21 21:00", excluded_minutes=180),
    ),
    Worked(
        "W9 s.41(6) an evidential X-ray is counted",
        [*W7_IN, event("leave_for_hospital", "01-17 20:30", reason="evidential_xray"), *W7_BACK],
        _clock("01-17 18:00", "01-18 00:10", "01-18 18:00", "01-19 06:00", "01-21 18:00"),
    ),
    Worked(
        "W10 s.41(1) elapsed hours when the clocks go back",
        [event("arrive_station", "10-24 23:30+01:00"), event("detention_authorised", "10-24 23:40+01:00")],
        _clock("10-24 23:30+01:00", "10-25 04:40", "10-25 22:30", "10-26 10:30", "10-28 22:30"),
    ),
    Worked(
        "W11 s.41(1) elapsed hours when the clocks go forward",
        [event("arrive_station", "03-28 23:30"), event("detention_authorised", "03-28 23:40")],
        _clock("03-28 23:30", "03-29 06:40+01:00", "03-30 00:30+01:00", "03-30 12:30+01:00", "04-02 00:30+01:00"),
    ),
    Worked(
        "W12 s.47(6) detention before bail counts on return",
        [*W12_IN, event("answer_bail", "02-23 10:00")],
        _clock("02-02 09:00", None, "02-24 03:00", "02-24 15:00", "02-27 03:00")
        | {"counted_at_return_minutes": 420, "remaining_of_24h_at_return_minutes": 1020},
    ),
    Worked(
        "W13 s.47(6A) three hours after a s.46A arrest are not counted",
        [
            *W12_IN,
            event("arrest_s46A", "02-09 19:20", reason="breach"),
            event("arrive_station", "02-09 20:00"),
        ],
        _clock("02-02 09:00", None, "02-10 16:00", "02-11 04:00", "02-13 16:00")
        | {"pause_ends": "2026-02-09T23:00+00:00", "pause_minutes_used": 180},
    ),
    Worked(
        "W14 s.47(7) a fresh clock on new evidence",
        [
            *W12_IN,
            event("rearrest_new_evidence", "02-10 05:50", power="s.47(2)"),
            event("arrive_station", "02-10 06:20"),
            event("detention_authorised", "02-10 06:35"),
        ],
        _clock("02-10 06:20", "02-10 12:35", "02-11 06:20", "02-11 18:20", "02-14 06:20"),
    ),
    Worked(
        "W15 s.41(4) no new clock for a further arrest under s.31",
        [
            event("arrest", "02-05 10:30", offence="burglary"),
            event("arrive_station", "02-05 11:00"),
            event("detention_authorised", "02-05 11:10"),
            event("arrest_s31", "02-05 19:00", offence="theft"),
        ],
        _clock("02-05 11:00", "02-05 17:10", "02-06 11:00", "02-06 23:00", "02-09 11:00"),
    ),
    Worked(
        "W16 s.41(2)(ca) street bail: from arrival to answer it",
        [
            event("arrest", "03-01 21:00"),
            event("release_street_bail", "03-01 21:20"),
            event("attend_answer_street_bail", "03-11 14:00"),
            event("detention_authorised", "03-11 14:20"),
        ],
        _clock("03-11 14:00", "03-11 20:20", "03-12 14:00", "03-13 02:00", "03-15 14:00")
        | {"minutes_arrival_to_authorisation": 20},
    ),
    Worked(
        "W17 s.41(2)(b) arrested outside England and Wales",
        [
            event("arrest", "03-16 02:00"),
            event("enter_england_wales", "03-16 05:10"),
            event("arrive_station", "03-16 13:45", area="01", investigating=True),
            event("detention_authorised", "03-16 13:55"),
        ],
        _clock("03-16 13:45", "03-16 19:55", "03-17 13:45", "03-18 01:45", "03-20 13:45"),
        place="Scotland",
    ),
    Worked(
        "CK-8 s.47(6A) hospital inside the three hours takes out nothing more",
        [
            *W12_IN,
            event("arrest_s46A", "02-09 19:20", reason="breach"),
            event("arrive_station", "02-09 20:00"),
            event("leave_for_hospital", "02-09 22:00", reason="treatment"),
            event("return_from_hospital", "02-09 23:30"),
        ],
        {"excluded_minutes": 30, "counted_at_return_minutes": 420, "limit_24h": "2026-02-10T16:30+00:00"},
    ),
    Worked(
        "CK-8 s.47(6A) released inside the three hours: that stay costs nothing",
        [
            *W12_IN,
            event("arrest_s46A", "02-09 19:20", reason="breach"),
            event("arrive_station", "02-09 20:00"),
            event("bail", "02-09 21:00"),
        ],
        {"counted_before_minutes": 420, "counted_after_minutes": 420, "pause_minutes_used": 60},
    ),
    Worked(
        "CK-4 s.47(6) back a second time: counted up to the last release",
        [
            *W12_IN,
            event("answer_bail", "02-23 10:00"),
            event("bail", "02-23 11:30"),
            event("answer_bail", "03-02 10:00"),
        ],
        {"counted_before_minutes": 510, "counted_at_return_minutes": 510},
    ),
    Worked(
        "CK-6 s.47(7) arrested elsewhere, and again in England on new evidence",
        [
            event("arrest", "03-16 02:00"),
            event("enter_england_wales", "03-16 05:10"),
            event("arrive_station", "03-16 13:45", area="01", investigating=True),
            event("bail", "03-16 16:00"),
            event("rearrest_new_evidence", "03-20 09:00", power="s.47(2)"),
            event("arrive_station", "03-20 09:40", area="01", investigating=True),
        ],
        {"relevant_time": "2026-03-20T09:40+00:00"},
        place="Scotland",
    ),
    Worked(
        "CUS-6 s.40(3) reviews of the chain, and the s.42 window",
        CHAIN[:5],
        {
            "review_1_due": "2026-01-19T14:20+00:00",
            "review_2_due": "2026-01-19T23:00+00:00",
            "review_3_due": "2026-01-20T07:30+00:00",
            "next_review_due": "2026-01-20T07:30+00:00",
            "s42_window_opens": "2026-01-19T22:30+00:00",
            "s42_window_closes": "2026-01-20T08:00+00:00",
            "detention_until": "2026-01-20T08:00+00:00",
        },
    ),
    Worked(
        "CUS-6 s.42(1) the superintendent's hours",
        CHAIN,
        {"s42_allowed": True, "detention_until": "2026-01-20T20:00+00:00", "s42_max_until": "2026-01-20T20:00+00:00"},
    ),
    Worked(
        "CUS-6 s.43(12) a warrant runs from its issue",
        [*CHAIN, *WARRANT],
        {"detention_until": "2026-01-22T04:00+00:00"},
    ),
    Worked(
        "CUS-6 s.44(3) an extension never passes 96 hours",
        [*CHAIN, *WARRANT, event("wfd_extended", "01-22 02:00", hours=36)],
        {"detention_until": "2026-01-23T08:00+00:00", "limit_96h": "2026-01-23T08:00+00:00"},
    ),
    Worked(
        "CUS-18 s.47ZB arrest on 10 January 2026",
        [event("arrest", "01-10 10:00"), event("arrive_station", "01-10 11:00"), event("bail", "01-10 18:00")],
        {
            "bail_start_date": "2026-01-11",
            "abp_initial_end": "2026-04-10",
            "abp_inspector_end": "2026-07-10",
            "abp_superintendent_end": "2026-10-10",
        },
    ),
    Worked(
        "CUS-18 s.47ZB three months from 30 November end in February",
        [event("arrest", "11-29 10:00"), event("arrive_station", "11-29 11:00"), event("bail", "11-29 18:00")],
        {"bail_start_date": "2026-11-30", "abp_initial_end": "2027-02-28"},
    ),
    Worked(
        "CUS-18 s.47ZF agency cases: 6, 12 and 18 months",
        [
            event("arrest", "01-10 10:00"),
            event("arrive_station", "01-10 11:00"),
            event("bail", "01-10 18:00", case="SFO/FCA/HMRC/NCA"),
        ],
        {
            "abp_initial_end": "2026-07-10",
            "abp_decision_maker_end": "2027-01-10",
            "abp_court_first_end": "2027-07-10",
        },
    ),
    Worked(
        "CAS-14 reg.4(2) 56 days of a summary-only case",
        [event("first_remand", "02-02 10:00", mode="summary_only")],
        {"ctl_expiry": "2026-03-30"},
    ),
    Worked(
        "CAS-14 reg.4(2) 70 days end on a Monday that is no holiday",
        [event("first_remand", "02-02 10:00", mode="either_way_before_allocation")],
        {"ctl_expiry": "2026-04-13"},
    ),
    Worked(
        "CAS-14 reg.2(5) 70 days to Easter Monday end on Maundy Thursday",
        [event("first_remand", "01-26 10:00", mode="either_way_before_allocation")],
        {"ctl_expiry": "2026-04-02"},
    ),
    Worked(
        "CAS-14 reg.4(3) 56 days where summary trial is decided on",
        [event("first_remand", "01-05 10:00", mode="either_way_allocated_summary")],
        {"ctl_expiry": "2026-03-02"},
    ),
    Worked(
        "CAS-14 reg.5(3) 182 days less those already held",
        [event("sent_to_crown", "02-02 10:00", mode="indictable_only", days_already_held=2)],
        {"ctl_expiry": "2026-07-31"},
    ),
    Worked(
        "CAS-14 reg.5(3)(b) 112 days of a voluntary bill",
        [event("sent_to_crown", "02-02 10:00", mode="voluntary_bill", days_already_held=0)],
        {"ctl_expiry": "2026-05-22"},
    ),
]
