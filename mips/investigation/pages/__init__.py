"""Investigation in the browser, one file a topic."""
