"""The reader of web pages: the document or article that a page holds, without what a site puts around it."""

from __future__ import annotations

from khparse.document import Document
from khparse.layout.writing import DocumentWriter
from khparse.models import Note
from khparse.readers.html.article import find_article
from khparse.readers.html.blocks import BlockReader
from khparse.readers.html.charset import Decoded, decode
from khparse.readers.html.footnotes import settle_footnotes
from khparse.readers.html.legacy import Conversion
from khparse.readers.html.measure import Measures
from khparse.readers.html.styles import Styles
from khparse.readers.html.tree import parse
from khparse.readers.options import DEFAULT, ReadOptions
from khparse.readers.symbols import readable


def read_html(data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """Return the document in a web page (HTML or XHTML); nothing is fetched, no script is run.

    Raises `UnreadableError` for a page of far more elements than a document has, or far deeper ones.
    """
    return read_page(decode(data, options.encoding))


def read_page(decoded: Decoded) -> Document:
    """Return the document in the source of a page."""
    text, encoding, legacy, doubts = decoded
    del decoded  # the source of a large page is not kept beside its elements
    page = parse(text)
    del text
    styles = Styles(page.sheets)
    conversion = Conversion(page, styles, legacy)
    settle_footnotes(page.root)
    article, properties = find_article(page, styles)
    reader = BlockReader(styles, Measures(article))
    writer = DocumentWriter()
    writer.write(reader.read(article))
    notes = [*doubts, *conversion.notes(article)]
    if reader.continued_lists:
        message = f"{reader.continued_lists} list(s) that the page begins anew go on with the one before"
        notes.append(Note(code="list-continued", level="info", message=message))
    return Document(
        text=readable(writer.text),
        blocks=writer.blocks,
        format="html",
        encoding=encoding,
        notes=notes,
        described=properties.described,
    )
