"""Documents: any printable a domain offers, laid out on paper and journalled as a disclosure."""
