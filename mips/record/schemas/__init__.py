"""What the shared record accepts and shows: one schema for form, API and import."""
