"""Detentions of many shapes as the events of a case: each could happen to somebody in a lawful custody suite."""
