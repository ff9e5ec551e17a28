"""Times that a plan sets for its own work."""
