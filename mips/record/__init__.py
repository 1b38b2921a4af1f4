"""The shared record: people, places, things, events and cases, to which every domain attaches its own work."""
