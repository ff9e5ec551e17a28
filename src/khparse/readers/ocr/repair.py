"""x"""
from khparse.document import Document
def repair(document: Document) -> None:
    pass
