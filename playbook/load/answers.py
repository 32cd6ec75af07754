"""A trust's answers file → `Answers`. Nothing is guessed; what cannot be used is a problem with its place."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from typing import Any

from playbook.load import ANSWERS_FILE
from playbook.load.facts import contradictions, read_facts
from playbook.load.form import Form, Reader, closest, nearest
from playbook.load.nodes import Map, Node, Scalar, Seq, parse
from playbook.load.text import Text, in_order, read_text
from playbook.model import Answer, Answers, BadInput, Document, Item, Place, Playbook, Problem, Retired, Stand

FIELDS = ("trust", "edition", "documents", "facts", "answers")
ANSWER_FIELDS = ("answer", "not-applicable", "note", "evidence", "date", "until", "owner", "due", "rows", "stands")
ROW_FIELDS = ANSWER_FIELDS[:-2]
_PAPERS = (".docx", ".doc", ".odt", ".pdf", ".html", ".htm", ".md")
_KEEP_ONE = "Keep one of the two."
_TEXTS = ("note", "evidence", "owner")
_DATES = ("date", "until", "due")
STAND_FIELDS = ("finding", "quote", "because")


def answers_path(path: str) -> str:
    """The answers file that `path` means: itself, or the one in the folder. Raises BadInput where there is none."""
    begin = f"To begin one: playbook init {path}"
    if _kind_of(path, "there is no such file or folder", begin) != "folder":
        if path.lower().endswith(_PAPERS):
            hint = "Name the trust's folder, or its answers.yaml."
            raise _missing(path, "this is a paper, where an answers file is expected", hint)
        return path
    inside = os.path.join(path, ANSWERS_FILE)
    if _kind_of(inside, f"the folder holds no {ANSWERS_FILE}", begin, named=path) == "folder":
        raise _missing(inside, "this is a folder, where a file is expected", "Move it away, and begin a new file.")
    return inside


def _kind_of(path: str, missing: str, hint: str, named: str = "") -> str:
    try:
        return "folder" if stat.S_ISDIR(os.stat(path).st_mode) else "file"
    except FileNotFoundError:
        raise _missing(named or path, missing, "" if not path or os.path.islink(path) else hint) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "this is no name of a file"
        raise _missing(path, f"the file cannot be read: {reason}", "Check the name and that you may open it.") from None


def load_answers(path: str, playbook: Playbook) -> Answers:
    """Load the answers file at `path`, or in the folder at `path`. Raises BadInput with every problem of the file."""
    return parse_answers(read_text(answers_path(path)), playbook)


def parse_answers(text: Text, playbook: Playbook) -> Answers:
    """The answers that `text` holds. Raises BadInput with every problem."""
    node, problems = parse(text)
    if node is None and not problems:
        raise _missing(
            text.file, "the file holds no answers", "To begin a new one in another folder: playbook init FOLDER"
        )
    reader = _AnswersReader(text, playbook)
    reader.problems += problems
    answers = reader.answers(node) if node is not None else None
    if reader.problems or answers is None:
        raise BadInput(in_order(reader.problems))
    return answers


def _missing(path: str, message: str, hint: str) -> BadInput:
    return BadInput((Problem(Place(path), message, hint),))


class _AnswersReader(Reader):
    def __init__(self, text: Text, playbook: Playbook) -> None:
        super().__init__(text)
        self.playbook = playbook
        self.checklists = {name: one.id for one in playbook.checklists.values() for name in (one.id, *one.formerly)}
        self.found: dict[str, Answer] = {}
        self.notices: list[Problem] = []

    def answers(self, node: Node) -> Answers:
        form = Form(self, "the answers file", node, self._with_answers(node), FIELDS)
        for key, value in self.pairs(form.get("answers", required=True), "answers"):
            if key.text not in self.checklists:
                if key.text in self.playbook.items:
                    self._item_beside_checklists(key, value)
                    continue
                self.report_unknown(key, "checklist", self.checklists)
            for item_key, item_value in self.pairs(value, f"checklist {key.text}"):
                self._item(item_key, item_value)
        edition = form.text("edition", required=False)
        if edition > self.playbook.edition:
            message = f"the file was made with edition {edition}, and these checklists are of {self.playbook.edition}"
            self.notices.append(self.source.problem(form.fields["edition"].start, message, "Ask for a newer playbook."))
        facts = read_facts(self, form.get("facts"), self.playbook.facts)
        self.notices += contradictions(self, form.get("facts"), facts)
        return Answers(
            trust=form.text("trust", required=False),
            edition=edition,
            answers=self.found,
            documents=self._documents(form),
            facts=facts,
            notices=tuple(self.notices),
            place=Place(self.source.file),
        )

    def _with_answers(self, node: Node) -> Node:
        """The file with what stands beside “answers:” moved below it, each of them named as a problem."""
        if not isinstance(node, Map):
            return node
        beside = [pair for pair in node.pairs if pair[0].text in self.checklists]
        if not beside:
            return node
        for key, _ in beside:
            self.report(key, f"“{key.text}” is a checklist", "Put it below “answers:”, two spaces further in.")
        inside = [value for key, value in node.pairs if key.text == "answers"]
        pairs = [*beside, *(pair for value in inside if isinstance(value, Map) for pair in value.pairs)]
        rest = [pair for pair in node.pairs if pair not in beside and pair[0].text != "answers"]
        name = Scalar("answers", node.start, node.start, True)
        return node._replace(pairs=[*rest, (name, node._replace(pairs=pairs))])

    def _item_beside_checklists(self, key: Scalar, value: Node) -> None:
        checklist = self.playbook.items[key.text].checklist
        hint = f"Put it below “{checklist}:”, two spaces further in."
        self.report(key, f"“{key.text}” is an item, and stands where a checklist is expected", hint)
        self._item(key, value)

    def _documents(self, form: Form) -> Mapping[str, Document]:
        found = {}
        for key, value in self.pairs(form.get("documents"), "documents"):
            if key.text not in self.playbook.documents:
                self.report_unknown(key, "kind of document", self.playbook.documents)
            if path := self.text(value, key.text):
                found[key.text] = Document(path, self.place(value))
        return found

    def _item(self, key: Scalar, node: Node) -> None:
        item = self._item_called(key)
        if item is None:
            return
        if item.id in self.found:
            self.report(
                key,
                f"“{item.id}” is answered twice",
                f"The other answer is at {self.found[item.id].place}. {_KEEP_ONE}",
            )
            return
        self.found[item.id] = self._answer(key, node, item)

    def _item_called(self, key: Scalar) -> Item | None:
        if item := self.playbook.items.get(key.text):
            return item
        old = self.playbook.retired.get(key.text)
        if old is None:
            self._report_no_item(key)
            return None
        self._notice(key, old)
        return self.playbook.items.get(old.successor)

    def _report_no_item(self, key: Scalar) -> None:
        part = next((field for field in ANSWER_FIELDS if key.text in (field, f"{field}s")), "")
        if part:
            hint = f"Put “{part}:” two spaces further in, below the name of its question."
            self.report(key, f"“{key.text}” belongs to an answer, and stands where an item is expected", hint)
            return
        hint = nearest(key.text, self.playbook.items) or "playbook list shows every item."
        self.report(key, f"there is no item “{key.text}”", hint)

    def _retired_in(self, item: Item, node: Scalar) -> Retired | None:
        """The former option or row of `item` that is called so."""
        return self.playbook.retired.get(f"{item.id}/{node.text}")

    def _notice(self, key: Scalar, old: Retired) -> None:
        successor = f"it is now “{old.successor}”" if old.successor else "it is no longer asked"
        message = f"“{key.text}”: {successor}, since edition {old.edition} ({old.because.rstrip('.')})"
        self.notices.append(
            self.source.problem(
                key.start, message, "playbook migrate brings the file up to date." if old.successor else ""
            )
        )

    def _answer(self, key: Scalar, node: Node, item: Item, row: str = "") -> Answer:
        if isinstance(node, Scalar):
            option, unknown = self._said(node, item, row)
            return Answer(self.source.place(key.start), option, unknown)
        if isinstance(node, Seq):
            self.report(node, f"{key.text}: one answer is expected here, and not a list", "Write it as: name: answer")
            return Answer(place=self.place(key))
        return self._long_answer(key, node, item, row)

    def _said(self, node: Scalar, item: Item, row: str) -> tuple[str, bool]:
        """The option that was chosen, if any, and whether the answer is "unknown"."""
        if node.text in item.options and (row or not item.rows):
            return node.text, False
        if node.is_null:
            return "", False
        return ("", True) if node.text == "unknown" else (self._option(node, item, row), False)

    def _option(self, node: Scalar, item: Item, row: str) -> str:
        if item.rows and not row:
            first = next(iter(item.rows))
            self.report(
                node, f"“{item.id}” is asked row by row", f"Put each answer below “rows:”: {', '.join((first, '…'))}"
            )
        elif node.text == "not-applicable":
            self.report(
                node, "“not applicable” needs its reason", "Write it below the name as: “not-applicable: the reason”."
            )
        elif node.text in item.options:
            return node.text
        elif (old := self._retired_in(item, node)) and old.successor not in item.rows:
            self._notice(node, old)
            return old.successor
        else:
            self.report(node, f"“{item.id}” has no answer “{node.text}”", _nearest_option(node.text, item))
        return ""

    def _long_answer(self, key: Scalar, node: Map, item: Item, row: str) -> Answer:
        form = self._answer_form(key, node, item, row)
        said: dict[str, Any] = {}
        for field, value in form.fields.items():
            if field == "answer" and isinstance(value, Scalar):
                said["option"], said["unknown"] = self._said(value, item, row)
            elif field == "answer":
                self.report(value, "answer: one word is expected here", "Write it as: answer: word")
            elif field in _TEXTS:
                said[field] = self.text(value, field)
            elif field in _DATES:
                said[field] = self.date(value, field)
            elif field == "not-applicable":
                said["not_applicable"] = self._set_aside(form, item, row)
            else:
                said[field] = self._rows(value, item) if field == "rows" else self._stands(value, item)
        if said.get("rows") and (said.get("unknown") or said.get("not_applicable")):
            self.report(form.fields["rows"], f"“{item.id}” is answered as a whole and row by row", _KEEP_ONE)
        return Answer(self.source.place(key.start), **said)

    def _answer_form(self, key: Scalar, node: Map, item: Item, row: str) -> Form:
        rows = (
            []
            if row or not item.rows
            else [key for key, _ in node.pairs if key.text in item.rows and key.text not in ANSWER_FIELDS]
        )
        if rows:
            self.report(
                rows[0], f"the rows of “{item.id}” belong one step further in", "Add a line “rows:” above them."
            )
            for name, value in node.pairs:
                if name in rows:
                    self._answer(name, value, item, name.text)
            node = node._replace(pairs=[pair for pair in node.pairs if pair[0] not in rows])
        return Form(self, f"row {row}" if row else f"item {item.id}", key, node, ROW_FIELDS if row else ANSWER_FIELDS)

    def _set_aside(self, form: Form, item: Item, row: str) -> str:
        node = form.fields["not-applicable"]
        reason = self.text(node, "not-applicable")
        name = f"{item.id}, row {row}" if row else item.id
        answer = form.get("answer")
        if isinstance(answer, Scalar) and not answer.is_null:
            self.report(node, f"“{name}” is answered and set aside", _KEEP_ONE)
        elif not reason:
            self.report(node, "“not applicable” needs its reason", "Write the reason after the colon.")
        elif item.is_must and not item.set_aside:
            self.report(
                node,
                f"“{name}” is a must and cannot be set aside",
                f"Its answers: {', '.join((*item.options, 'unknown'))}",
            )
        return reason

    def _rows(self, node: Node, item: Item) -> dict[str, Answer]:
        rows: dict[str, Answer] = {}
        if not item.rows:
            self.report(node, f"“{item.id}” has no rows", "Give one answer, without “rows:”.")
            return rows
        for key, value in self.pairs(node, f"the rows of {item.id}"):
            name = key.text
            old = self._retired_in(item, key)
            if name not in item.rows and old and old.successor not in item.options:
                self._notice(key, old)
                name = old.successor
            elif name not in item.rows:
                self.report_unknown(key, f"row in {item.id} called", item.rows)
                continue
            if name in rows:
                self.report(key, f"row “{name}” is answered twice", _KEEP_ONE)
            elif name:
                rows[name] = self._answer(key, value, item, name)
        return rows

    def _stands(self, node: Node, item: Item) -> tuple[Stand, ...]:
        if not isinstance(node, Seq):
            self.report(node, "stands: a list is expected here", "Begin each entry with “- finding:”")
            return ()
        forms = [Form(self, "stands", entry, entry, STAND_FIELDS) for entry in node.items]
        rules = _rules_of(item)
        for form in forms:
            name = form.get("finding")
            if isinstance(name, Scalar) and name.text and name.text not in rules:
                message = f"stands: no finding about {item.id} is called “{name.text}”"
                self.notices.append(self.source.problem(name.start, message, nearest(name.text, rules)))
        return tuple(
            Stand(
                finding=form.text("finding"),
                quote=form.text("quote") if "quote" in form else "",
                because=form.text("because"),
            )
            for form in forms
        )


def _rules_of(item: Item) -> tuple[str, ...]:
    """The rules that read the answer to an item, or to one of its rows."""
    return tuple(dict.fromkeys(reading.rule for reading in item.readings))


def _nearest_option(word: str, item: Item) -> str:
    """A hint from the ids of the options, or from their words where somebody wrote those."""
    for option in item.options.values():
        if option.text.casefold().rstrip(".") == word.strip().casefold().rstrip("."):
            return f"Write its short name: {option.id}"
    if close := closest(word, (*item.options, "unknown")):
        return f"Did you mean “{close}”?"
    return f"Its answers: {'; '.join(f'{option.id} ({option.text})' for option in item.options.values())}; unknown"
