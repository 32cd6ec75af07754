"""A template + what is known → Markdown in which values are marks. A mistake in the template is told with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NoReturn, TypeGuard

from jinja2 import FunctionLoader, StrictUndefined, Template, TemplateSyntaxError, nodes, pass_context
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import Context

from playbook.drafts.days import Days
from playbook.drafts.known import Known
from playbook.drafts.sandbox import Sandbox
from playbook.drafts.stand import gates
from playbook.drafts.values import Gap, Mistake, without_marks
from playbook.load.form import closest, nearest
from playbook.load.text import in_order
from playbook.model import BadInput, Place, Problem

_ASKS = ("defined", "undefined", "default", "d")
_INSIDE = "<template>"
_LOOK = "Compare the template with the playbook's own: playbook draft KIND --show-template"


def rendered(template: str, known: Known, days: Days, file: str) -> str:
    """The template filled in. Raises BadInput, with the line, where something in it is wrong; `file` is its name."""
    environment = _environment(known, days)
    source = without_marks(template)
    try:
        tree = environment.parse(source)
        if problems := in_order([*_wrong_names(tree, known, file), *_undefined(tree, known, environment, file)]):
            raise BadInput(problems)
        code = environment.compile(tree)
        made = Template.from_code(environment, code, environment.make_globals(None)).render()
        known.values.check(made)
        return made
    except TemplateSyntaxError as error:
        _refuse(file, error.lineno, error.message or "this cannot be read", _LOOK)
    except (BadInput, MemoryError):
        raise
    except RecursionError as error:
        _refuse(file, _line_of(error), "something calls itself, or is nested too deeply", _LOOK)
    except Mistake as mistake:
        _refuse(file, _line_of(mistake), mistake.message, mistake.hint)
    except Exception as error:  # whatever an expression of somebody's template may raise
        _refuse(file, _line_of(error), _first_line(error), _LOOK)


def _environment(known: Known, days: Days) -> Sandbox:
    made = Sandbox(
        loader=FunctionLoader(_shared),
        autoescape=True,
        finalize=_marking(known),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"sentence": _sentence, "inside": _inside}
    made.globals |= {
        **_functions(known),
        "steps": days.steps,
        "weeks": days.weeks,
        "gates": lambda: gates(known),
        "edition": known.playbook.edition,
        "trust": known.trust,
        "today": known.today,
    }
    return made


def _marking(known: Known) -> Callable[[Context, object], object]:
    """Marks each value while the template is filled in, and not before: only then is the line of a mistake known."""

    @pass_context
    def mark(_: Context, value: object) -> object:
        return known.values.mark(value)

    return mark


def _shared(name: str) -> str | None:
    """What templates have in common, which each of them may import."""
    from playbook.drafts import template_text

    return template_text("phrases") if name == "phrases.md" else None


def _functions(known: Known) -> dict[str, Any]:
    return {
        "fact": known.fact,
        "each": known.each,
        "answer": known.answer,
        "rows": known.rows,
        "choose": known.choose,
        "to_complete": known.to_complete,
        "told": known.told,
        "title_of": known.title_of,
        "day_of": known.day_of,
        "has_passed": known.has_passed,
        "source": known.source,
    }


def _sentence(text: Any) -> Any:
    """The text as a sentence of its own: a capital first, a full stop last."""
    if isinstance(text, Gap) or not str(text).strip():
        return text
    plain = str(text).strip()
    return f"{plain[0].upper()}{plain[1:]}{'' if plain.endswith(('.', '?', '!')) else '.'}"


def _inside(text: Any, begun: str = "") -> Any:
    """The text inside a sentence: without its full stop, and with a small letter first, but for names and CDIO.

    `begun` are the words before it, which the text may say again.
    """
    if isinstance(text, Gap) or not str(text).strip():
        return text
    plain = str(text).strip().rstrip(".")
    if begun and plain.casefold().startswith(f"{begun.casefold()} "):
        plain = plain[len(begun) :].strip()
    first = plain.split(maxsplit=1)[0]
    return plain if len(first) < 2 or not first[1:].islower() else f"{plain[0].lower()}{plain[1:]}"


def _wrong_names(tree: nodes.Template, known: Known, file: str) -> Iterator[Problem]:
    """Every call with names that do not exist, wherever it stands in the template."""
    functions = _functions(known)
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name) or call.node.name not in functions:
            continue
        try:
            arguments = [one.as_const() for one in call.args]
            functions[call.node.name](*arguments)
        except Mistake as mistake:
            yield Problem(Place(file, call.lineno, 1), mistake.message, mistake.hint)
        except Exception:
            continue


def _undefined(tree: nodes.Template, known: Known, environment: Sandbox, file: str) -> Iterator[Problem]:
    """Every name that nothing stands behind, but for those that the template sets, or of which it asks that."""
    try:
        unknown = find_undeclared_variables(tree)
    except TemplateSyntaxError:  # told when the template is compiled
        return
    asked = [one.node for one in tree.find_all((nodes.Test, nodes.Filter)) if one.name in _ASKS]
    unknown -= {name.name for node in asked if node for name in (node, *node.find_all(nodes.Name)) if _is_name(name)}
    unknown -= {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}  # Jinja misses some
    for name in tree.find_all(nodes.Name):
        if name.name in unknown and name.ctx == "load":
            yield Problem(
                Place(file, name.lineno, 1), f"'{name.name}' is undefined", _meant(name.name, known, environment)
            )


def _meant(name: str, known: Known, environment: Sandbox) -> str:
    """What somebody meant by a name that nothing stands behind."""
    id_ = name.replace("_", "-")
    for function, ids in (("fact", known.playbook.facts), ("answer", known.playbook.items)):
        if id_ in ids:
            return f'Write it as {function}("{id_}").'
    return nearest(name, environment.globals) if closest(name, environment.globals) else _LOOK


def _is_name(node: nodes.Node) -> TypeGuard[nodes.Name]:
    return isinstance(node, nodes.Name)


def _line_of(error: BaseException) -> int:
    """The line of the template that was being filled in when the error came."""
    line, at = 0, error.__traceback__
    while at:
        if at.tb_frame.f_code.co_filename == _INSIDE:
            line = at.tb_lineno
        at = at.tb_next
    return line


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _refuse(file: str, line: int, message: str, hint: str) -> NoReturn:
    problem = Problem(Place(file, line, 1 if line else 0), message.rstrip("."), hint)
    raise BadInput((problem,)) from None
