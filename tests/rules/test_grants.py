"""Two roles of one person add up to what either shows, never to more (ROL-3)."""

import pytest

from mips.access.matrix import Grant, Scope

WHOLE, MASKED = Grant(), Grant(limited=True)
TEAM, OWN = Grant(Scope.TEAM), Grant(Scope.OWN)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        pytest.param(MASKED, WHOLE, WHOLE, id="L and R: the whole"),
        pytest.param(MASKED, TEAM, Grant(limited=True, whole_in=Scope.TEAM), id="L and Rt: masked, whole in the team"),
        pytest.param(MASKED, OWN, Grant(limited=True, whole_in=Scope.OWN), id="L and Ro: masked, whole of one's own"),
        pytest.param(TEAM, OWN, TEAM, id="Rt and Ro: the team"),
        pytest.param(Grant(Scope.TEAM, limited=True), WHOLE, WHOLE, id="Lt and R: the whole"),
        pytest.param(Grant(reason_asked=True), WHOLE, WHOLE, id="R* and R: no reason is asked"),
        pytest.param(MASKED, MASKED, MASKED, id="L and L: masked"),
    ],
)
def test_two_grants_of_one_permission(one, other, together):
    assert one.or_else(other) == together
    assert other.or_else(one) == together
