"""Word 97-2003 documents (.doc, [MS-DOC]): the compound file, its piece table, their text."""
