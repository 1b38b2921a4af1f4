"""The pages of accounts: signing in, one's own account, everybody's, the matrix and the journal."""
