"""Where templates are filled in: nothing of theirs reaches the machine, or goes on without end."""

from __future__ import annotations

import re
from typing import Any

from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from playbook.drafts.values import Mistake

_MOST = 10_000
_WIDTHS = re.compile(r"%(?:\([^)]*\))?[-+ #0]*(\d+|\*)?(?:\.(\d+|\*))?")
_HINT = "A paper has no use for so many; write it out, or count less."


class Sandbox(ImmutableSandboxedEnvironment):
    """Counts the rounds of all its ranges together, and makes no text, list or number of unlikely size."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._rounds = 0
        self.globals["range"] = self._range

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result. Raises Mistake where it would be too large."""
        if operator == "*":
            _check_product(left, right)
            _check_product(right, left)
        elif operator == "**":
            _check(max(abs(left), abs(right)) if _are_numbers(left, right) else 0)
            _check(abs(right) * max(int(abs(left)), 1).bit_length() if _are_numbers(left, right) else 0)
        elif isinstance(left, str):
            _check(_widest(left))
        return super().call_binop(context, operator, left, right)

    def _range(self, *bounds: int) -> range:
        made = range(*bounds)
        self._rounds += max(0, (made.stop - made.start) // made.step + 1)
        _check(self._rounds)
        return made


def _are_numbers(*values: object) -> bool:
    return all(isinstance(value, int | float) for value in values)


def _check_product(many: Any, times: Any) -> None:
    if isinstance(many, str | list | tuple) and isinstance(times, int):
        _check(len(many) * times)


def _widest(form: str) -> int:
    """The greatest width that a form such as “%20s” asks for; one that stands elsewhere, “%*s”, may be any."""
    widths = [number or "0" for found in _WIDTHS.findall(form) for number in found]
    return max((_MOST + 1 if one == "*" else int(one[:9]) for one in widths), default=0)


def _check(number: float) -> None:
    if number > _MOST:
        raise Mistake(f"this makes more than {_MOST:,} of something", _HINT)
