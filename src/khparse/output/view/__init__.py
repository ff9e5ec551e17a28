"""A plan as one self-contained web page: its text with the facts marked, and lists that lead into it."""
