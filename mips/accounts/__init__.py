"""Accounts: users, sign-in, roles, acting ranks, tokens, the permission matrix, reading the journal."""
