"""Work in the background, as the people who run the system see it: what waits, what failed, and who does it."""
