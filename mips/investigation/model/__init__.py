"""The tables of investigation, one file a topic."""
