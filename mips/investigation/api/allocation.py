"""Allocating crimes over HTTP."""

from __future__ import annotations

from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.allocation import CrimeAllocation
from mips.investigation.model.crime import Crime
from mips.investigation.schemas import allocation as schemas
from mips.investigation.schemas.shown import CrimePageOut
from mips.investigation.usecases.allocating import allocate_crimes
from mips.investigation.usecases.workload import Load, list_unallocated, read_workloads
from mips.web.endpoints import current_actor
from mips.web.keyset import Page


@resources.operation("/crimes/unallocated", does=list_unallocated)
@resources.arguments(schemas.UnallocatedWhereIn, location="query")
@resources.response(200, CrimePageOut)
def get_unallocated(where: dict[str, Any]) -> Page[Crime]:
    """List open crimes that no officer has"""
    return list_unallocated(current_actor(), **where)


@resources.operation("/workloads", does=read_workloads)
@resources.response(200, schemas.LoadOut(many=True))
def get_workloads() -> list[Load]:
    """Read what each officer of one's teams has"""
    return read_workloads(current_actor())


@resources.operation("/allocations", does=allocate_crimes, methods=["POST"])
@resources.arguments(schemas.AllocateIn)
@resources.response(201, schemas.AllocationOut(many=True))
def post_allocations(fields: dict[str, Any]) -> list[CrimeAllocation]:
    """Give crimes to an officer or to a team"""
    return allocate_crimes(current_actor(), **fields)
