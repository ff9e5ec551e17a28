"""A digest of plans as a Word document that looks like an office made it."""

from khparse.output.digest.compose import Wanted, to_digest

__all__ = ["Wanted", "to_digest"]
