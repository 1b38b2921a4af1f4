"""Ranks that may, and may not, give what only a superintendent may."""

LOW = ("constable", "sergeant", "inspector", "chief_inspector")
HIGH = ("superintendent", "chief_superintendent", "commander")
