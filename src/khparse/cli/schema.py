"""`khparse schema`: the JSON Schema of what `khparse extract` prints."""

from __future__ import annotations

from khparse.cli.streams import open_output


def schema() -> None:
    """Print the JSON Schema of a plan."""
    from khparse.output.schema import schema_json

    with open_output() as stream:
        stream.write(schema_json())
