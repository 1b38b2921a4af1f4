"""Tables of the shared record. A column belongs here only if several domains need it."""
