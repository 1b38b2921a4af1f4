"""What people do with a case: open it by a charge, read it, write its forms, gather its file."""
