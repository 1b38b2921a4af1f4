"""The pages of custody, one file a group of them."""
