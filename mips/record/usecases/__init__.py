"""What people do with the shared record, by topic."""
