"""Drawing up returns, looking into them, and signing them off."""
