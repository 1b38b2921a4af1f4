"""What the law and the file standard say of a case: its number, its dates, what it must hold."""
