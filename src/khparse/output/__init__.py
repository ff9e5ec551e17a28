"""Writers of plans, one file a format."""
