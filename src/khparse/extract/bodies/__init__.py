"""Bodies named in text: where a name begins and ends, lists of names."""
