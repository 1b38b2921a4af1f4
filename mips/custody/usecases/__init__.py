"""What custody staff and reviewing officers do, one file a topic."""
