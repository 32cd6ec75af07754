"""Phrases: what each form finds, the net of words against a slow matcher, and time that grows with the text."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from typing import Any

import pytest
from growth import grows_with_the_text
from hall import HERE
from hypothesis import given
from hypothesis import strategies as st

from playbook.documents import dates, kinds, marks, measures, paper, passages, scan, tables
from playbook.documents.blocks import Block, Kind
from playbook.documents.lint import Linter
from playbook.documents.phrase import Sequence, first_words, parse, parse_lists, words_of
from playbook.documents.phrases import Cut, Phrases
from playbook.documents.text import text_blocks
from playbook.load import load_playbook
from playbook.load.rules import load_rules

ROOT = HERE.parent
PLAYBOOK = load_playbook(str(ROOT / "checklists"))
LINTER = Linter(PLAYBOOK, load_rules(PLAYBOOK, str(ROOT / "checklists")))


def hits(phrase: str, text: str, **lists: tuple[str, ...]) -> list[str]:
    """The words that are found, in their order."""
    net = Phrases()
    net.add(7, [phrase], parse_lists(lists))
    cut = Cut.of(text)
    found = net.find(cut)
    assert {hit.list_ for hit in found} <= {7}
    return [" ".join(cut.words[start:end]) for start, end in sorted({(hit.start, hit.end) for hit in found})]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("on call", "You are On-Call, and on call again.", ["On Call", "on call"]),
        ("on call", "Call on us.", []),
        ("users needs", "Our users’ needs and users' needs.", ["users needs", "users needs"]),
        ("user(s|) need", "A user need; users need.", ["user need", "users need"]),
        ("(agile|lean) (team|teams|)", "Lean teams", ["Lean", "Lean teams"]),
        ("(in|out)(sourced|sourcing)", "insourced, outsourcing, insource", ["insourced", "outsourcing"]),
        ("a(b(c|)|d) e", "abc e, ab e, ad e, a e", ["abc e", "ab e", "ad e"]),
        ("IT", "It is it; IT is IT.", ["IT", "IT"]),
        ("head of IT", "Head of IT or head of IT", ["head of IT"]),
        ("years ... experience", "years of experience", ["years of experience"]),
        ("years ... experience", "years experience", ["years experience"]),
        ("a ... b", "a 1 2 3 4 5 6 7 8 b", ["a 1 2 3 4 5 6 7 8 b"]),
        ("a ... b", "a 1 2 3 4 5 6 7 8 9 b", []),
        ("a ... b ... c", "a x b y c c", ["a x b y c", "a x b y c c"]),
        ("x (...|b) c", "x b c x 1 2 c", ["x b c", "x b c x 1 2 c", "x 1 2 c"]),
        ("# years", "5 years, 10+ years, 3rd years, no years", ["5 years", "10 years", "3rd years"]),
        ("up to #", "up to 40 and up to £40", ["up to 40"]),
        ("£# ... year", "£85,000 a year, 85 a month", ["£85 000 a year"]),
        ("salary (£#|#)", "Salary: £85k. Salary 85.", ["Salary £85k", "Salary 85"]),
        ("<n> years", "five years, 5 years and years", ["five years", "5 years"]),
        ("(at least|) <n> years", "at least 5 years", ["5 years"]),
        ("(at least|over) <n> years", "at least 5 years", ["at least 5 years"]),
        ("im t", "IM&T strategy", ["IM T"]),
        ("can't", "can't, cant and can t", ["cant", "cant"]),
        ("naïve café", "NAÏVE Café", ["NAÏVE Café"]),
        ("(a|an) ... chair", "a chair; an old chair", ["a chair", "a chair an old chair", "an old chair"]),
        ("the", "the end of the line", ["the", "the"]),
        ("of the board", "of the board of directors", ["of the board"]),
        ("the (board|chair of) (directors|)", "the chair of directors", ["the chair of", "the chair of directors"]),
    ],
)
def test_what_a_phrase_finds(phrase: str, text: str, found: list[str]) -> None:
    assert hits(phrase, text, n=("(#|five|ten)",)) == found


@pytest.mark.parametrize("phrase", ["(a", "(a|b", "a)", "a|b", "a (b (c)", ")(", "(a))", "|"])
def test_brackets_that_do_not_match(phrase: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        parse(phrase, {})


@pytest.mark.parametrize("times", [4, 40])
def test_a_word_of_too_many_forms(times: int) -> None:
    with pytest.raises(ValueError, match="more than 1000 ways"):
        parse("(a|b|c|d|e|f|g|h|i|j|k)" * times, {})


def test_a_word_of_too_many_forms_inside_one_alternative() -> None:
    ten = "(a|b|c|d|e|f|g|h|i|j)"
    with pytest.raises(ValueError, match="more than 1000 ways"):
        parse(f"({ten} {ten} {ten} {ten})s", {})


def test_lists_name_those_before_them() -> None:
    lists = parse_lists({"loud": ("drum(s|)", "brass band"), "very": ("really <loud>",)})
    assert list(first_words(parse("(no|) <loud>", lists))) == ["no", "drums", "drum", "brass"]
    assert hits(
        "no <very>",
        "No really brass bands? No really brass band!",
        loud=("drum(s|)", "brass band"),
        very=("really <loud>",),
    ) == ["No really brass band"]


def test_several_lists_in_one_net() -> None:
    net = Phrases()
    net.add(1, ["big drum", "drum"], {})
    net.add(2, ["big (drum|band)", "BIG band"], {})
    assert sorted(net.find(Cut.of("A BIG band has a big drum"))) == [
        (1, 5, 7),
        (1, 6, 7),
        (2, 1, 3),
        (2, 1, 3),
        (2, 5, 7),
    ]
    assert net.find(Cut.of("")) == []


# The net against a matcher that tries everything


WORDS = ("a", "the", "b", "c")
Tree = list["str | Choice"]


class Choice(list[Tree]):
    """Any one of several trees."""


def trees(words: st.SearchStrategy[str]) -> st.SearchStrategy[Tree]:
    plain: st.SearchStrategy[Any] = st.lists(st.one_of(words, st.sampled_from(("#", "£#"))), min_size=1, max_size=3)
    inner = st.lists(
        st.one_of(plain, st.just([]), plain.map(lambda tree: [tree[0], "...", *tree])), min_size=1, max_size=3
    )
    part = st.one_of(words, words, st.just("#"), inner.map(Choice))
    return st.lists(st.one_of(part, st.just("...")), min_size=1, max_size=5).map(trimmed)


def trimmed(tree: list[str | Choice]) -> Tree:
    """The tree without gaps at its ends, and with one where several follow each other."""
    kept: Tree = []
    for one in [*tree, "c"]:
        if one != "..." or (from_word(kept) and kept[-1] != "..."):
            kept.append(one)
    return kept


def from_word(tree: Tree) -> Tree:
    """The tree without what may be left out at its beginning: a phrase is found from its first word that must be."""
    at = next((at for at, one in enumerate(tree) if not (isinstance(one, Choice) and [] in one)), len(tree))
    return tree[at:]


def written(tree: Tree) -> str:
    return " ".join(f"({'|'.join(map(written, one))})" if isinstance(one, Choice) else one for one in tree)


def ends(tree: Tree, words: list[str], at: int) -> set[int]:
    """Every place up to which the tree may reach from `at`."""
    if not tree:
        return {at}
    first, rest = tree[0], tree[1:]
    if isinstance(first, Choice):
        return {end for one in first for middle in ends(one, words, at) for end in ends(rest, words, middle)}
    if first == "...":
        return {end for skip in range(9) if at + skip <= len(words) for end in ends(rest, words, at + skip)}
    if at == len(words) or not fits(first, words[at]):
        return set()
    return ends(rest, words, at + 1)


def fits(wanted: str, word: str) -> bool:
    if wanted == "#":
        return word[0].isdecimal()
    return word[0] == "£" if wanted == "£#" else word == wanted


def expected(tree: Tree, words: list[str]) -> set[tuple[int, int]]:
    return {(start, end) for start in range(len(words)) for end in ends(from_word(tree), words, start)}


SENTENCES = st.lists(st.sampled_from((*WORDS, "x", "5", "£9")), max_size=24)


@given(st.lists(trees(st.sampled_from(WORDS)), min_size=1, max_size=3), SENTENCES)
def test_the_net_finds_what_a_plain_matcher_finds(made: list[Tree], words: list[str]) -> None:
    net = Phrases()
    for number, tree in enumerate(made):
        net.add(number, [written(tree)], {})
    found = net.find(Cut.of(" ".join(words).title()))
    for number, tree in enumerate(made):
        assert {(hit.start, hit.end) for hit in found if hit.list_ == number} == expected(tree, words), written(tree)


@given(
    trees(st.sampled_from(("a", "B", "c", "A"))), st.lists(st.sampled_from(("a", "A", "B", "b", "c", "7")), max_size=16)
)
def test_a_phrase_with_a_capital_is_found_as_written(tree: Tree, words: list[str]) -> None:
    phrase = written(["B", *tree])
    net = Phrases()
    net.add(0, [phrase], {})
    found = {(hit.start, hit.end) for hit in net.find(Cut.of(" ".join(words)))}
    assert found == expected(["B", *tree], words)


@given(
    st.lists(st.sampled_from(("a", "(", ")", "|", "...", "#", "<n>", " ", "£#", "’", "B-c")), max_size=14).map("".join)
)
def test_any_phrase_is_parsed_or_refused(phrase: str) -> None:
    """Nothing but a ValueError, and what is parsed can be looked for."""
    try:
        made = parse(phrase, parse_lists({"n": ("one", "(two|)")}))
    except ValueError:
        return
    assert isinstance(made, Sequence)
    net = Phrases()
    net.add(0, [phrase], parse_lists({"n": ("one", "(two|)")}))
    net.find(Cut.of("a one two 3 £4 B c a aa"))


@given(st.text(max_size=30))
def test_the_two_forms_of_a_sentence_have_the_same_words(text: str) -> None:
    cut = Cut.of(text)
    assert len(cut.words) == len(cut.lower)
    assert cut.words == words_of(text)


# Time


def begun() -> list[str]:
    """A word with which each phrase of every rule can begin."""
    found: dict[str, None] = {}
    for rule in LINTER.rules.values():
        lists = parse_lists(rule.words)
        for sign in rule.signs:
            for phrase in sign.phrases:
                found |= dict.fromkeys(first_words(parse(phrase, lists)))
    return [word for word in found if word not in ("...", "#", "£#")]


def spelt() -> Iterator[str]:
    """Every phrase of every rule as a sentence, each choice by its last words, gaps left out."""
    for rule in LINTER.rules.values():
        for sign in rule.signs:
            for phrase in sign.phrases:
                yield re.sub(r"[(|)<>#£.]+", " ", phrase)


HOSTILE = {
    "one word": "experience ",
    "a gap": "years years experience experience board board member member ",
    "beginnings": " ".join(begun()) + " ",
    "phrases": " ".join(spelt()) + " ",
    "numbers": "5 years 10 £85,000 ",
    "digits": "12345",
    "no blank": "experienced",
    "sums": "£1,111,111",
    "brackets": "((((",
    "gaps to fill": "[insert ",
    "marks": "[meant:",
    "dots": "....",
    "sentences": "A. ",
    "capitals": "Chief Group ",
    "joined": "Northmere and ",
    "trusts": "NHS Trust ",
    "dates": "1st of 1 Jan ",
    "addresses": "www.a@",
    "quotes": "'’\"",
    "tabs": "Essential\tDesirable\n",
    "headings": "# A\n\n",
    "items": "- Essential: E D A I\n",
    "labels": "Post: Director\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_all_rules_read_any_text_in_time_that_grows_with_it(text: str) -> None:
    """As one paragraph, and as the lines that a reader would make of it."""

    def one_line(size: int) -> Callable[[], object]:
        blocks = [Block(Kind.PARAGRAPH, (text * (size // len(text) + 1))[:size].strip())]
        return lambda: LINTER.read("paper.txt", blocks, trust="Eastwold NHS Trust")

    def lines(size: int) -> Callable[[], object]:
        blocks = text_blocks((text * (size // len(text) + 1))[:size])
        return lambda: LINTER.read("paper.txt", blocks)

    assert grows_with_the_text(one_line, 2_000)
    assert grows_with_the_text(lines, 2_000)


@pytest.mark.parametrize("text", ["experience ", "experienced", "5 "])
def test_two_hundred_thousand_characters_take_no_more_than_they_should(text: str) -> None:
    def whole(size: int) -> Callable[[], object]:
        blocks = [Block(Kind.PARAGRAPH, (text * size)[:size])]
        return lambda: LINTER.read("paper.txt", blocks)

    assert grows_with_the_text(whole, 50_000)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every regular expression of the modules, by its name."""
    for module in (dates, kinds, marks, measures, paper, passages, scan, tables):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield f"{module.__name__.rsplit('.', 1)[-1]}.{name}", value
            elif isinstance(value, tuple):
                for entry in value:
                    if isinstance(entry, tuple) and isinstance(entry[-1], re.Pattern):
                        yield f"{module.__name__.rsplit('.', 1)[-1]}.{name}.{entry[0]}", entry[-1]


PATTERNS = dict(patterns())
PIECES = (
    "A", "Aa ", "A, ", "A and ", "Chief ", "Chief A ", "Chief and and ", "Director of ", "Director of the ",
    "Head of and ", "Group ", "NHS ", "Nhs and ", "Hs of ", "role of ", "role of the ", "as a ", "Title: ",
    "title", "post - ", ":", " E", " E A", " E A/", " D A,I ", "(E)", "- ", "essential ", "essential - ", "£1",
    "£1,111", "£ 11", "£11 111", "1", "1.", "1 ", "11st ", "1st of ", "1/1/", "1.1.", "[", "[insert",
    "[meant: a", "[meant: a - ", "[reviewed:", "<insert", "{{", "{{}", "X", "_", "INSERT ", "(", "((", ")", ".",
    ". ", "; ", "e.g. ", "A. ", "www.", "a@", "@", "://", " ", "\"", "'", "\u00e9", "&", "A-", "A&", "A'",
    "candidate ", "candidate-", "candidate information ", "job ", "job-", "person ", "band 1 ", "p.a",
    "you will ", "would be ", "for a ", "-", "*", "•",
)  # fmt: skip


def test_there_are_patterns_to_try() -> None:
    assert len(PATTERNS) >= 40
    modules = {"dates", "kinds", "marks", "measures", "paper", "passages", "scan", "tables"}
    assert {name.split(".")[0] for name in PATTERNS} == modules


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_no_pattern_takes_longer_than_its_text(pattern: re.Pattern[str]) -> None:
    """A pattern is tried on every repeated piece, alone and before an end that does not fit."""

    for piece, end in product(PIECES, ("", "\x00")):
        work = partial(search, pattern, piece, end)
        if seconds_once(work(3_000)) > 0.006:
            assert grows_with_the_text(work, 1_500), piece


def search(pattern: re.Pattern[str], piece: str, end: str, size: int) -> Callable[[], object]:
    text = piece * (size // len(piece)) + end
    return lambda: (pattern.findall(text), pattern.sub("", text))


def seconds_once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
