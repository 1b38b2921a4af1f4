"""The numbers that name people, arrests and cases: their forms and check letters, the same for every door."""
