"""What investigators and their supervisors do, one file a topic."""
