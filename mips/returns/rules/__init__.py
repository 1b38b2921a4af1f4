"""What a return is, over which periods it is drawn up, and when it is signed off."""
