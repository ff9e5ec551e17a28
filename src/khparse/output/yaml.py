"""Plans as YAML, with PyYAML where it is installed."""

from __future__ import annotations

from khparse.errors import KhparseError
from khparse.models import Plan
from khparse.output.json import fields

try:
    import yaml
except ModuleNotFoundError:
    raise KhparseError("YAML output needs PyYAML", "pip install 'khparse[yaml]'") from None

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # ten times as fast, where libyaml is there


def to_yaml(plan: Plan, parts: list[str]) -> str:
    """Return the plan as one document of a YAML stream."""
    data = plan.model_dump(mode="json", by_alias=True, include=fields(parts))
    text: str = yaml.dump(data, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, explicit_start=True)
    return text
