"""Stocktakes of property stores over HTTP: a handheld scanner counts here."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.stocktake import StockDifference, StockTake
from mips.investigation.schemas.stocktakes import (
    BeginStocktakeIn,
    CountShelfIn,
    SettleIn,
    StockDifferenceOut,
    StockTakeOut,
    StocktakesAsked,
    StockTakeShownOut,
    StockTakesOut,
)
from mips.investigation.usecases.stocktakes import (
    StockTakeShown,
    begin_stocktake,
    count_shelf,
    end_stocktake,
    list_stocktakes,
    read_stocktake,
    settle_difference,
)
from mips.web.endpoints import current_actor
from mips.web.keyset import Page

_OF_STORE = "/property-stores/<uuid:property_store_id>/stocktakes"
_ONE = "/stocktakes/<uuid:stock_take_id>"


@resources.operation(_OF_STORE, does=list_stocktakes)
@resources.arguments(StocktakesAsked, location="query")
@resources.response(200, StockTakesOut)
def get_stocktakes(where: dict[str, Any], property_store_id: uuid.UUID) -> Page[StockTake]:
    """List the stocktakes of a property store"""
    return list_stocktakes(current_actor(), store_id=property_store_id, after=where["after"])


@resources.operation(_OF_STORE, does=begin_stocktake, methods=["POST"])
@resources.arguments(BeginStocktakeIn)
@resources.response(201, StockTakeOut)
def post_stocktake(fields: dict[str, Any], property_store_id: uuid.UUID) -> StockTake:
    """Begin to count a property store"""
    return begin_stocktake(current_actor(), store_id=property_store_id, **fields)


@resources.operation(_ONE, does=read_stocktake)
@resources.response(200, StockTakeShownOut)
def get_stocktake(stock_take_id: uuid.UUID) -> StockTakeShown:
    """Read a stocktake"""
    return read_stocktake(current_actor(), stock_take_id=stock_take_id)


@resources.operation(f"{_ONE}/counts", does=count_shelf, methods=["POST"])
@resources.arguments(CountShelfIn)
@resources.response(200, StockTakeShownOut)
def post_count(fields: dict[str, Any], stock_take_id: uuid.UUID) -> StockTakeShown:
    """Enter what was read off a shelf"""
    return count_shelf(current_actor(), stock_take_id=stock_take_id, **fields)


@resources.operation(f"{_ONE}/end", does=end_stocktake, methods=["POST"])
@resources.response(200, StockTakeShownOut)
def post_stocktake_end(stock_take_id: uuid.UUID) -> StockTakeShown:
    """End a stocktake and find what differs from the record"""
    return end_stocktake(current_actor(), stock_take_id=stock_take_id)


@resources.operation(
    "/stocktake-differences/<uuid:stock_difference_id>/settlement", does=settle_difference, methods=["POST"]
)
@resources.arguments(SettleIn)
@resources.response(200, StockDifferenceOut)
def post_settlement(fields: dict[str, Any], stock_difference_id: uuid.UUID) -> StockDifference:
    """Say what became of something that was not where the record has it"""
    return settle_difference(current_actor(), difference_id=stock_difference_id, **fields)
