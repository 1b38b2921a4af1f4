"""The shell every domain is shown in: endpoints, fields, forms, tables, error pages and the look of them."""
