"""The shared record over HTTP for machines, by topic."""
