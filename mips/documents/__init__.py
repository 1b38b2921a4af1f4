"""Documents: any printable that a domain offers, laid out on paper, marked, and entered in the print register."""
