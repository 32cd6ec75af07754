"""An answer is set at its place, and everything else stays as a person wrote it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small import small_playbook

from playbook.edit import NewAnswer, with_answer
from playbook.graft import token
from playbook.load import parse_answers
from playbook.load.text import Text
from playbook.model import Answer, BadInput, Checklist, Item, Place

PLAYBOOK = small_playbook()
DAY = dt.date(2026, 11, 30)
NOWHERE = Place("")


def answers(text: str) -> dict[str, Answer]:
    """What a text says, without the places."""

    def bare(answer: Answer) -> Answer:
        return answer._replace(place=NOWHERE, rows={row: bare(said) for row, said in answer.rows.items()})

    return {id_: bare(answer) for id_, answer in parse_answers(Text("f", text), PLAYBOOK).answers.items()}


def edited(text: str, item: str, said: dict[str, Any], row: str = "") -> str:
    return with_answer(text, PLAYBOOK, item, NewAnswer(**said), row)


CASES = {
    "an empty entry, with a comment": (
        "answers:\n  decision:\n    seat:   # which?\n    session:\n",
        {"option": "voting"},
        "answers:\n  decision:\n    seat: voting   # which?\n    session:\n",
    ),
    "an empty entry, with more to say": (
        "answers:\n  decision:\n    seat:   # which?\n    session:\n",
        {"option": "no-post", "note": "The head of IT leads."},
        "answers:\n  decision:\n    seat:   # which?\n      answer: no-post\n      note: The head of IT leads.\n"
        "    session:\n",
    ),
    "a word for another": (
        "answers:\n  decision:\n    seat: 'voting' # agreed\n",
        {"option": "unknown"},
        "answers:\n  decision:\n    seat: unknown # agreed\n",
    ),
    "a word that gets a note": (
        "answers:\n  decision:\n    seat: voting # agreed\n\n    # next\n    session: none\n",
        {"option": "voting", "note": "By 7: 2", "owner": "Chair", "due": DAY},
        "answers:\n  decision:\n    seat: # agreed\n      answer: voting\n"
        '      note: "By 7: 2"\n      owner: Chair\n      due: 2026-11-30\n\n    # next\n    session: none\n',
    ),
    "a word that keeps itself and gets a note": (
        "answers:\n  decision:\n    seat: voting",
        {"note": "So it is"},
        "answers:\n  decision:\n    seat:\n      answer: voting\n      note: So it is",
    ),
    "a word on a line of its own": (
        "answers:\n  decision:\n    seat: # one\n      voting # two\n",
        {"option": "no-post", "note": "None"},
        "answers:\n  decision:\n    seat: # one\n      # two\n      answer: no-post\n      note: None\n",
    ),
    "a mapping keeps its other parts": (
        "answers:\n  decision:\n    seat:\n      # why\n      answer: voting # once\n      evidence: Minute 7\n",
        {"option": "non-voting", "note": "Changed"},
        "answers:\n  decision:\n    seat:\n      # why\n      answer: non-voting # once\n      note: Changed\n"
        "      evidence: Minute 7\n",
    ),
    "a folded note": (
        "answers:\n  decision:\n    seat:\n      note: > # long\n        One\n        two.\n\n      # end\n",
        {"option": "voting", "note": "Three"},
        "answers:\n  decision:\n    seat:\n      answer: voting\n      note: Three # long\n\n      # end\n",
    ),
    "a mapping in brackets": (
        "answers:\n  decision: {seat: {answer: voting, note: x}, session: none} # all\n",
        {"option": "non-voting", "evidence": "Minutes, page 4"},
        "answers:\n  decision: {seat: {answer: non-voting, note: x, "
        'evidence: "Minutes, page 4"}, session: none} # all\n',
    ),
    "a word in brackets": (
        "answers:\n  decision: {seat: voting}\n",
        {"option": "voting", "note": "Agreed"},
        "answers:\n  decision: {seat: {answer: voting, note: Agreed}}\n",
    ),
    "an entry that is missing goes in order": (
        "answers:\n  decision:\n    duties:\n      rows:\n        siro: nobody # hm\n",
        {"option": "voting"},
        "answers:\n  decision:\n    seat: voting\n    duties:\n      rows:\n        siro: nobody # hm\n",
    ),
    "a checklist that is missing goes in order": (
        "answers:\n  # later\n  pack:\n    pay: open\n",
        {"option": "voting"},
        "answers:\n  decision:\n    seat: voting\n  # later\n  pack:\n    pay: open\n",
    ),
    "a checklist by its former name": (
        "answers:\n  the-decision:\n    session: none\n",
        {"option": "voting"},
        "answers:\n  the-decision:\n    seat: voting\n    session: none\n",
    ),
    "an item by its former name": (
        "answers:\n  decision:\n    place: member\n",
        {"option": "non-voting"},
        "answers:\n  decision:\n    place: non-voting\n",
    ),
    "an item below another checklist": (
        "answers:\n  pack:\n    seat: undecided\n",
        {"option": "voting"},
        "answers:\n  pack:\n    seat: voting\n",
    ),
    "no answers yet": (
        "trust: T # ours\n\n# the end\n",
        {"option": "voting"},
        "trust: T # ours\nanswers:\n  decision:\n    seat: voting\n\n# the end\n",
    ),
    "empty answers": (
        "trust: T\nanswers: {}\n",
        {"option": "voting"},
        "trust: T\nanswers:\n  decision:\n    seat: voting\n",
    ),
    "only comments": ("# ours\n", {"option": "voting"}, "# ours\nanswers:\n  decision:\n    seat: voting\n"),
    "nothing at all": ("", {"option": "voting"}, "answers:\n  decision:\n    seat: voting\n"),
    "Windows line ends, and none at the end": (
        "answers:\r\n  decision:\r\n    seat: # x",
        {"option": "voting", "note": "Z"},
        "answers:\r\n  decision:\r\n    seat: # x\r\n      answer: voting\r\n      note: Z",
    ),
    "nothing given": ("answers:\n  decision:\n    seat: 'voting'\n", {}, "answers:\n  decision:\n    seat: 'voting'\n"),
    "a part taken out": (
        "answers:\n  decision:\n    seat:\n      answer: voting\n      until: 2026-01-01 # old\n",
        {"option": "non-voting", "without": ("until", "note")},
        "answers:\n  decision:\n    seat:\n      answer: non-voting\n      until: # old\n",
    ),
}


@pytest.mark.parametrize(("text", "said", "meant"), CASES.values(), ids=CASES.keys())
def test_the_text_after_an_edit(text: str, said: dict[str, Any], meant: str) -> None:
    assert edited(text, "seat", said) == meant


ASIDE = {
    "a reason for a word": (
        "answers:\n  pack:\n    open-source: no # hm\n",
        {"not_applicable": "We write none"},
        "answers:\n  pack:\n    open-source: # hm\n      not-applicable: We write none\n",
    ),
    "a reason for an answer": (
        "answers:\n  pack:\n    open-source:\n      answer: no # hm\n      note: Why?\n",
        {"not_applicable": "We write none"},
        "answers:\n  pack:\n    open-source:\n      not-applicable: We write none # hm\n      note: Why?\n",
    ),
    "an answer for a reason": (
        "answers:\n  pack:\n    open-source:\n      not-applicable: > # hm\n        We write none.\n      note: Why?\n",
        {"option": "yes"},
        "answers:\n  pack:\n    open-source:\n      answer: yes # hm\n      note: Why?\n",
    ),
    "an answer for a reason in brackets": (
        "answers:\n  pack: {open-source: {not-applicable: None}}\n",
        {"option": "yes", "note": "Since May"},
        "answers:\n  pack: {open-source: {answer: yes, note: Since May}}\n",
    ),
    "an answer beside an empty one": (
        "answers:\n  pack:\n    open-source:\n      not-applicable: None # was so\n      answer:\n",
        {"option": "yes"},
        "answers:\n  pack:\n    open-source:\n      # was so\n      answer: yes\n",
    ),
    "an answer beside an empty one in brackets": (
        "answers:\n  pack: {open-source: {answer: , not-applicable: None}}\n",
        {"option": "yes"},
        "answers:\n  pack: {open-source: {answer: yes }}\n",
    ),
    "another order in brackets": (
        "answers:\n  pack: {open-source: {not-applicable: None, answer: }}\n",
        {"option": "yes"},
        "answers:\n  pack: {open-source: {answer: yes }}\n",
    ),
}


@pytest.mark.parametrize(("text", "said", "meant"), ASIDE.values(), ids=ASIDE.keys())
def test_what_is_set_aside(text: str, said: dict[str, Any], meant: str) -> None:
    assert edited(text, "open-source", said) == meant


ROWS = {
    "an empty row": (
        "answers:\n  decision:\n    duties:\n      rows:\n        # who?\n        cyber: # now\n        records:\n",
        "answers:\n  decision:\n    duties:\n      rows:\n        # who?\n        cyber: this-post # now\n"
        "        records:\n",
    ),
    "a row that is missing": (
        "answers:\n  decision:\n    duties:\n      rows:\n        risk: us # hm\n        records: nobody\n",
        "answers:\n  decision:\n    duties:\n      rows:\n        risk: us # hm\n        cyber: this-post\n"
        "        records: nobody\n",
    ),
    "no rows yet": (
        "answers:\n  decision:\n    duties: # later\n",
        "answers:\n  decision:\n    duties: # later\n      rows:\n        cyber: this-post\n",
    ),
    "a note alone": (
        "answers:\n  decision:\n    duties:\n      note: Agreed\n",
        "answers:\n  decision:\n    duties:\n      note: Agreed\n      rows:\n        cyber: this-post\n",
    ),
    "the whole was unknown": (
        "answers:\n  decision:\n    duties: unknown # so far\n",
        "answers:\n  decision:\n    duties: # so far\n      rows:\n        cyber: this-post\n",
    ),
    "the whole was unknown, with a note": (
        "answers:\n  decision:\n    duties:\n      answer: unknown # so far\n      note: Ask\n",
        "answers:\n  decision:\n    duties:\n      answer: # so far\n      note: Ask\n      rows:\n"
        "        cyber: this-post\n",
    ),
    "the whole was set aside": (
        "answers:\n  decision:\n    duties:\n      not-applicable: No duties # so far\n",
        "answers:\n  decision:\n    duties:\n      rows: # so far\n        cyber: this-post\n",
    ),
}


@pytest.mark.parametrize(("text", "meant"), ROWS.values(), ids=ROWS.keys())
def test_a_row(text: str, meant: str) -> None:
    assert edited(text, "duties", {"option": "this-post"}, "cyber") == meant


def test_blanks_around_a_text_are_not_part_of_it() -> None:
    made = edited("answers:\n  pack:\n    dress:\n", "dress", {"not_applicable": " None \n", "note": "\tSo "})
    assert made == "answers:\n  pack:\n    dress:\n      not-applicable: None\n      note: So\n"


def test_a_row_found_by_its_former_name() -> None:
    text = "answers:\n  decision:\n    duties:\n      rows:\n        risk: us\n"
    assert edited(text, "duties", {"option": "nobody"}, "siro") == text.replace("us\n", "nobody\n")


class Refused(NamedTuple):
    text: str
    item: str
    said: dict[str, Any]
    words: tuple[str, ...]


REFUSED = {
    "a file that does not load": Refused(
        "answers:\n  decision:\n    seat: votting\n", "session", {"option": "none"}, ("f:3:11", "“votting”", "voting")
    ),
    "an option there is not": Refused(
        "answers:\n  decision:\n    seat: voting\n",
        "seat",
        {"option": "standing"},
        ("f:3:5", "nothing was changed", "by hand, below decision:\n        seat: standing"),
    ),
    "a must set aside": Refused(
        "answers:\n", "seat", {"not_applicable": "No: never"}, ("f: ", 'not-applicable: "No: never"')
    ),
    "one answer for many rows": Refused("answers:\n", "duties", {"option": "nobody"}, ("duties: nobody",)),
    "half a character": Refused("answers:\n", "seat", {"option": "voting", "note": "\ud800"}, ("note: ",)),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_written_safely_is_refused(case: Refused) -> None:
    with pytest.raises(BadInput) as bad:
        with_answer(case.text, PLAYBOOK, case.item, NewAnswer(**case.said), file="f")
    assert len(bad.value.problems) == 1
    for word in case.words:
        assert word in str(bad.value)


def test_a_row_refused_says_below_what_it_belongs() -> None:
    with pytest.raises(BadInput, match=r"(?s)below decision:, duties:, rows:.*cyber: standing"):
        edited("answers:\n", "duties", {"option": "standing"}, "cyber")


def test_a_wrong_text_is_never_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a fault here might do to another answer, the caller never sees it."""
    text = "answers:\n  decision:\n    seat: voting\n    session: none\n"
    for wrong in (text, "answers:\n  decision:\n    seat: non-voting\n", "answers: [", ""):
        monkeypatch.setattr("playbook.graft.Graft.text", lambda _, wrong=wrong: wrong)
        with pytest.raises(BadInput, match="nothing was changed"):
            edited(text, "seat", {"option": "non-voting"})


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("Board minute 2026/71", "Board minute 2026/71"),
        ("yes", '"yes"'),
        ("Null", '"Null"'),
        ("unknown", '"unknown"'),
        ("2026", '"2026"'),
        ("2026-11-30", '"2026-11-30"'),
        ("2026-11", "2026-11"),
        ("Agreed: see 14", '"Agreed: see 14"'),
        ("Minute #14", '"Minute #14"'),
        ('He said "no"', '"He said \\"no\\""'),
        ("- no", '"- no"'),
        ("a  b", '"a  b"'),
        ("one\ntwo", '"one\\ntwo"'),
        ("Ångström – naïve", "Ångström – naïve"),
        ("\x1b[2J", '"\\x1b[2J"'),
        ("a\u202eb", '"a\\u202eb"'),
        ("", '""'),
    ],
)
def test_the_form_of_a_value(value: str, meant: str) -> None:
    assert token(value) == meant


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_value_reads_back_exactly_in_every_loader(value: str) -> None:
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        assert yaml.load(f"a: {token(value)} # c\n", loader) == {"a": value}
        assert yaml.load(f"{{a: {token(value)}, b: x}}", loader) == {"a": value, "b": "x"}


# --- any file, any answer ---------------------------------------------------------------------------------------------

WORDS = ("Agreed", "yes", "null", "By 7: 2", "Minute #14", "- dash", "It's “so”", 'a "b"', "Zoë, 10%", "a\\b", "1.10")
IDS = {"unknown"} | {option for item in PLAYBOOK.items.values() for option in item.options}


@st.composite
def scalars(draw: st.DrawFn, value: str, indent: int) -> list[str]:
    """A text in one of the forms YAML has for it; the first line follows the name."""
    forms = ['"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"', "'" + value.replace("'", "''") + "'"]
    if token(value) == value:
        forms.append(value)
    lines = [[form] for form in forms] + [["", " " * indent + form] for form in forms]
    signs = [">-", "|- # c0"] if value in IDS else [">-", "|", "> # c0", ">+"]
    lines += [[sign, " " * indent + value] for sign in signs]
    return draw(st.sampled_from(lines))


@st.composite
def commented(draw: st.DrawFn, lines: list[str], *, at_end: bool = True) -> list[str]:
    """Lines with comments and blank lines before them, and a comment at the end of the first or the last."""
    before = draw(st.lists(st.sampled_from(["", "# above", "   # further in: #2"]), max_size=2))
    if at_end and len(lines) == 1 and draw(st.booleans()):
        lines = [f"{lines[0]}  # beside"]
    return [*before, *lines]


@st.composite
def named(draw: st.DrawFn, name: str, value: str, indent: int) -> list[str]:
    first, *rest = draw(scalars(value, indent + 2))
    key = draw(st.sampled_from([name, name, f'"{name}"']))
    return draw(commented([f"{' ' * indent}{key}: {first}".rstrip(), *rest]))


@st.composite
def entries(draw: st.DrawFn, item: Item, name: str, indent: int, *, row: bool = False) -> list[str]:
    """The lines of one answer, in any form that loads."""
    space = " " * indent
    words = ["unknown"] if item.rows and not row else [*item.options, "unknown"]
    kind = draw(st.sampled_from(["empty", "word", "parts", "brackets", "rows" if item.rows and not row else "word"]))
    if kind == "empty":
        return draw(commented([f"{space}{name}:" + draw(st.sampled_from(["", " ~", " null", "   "]))]))
    if kind == "word":
        return draw(named(name, draw(st.sampled_from(words)), indent))
    if kind == "brackets":
        note, word = draw(st.sampled_from(WORDS)), draw(st.sampled_from(words))
        inner = draw(st.permutations([f"answer: {word}", f"note: {token(note)}", "date: 2026-01-01", "owner: "]))
        return draw(commented([f"{space}{name}: {{{', '.join(inner[: draw(st.integers(0, 4))])}}}"]))
    if kind == "rows":
        rows = draw(st.lists(st.sampled_from(list(item.rows)), unique=True))
        below = [line for one in rows for line in draw(entries(item, one, indent + 4, row=True))]
        return [*draw(commented([f"{space}{name}:"])), *draw(commented([f"{space}  rows:"])), *below]
    aside = not item.is_must or item.set_aside
    saying = draw(st.sampled_from(["answer", "not-applicable"] if aside else ["answer"]))
    parts = {saying: draw(st.sampled_from(words)), "date": "2026-10-01"}
    parts |= {one: draw(st.sampled_from(WORDS)) for one in ("note", "evidence", "owner")}
    chosen = draw(st.lists(st.sampled_from(list(parts)), unique=True, min_size=1))
    return [
        *draw(commented([f"{space}{name}:"])),
        *(line for part in chosen for line in draw(named(part, parts[part], indent + 2))),
    ]


class Drawn(NamedTuple):
    """A file, as lines with the item that each belongs to."""

    lines: list[tuple[str, str]]
    line_end: str
    ends: bool

    @property
    def text(self) -> str:
        return self.line_end.join(line for line, _ in self.lines) + self.line_end * self.ends


def ids_of(checklist: Checklist) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from([item.id for item in checklist.items]), unique=True)


@st.composite
def files(draw: st.DrawFn) -> Drawn:
    lines = [(line, "") for line in draw(commented(["trust: Northmere"]))]
    lines += [(line, "") for line in draw(commented(["answers:"]))]
    step = draw(st.sampled_from([2, 4]))
    for checklist in draw(st.permutations(list(PLAYBOOK.checklists.values()))):
        chosen = [PLAYBOOK.items[id_] for id_ in draw(ids_of(checklist))]
        if draw(st.booleans()) or chosen:
            lines += [(line, "") for line in draw(commented([f"{' ' * step}{checklist.id}:"]))]
        for item in chosen:
            lines += [(line, item.id) for line in draw(entries(item, item.id, step * 2))]
    lines += [(line, "") for line in draw(commented([], at_end=False))]
    return Drawn(lines, draw(st.sampled_from(["\n", "\r\n"])), draw(st.booleans()))


texts = st.one_of(st.just(""), st.sampled_from(WORDS), st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
days = st.one_of(st.none(), st.dates())


@st.composite
def news(draw: st.DrawFn) -> tuple[str, str, NewAnswer]:
    item = PLAYBOOK.items[draw(st.sampled_from(list(PLAYBOOK.items)))]
    row = draw(st.sampled_from(list(item.rows))) if item.rows else ""
    parts: dict[str, Any] = {name: draw(texts).strip() for name in ("note", "evidence", "owner")}
    said = NewAnswer(date=draw(days), until=draw(days), due=draw(days))._replace(**parts)
    words = [*item.options, "unknown", *([] if item.is_must and not item.set_aside else ["not-applicable"])]
    word = draw(st.sampled_from(words))
    aside: dict[str, Any] = {"not_applicable": "We: none"} if word == "not-applicable" else {"option": word}
    return item.id, row, said._replace(**aside)


def meant(old: Answer, new: NewAnswer) -> Answer:
    """What an answer says once the new one is set."""
    given_parts = {
        part: value for part in ("note", "evidence", "date", "until", "owner", "due") if (value := getattr(new, part))
    }
    option = "" if new.option == "unknown" else new.option
    return old._replace(
        option=option, unknown=new.option == "unknown", not_applicable=new.not_applicable, **given_parts
    )


@settings(max_examples=150, deadline=None)
@given(files(), news())
def test_any_answer_in_any_file(drawn: Drawn, new: tuple[str, str, NewAnswer]) -> None:
    item, row, said = new
    before = answers(drawn.text)
    made = with_answer(drawn.text, PLAYBOOK, item, said, row)
    after = answers(made)
    old = before.pop(item, Answer(NOWHERE))
    now = after.pop(item)
    assert after == before, "another answer changed"
    if row:
        rows = dict(old.rows) | {row: meant(old.rows.get(row, Answer(NOWHERE)), said)}
        assert now == old._replace(option="", unknown=False, not_applicable="", rows=rows)
    else:
        assert now == meant(old, said)
    assert_the_rest_is_untouched(drawn, item, made)


def assert_the_rest_is_untouched(drawn: Drawn, item: str, made: str) -> None:
    """Byte for byte: all before and after the entry, every comment, the line ends, and how the file ends."""
    own = [index for index, (_, owner) in enumerate(drawn.lines) if owner == item]
    if own:
        assert made.startswith("".join(line + drawn.line_end for line, _ in drawn.lines[: own[0]]))
        rest = "".join(drawn.line_end + line for line, _ in drawn.lines[own[-1] + 1 :]) + drawn.line_end * drawn.ends
        assert made.endswith(rest)
    else:
        old, new = drawn.text.split(drawn.line_end), made.split(drawn.line_end)
        more = len(new) - len(old)
        assert any(new[:at] + new[at + more :] == old for at in range(len(old) + 1)), "more than new lines"
    assert comments(made) == comments(drawn.text)
    assert re.sub(re.escape(drawn.line_end), "", made).count("\n") == 0
    assert made.endswith(drawn.line_end) == drawn.text.endswith(drawn.line_end)


def comments(text: str) -> list[str]:
    return re.findall(r"# (?:above|beside|further in: #2|c0)", text)


@settings(max_examples=30, deadline=None)
@given(files(), st.lists(news(), min_size=2, max_size=6))
@example(Drawn([("# ours", "")], "\n", True), [])
def test_answers_one_after_the_other(drawn: Drawn, several: list[tuple[str, str, NewAnswer]]) -> None:
    text = drawn.text
    for item, row, said in several:
        text = with_answer(text, PLAYBOOK, item, said, row)
        now = answers(text)[item]
        assert (now.rows[row] if row else now).option in (said.option, "")
        assert comments(text) == comments(drawn.text)
