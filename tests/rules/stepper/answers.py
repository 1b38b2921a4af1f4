"""What a life lived minute by minute says under each key of the contract."""

from tests.rules.stepper.clock import end_of
from tests.rules.stepper.days import custody_limit
from tests.rules.stepper.instants import day_of, written
from tests.rules.stepper.life import DAY, HELD, MOST_COUNTED, ON_BAIL, PAUSE, Life

LIMITS = {"limit_24h": DAY, "limit_36h": 36 * 60, "limit_96h": MOST_COUNTED}


def stepped(case):
    """The answers to one case, without its id.

    A key is absent where the law leaves open what it would say: limits after release, a review that was held early
    and would since have moved, hours waited where detention was authorised in another area first.
    """
    life = Life(case).live()
    found = {}
    if life.clock:
        found |= _limits(life) | _counts(life) | _reviews(life)
        found |= _longer(life) | _until(life)
    if life.bail_period:
        found |= {"bail_start_date": life.bail_period.start.isoformat()} | life.bail_period.ends()
        found |= _said("allowed", "allowed_reason", life.bail_period.answer)
    if life.custody_limit_from:
        minute, mode, held = life.custody_limit_from
        found["ctl_expiry"] = custody_limit(day_of(minute), mode, held).isoformat()
    return {key: value for key, value in found.items() if value is not None}


def _at(minute):
    return None if minute is None else written(minute)


def _when(heap, count):
    """The instant at which a heap is so high, or how much it lacks while nothing is being put on it."""
    reached = end_of(heap, count)
    return {"paused": True, "minutes_left": count - len(heap)} if reached is None else written(reached)


def _said(key, reason, answer):
    if answer is None:
        return {}
    return {key: True} if answer == "allowed" else {key: False, reason: answer}


def _limits(life):
    clock = life.clock
    found = {"relevant_time": _at(clock.relevant), "clock_for": life.clock_for}
    found["pre_charge_limits_apply"] = not life.charged
    found["reviewer_role"] = "custody_officer" if life.charged else "inspector"
    if life.charged or clock.relevant is None or life.state not in (HELD, ON_BAIL):
        return found
    for key, count in LIMITS.items():
        found[key] = _when(clock.counted, count)
    return found


def _counts(life):
    clock = life.clock
    found = {"counted_before_minutes": life.counted_before, "counted_after_minutes": life.counted_after}
    found["minutes_arrival_to_authorisation"] = clock.waited
    if clock.visited_hospital and not life.at_hospital:
        found["excluded_minutes"] = len(clock.excluded)
    if life.returned_with is not None:
        found["counted_at_return_minutes"] = life.returned_with
        found["remaining_of_24h_at_return_minutes"] = max(DAY - life.returned_with, 0)
    if life.pause_began is not None:
        ended = life.pause_ended if life.pause_ended is not None else life.pause_began + PAUSE
        found["pause_minutes_used"] = ended - life.pause_began
        if found["pause_minutes_used"] == PAUSE:
            found["pause_ends"] = written(life.pause_began + PAUSE)
    if clock.first_arrival is not None and not clock.first_was_designated:
        found["transfer_to_designated_by"] = written(clock.first_arrival + 6 * 60)
    return found


def _reviews(life):
    """When each review held was due, where nothing that came after it can have moved that, and when the next one is."""
    clock, found = life.clock, {}
    for number, due in enumerate(clock.dues, start=1):
        if number > len(clock.held):
            if life.state in (HELD, ON_BAIL):
                found |= dict.fromkeys((f"review_{number}_due", "next_review_due"), _when(clock.reviewable, due))
        elif not _moved_since(clock, due, *clock.held[number - 1]):
            found[f"review_{number}_due"] = _when(clock.reviewable, due)
    return found


def _moved_since(clock, due, held, used):
    """Whether time was excluded after a review held early and before it would have been due."""
    return used < due and end_of(clock.reviewable, due) != held + due - used


def _longer(life):
    found = _said("s42_allowed", "s42_reason", life.s42_answer)
    clock = life.clock
    if clock.right_delayed and clock.relevant is not None:
        found["rights_delay_latest_end"] = written(clock.relevant + 36 * 60)
    if life.charged or clock.relevant is None or life.state not in (HELD, ON_BAIL):
        return found
    if life.offence_class == "summary_only":
        return found
    return found | _window(clock) | {"wfd_application_latest": _application(clock)}


def _window(clock):
    """When the first extension may be given: after the second review and not more than 24 hours in (s.42(4))."""
    closes = end_of(clock.counted, DAY)
    if len(clock.held) < 2 or (closes is not None and clock.held[1][0] > closes):
        return {}
    return {
        "s42_window_opens": written(clock.held[1][0]),
        "s42_window_closes": _when(clock.counted, DAY),
        "s42_max_until": _when(clock.counted, 36 * 60),
    }


def _application(clock):
    """The 36-hour point, or six hours later where the court does not sit then but will within them (s.43(5))."""
    at_36 = end_of(clock.counted, 36 * 60)
    if None not in (at_36, clock.court_sits) and at_36 < clock.court_sits <= at_36 + 6 * 60:
        return written(at_36 + 6 * 60)
    return _when(clock.counted, 36 * 60)


def _until(life):
    """The end of what has been authorised so far (s.41(1), 42(1), 43(10)-(12), 44(3))."""
    clock = life.clock
    if life.charged or clock.relevant is None or life.state not in (HELD, ON_BAIL):
        return {}
    if len(clock.counted) < MOST_COUNTED:
        plain = clock.s42_until is None and clock.warrant_ends_at_count is None and clock.warrant_refused is None
        return {"detention_until": _when(clock.counted, DAY)} if plain else {}
    at_24, at_36, at_96 = (end_of(clock.counted, count) for count in LIMITS.values())
    end = at_24
    if clock.s42_until is not None:
        end = max(end, min(clock.s42_until, at_36))
    if clock.warrant_ends_at_count is not None:
        end = end_of(clock.counted, min(clock.warrant_ends_at_count, MOST_COUNTED))
    if clock.warrant_refused is not None:
        end = max(end, clock.warrant_refused)
    return {"detention_until": written(min(end, at_96))}
