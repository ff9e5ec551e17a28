"""The command line: typer in `app.py`, one small file a command, each of which calls one API function."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys


def main() -> None:
    """Run the `khparse` command and end the process with its exit code (see `khparse.errors.ExitCode`)."""
    try:
        _prepare_process()
        from khparse.cli.app import app

        app(prog_name="khparse")
    except KeyboardInterrupt:
        from khparse.errors import ExitCode

        sys.exit(ExitCode.INTERRUPTED)
    except Exception as error:
        from khparse.cli.streams import report

        sys.exit(report("", error))


def _prepare_process() -> None:
    """Make the process a quick one and a good member of a pipe: UTF-8 out, a quiet end without a reader."""
    gc.set_threshold(100_000)  # imports and parsing allocate much and leave little behind: 3 % of the run
    atexit.register(gc.freeze)  # or Python would visit all that was imported once more: 12 % of the run
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # they are looked for in all installed packages
    if hasattr(signal, "SIGPIPE"):  # not on Windows
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if sys.stderr is None:  # 2>&-
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="\n")
