"""OpenDocument texts (.odt, .ott, .fodt; ISO/IEC 26300): the package, its styles, their text."""

from khparse.readers.odt.reader import read_odt

__all__ = ["read_odt"]
