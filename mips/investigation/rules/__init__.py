"""Decisions of crime recording and investigation with their source: no database, no web, no clock."""
