"""What people do with accounts: their own, and as administrators those of others."""
