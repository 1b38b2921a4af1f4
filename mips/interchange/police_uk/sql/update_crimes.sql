UPDATE crime k
SET category = r.category, notifiable = r.notifiable, outcome = r.outcome, outcome_code = r.code,
    outcome_on = r.decided_on, status = r.status
FROM revised r WHERE r.id = k.id AND r.is_changed;

UPDATE event e SET occurred_from = r.occurred_from, occurred_until = r.occurred_until, place_id = r.place_id
FROM revised r WHERE r.id = e.id AND r.is_changed;

UPDATE entity n SET label = r.label, version = n.version + 1
FROM revised r WHERE r.id = n.id AND r.is_changed;
