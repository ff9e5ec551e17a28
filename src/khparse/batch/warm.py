"""Imported once by the process that workers are made from: what each of them needs."""

__all__: list[str] = []
