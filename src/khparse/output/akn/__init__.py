"""Plans as Akoma Ntoso 3.0 (OASIS LegalDocML) XML."""

from khparse.output.akn.document import to_akn

__all__ = ["to_akn"]
