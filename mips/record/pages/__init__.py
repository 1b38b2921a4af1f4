"""The shared record in the browser, by topic. All topics are one blueprint."""
