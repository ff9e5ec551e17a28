"""A comparison as a page: two plans side by side."""
