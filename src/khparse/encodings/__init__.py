"""Legacy Vietnamese encodings: TCVN3, VNI-Windows, VISCII, VPS, Windows-1258, and UTF-8 encoded twice.

Nothing here is imported for a text without signs of them; see `khparse.readers.text`.
"""
