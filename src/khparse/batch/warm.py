"""Imported once by the process that workers are made from: what each of them needs."""

import signal
from importlib import import_module

for name in (
    "khparse.batch.facts",
    "khparse.batch.local",
    "khparse.batch.unpacking",
    "khparse.output.file",
    "khparse.plans",
):
    import_module(name)
signal.signal(signal.SIGINT, signal.SIG_IGN)  # workers inherit it: Ctrl-C is for whoever gives them work
