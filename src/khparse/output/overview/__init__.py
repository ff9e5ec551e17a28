"""An overview of an archive: figures of its documents, as one page and as JSON."""
