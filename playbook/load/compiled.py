"""The playbook's own data as one JSON text, made when the wheel is built: read in a tenth of the time of the YAML.

A clone and an editable install have no such text, and read the YAML.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from playbook.fact import FactForm, FactQuestion
from playbook.model import (
    NONE,
    Checklist,
    Claim,
    Condition,
    Gate,
    Item,
    Need,
    Option,
    Place,
    Playbook,
    Priority,
    Rating,
    Reading,
    Retired,
    Role,
    Row,
    Source,
    Status,
)


def packed(playbook: Playbook) -> str:
    """The whole playbook as JSON; each record is a list of its fields in their order."""
    data = {name: part for name, part in vars(playbook).items() if name not in ("items", "by_priority")}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_plain)


def unpacked(text: str) -> Playbook:
    """The playbook that `packed` wrote."""
    data = json.loads(text)
    return Playbook(
        edition=data["edition"],
        gates={id_: Gate._make(values) for id_, values in data["gates"].items()},
        roles={id_: Role._make(values) for id_, values in data["roles"].items()},
        documents=data["documents"],
        checklists=map(_checklist, data["checklists"].values()),
        claims={id_: _claim(values) for id_, values in data["claims"].items()},
        sources={id_: _source(values) for id_, values in data["sources"].items()},
        retired={id_: _retired(values) for id_, values in data["retired"].items()},
        facts={id_: _fact(values) for id_, values in data["facts"].items()},
    )


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else str(value)


def _checklist(values: list[Any]) -> Checklist:
    one = Checklist._make(values)
    return one._replace(
        items=tuple(_item(item) for item in one.items),
        when=_when(one.when),
        formerly=tuple(one.formerly),
        place=Place._make(one.place),
    )


def _item(values: Any) -> Item:
    one = Item._make(values)
    return one._replace(
        options={id_: _option(option) for id_, option in one.options.items()},
        priority=Priority(one.priority),
        rating=Rating(one.rating),
        who=tuple(one.who),
        place=Place._make(one.place),
        rows={id_: _row(row) for id_, row in one.rows.items()},
        when=_when(one.when),
        claims=tuple(one.claims),
        sources=tuple(one.sources),
        document=_reading(one.document),
    )


def _option(values: Any) -> Option:
    one = Option._make(values)
    return one._replace(status=Status(one.status), needs=tuple(map(Need, one.needs)))


def _row(values: Any) -> Row:
    one = Row._make(values)
    return one._replace(document=_reading(one.document))


def _when(conditions: Any) -> tuple[Condition, ...]:
    return tuple(Condition(item=item, options=tuple(options)) for item, options in conditions)


def _reading(values: Any) -> Reading | None:
    if values is None:
        return None
    one = Reading._make(values)
    agrees = {value: tuple(options) for value, options in one.agrees.items()} or NONE
    return one._replace(documents=tuple(one.documents), agrees=agrees)


def _claim(values: list[Any]) -> Claim:
    one = Claim._make(values)
    return one._replace(
        kind=tuple(one.kind), rating=Rating(one.rating), sources=tuple(one.sources), place=Place._make(one.place)
    )


def _source(values: list[Any]) -> Source:
    one = Source._make(values)
    return one._replace(checked=date.fromisoformat(str(one.checked)))


def _fact(values: list[Any]) -> FactQuestion:
    one = FactQuestion._make(values)
    return one._replace(form=FactForm(one.form), drafts=tuple(one.drafts), place=Place._make(one.place))


def _retired(values: list[Any]) -> Retired:
    one = Retired._make(values)
    return one._replace(place=Place._make(one.place))
