"""What the tests of the schemas share: two readings of YAML, a writer, a check, and the walk through a schema."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

from playbook.load import parse_answers
from playbook.load.text import Text
from playbook.model import BadInput, Playbook

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*/answers.yaml"))
REAL, SMALL = ROOT / "checklists", ROOT / "tests" / "checklists"
FRAME_FILES = ("playbook.yaml", "claims.yaml", "sources.yaml", "plan.yaml", "facts.yaml")

Schema = dict[str, Any]
Check = Callable[[Any], bool]
Way = tuple[str | int, ...]


class Words(yaml.BaseLoader):
    """Every scalar as a text, and nothing as null: what the playbook's own loader reads."""


class Core(yaml.BaseLoader):
    """YAML 1.2's core schema: what an editor reads. A day stays a text, and so does `yes`."""


def _reads(loader: type[yaml.BaseLoader], tag: str, form: str, first: str, value: Callable[[str], object]) -> None:
    name = f"tag:yaml.org,2002:{tag}"
    loader.add_implicit_resolver(name, re.compile(form), [*first, ""] if tag == "null" else list(first))
    loader.add_constructor(name, lambda _, node: value(node.value))


for _kind in (Words, Core):
    _reads(_kind, "null", r"^(~|null|Null|NULL|)$", "~nN", lambda _: None)
_reads(Core, "bool", r"^(true|True|TRUE|false|False|FALSE)$", "tTfF", lambda text: text.lower() == "true")
_reads(Core, "int", r"^[-+]?[0-9]+$", "-+0123456789", int)
_reads(Core, "float", r"^[-+]?([0-9]*\.)?[0-9]+([eE][-+]?[0-9]+)?$", "-+.0123456789", float)


def read(text: str, reading: type[yaml.BaseLoader] = Words) -> Any:
    return yaml.load(text, reading)


def written(data: object) -> str:
    """The data as YAML. JSON is YAML too, and quick to write."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def check_by(schema: Schema) -> Check:
    """Whether data agrees with the schema, as it is once it was written to a file."""
    return jsonschema_rs.validator_for(json.loads(json.dumps(schema)), validate_formats=True).is_valid


def loads(text: str, playbook: Playbook) -> bool:
    """Whether the playbook's own loader takes the text for an answers file."""
    try:
        parse_answers(Text("answers.yaml", text), playbook)
    except BadInput:
        return False
    return True


def parts_of(schema: object) -> Iterator[Schema]:
    """Every object in a schema."""
    if isinstance(schema, dict):
        yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts_of(inner)


def at(data: Any, path: Way) -> Any:
    for name in path:
        data = data[name]
    return data


def planted(data: Any, path: Way, value: object) -> Any:
    """A copy with `value` at `path`; an ellipsis takes away what stands there."""
    copied = copy.deepcopy(data)
    inner = at(copied, path[:-1])
    inner[path[-1]] = value
    if value is ...:
        del inner[path[-1]]
    return copied
