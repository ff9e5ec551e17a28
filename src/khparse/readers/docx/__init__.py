"""Word documents (.docx, ISO/IEC 29500): the package, its parts, their text."""
