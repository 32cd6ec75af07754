"""How the pages read: short sentences, plain words, and a list of what a person should look at again."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

import pytest
import readability  # type: ignore[import-untyped]
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from site_build import site

LONGEST, MEAN = 35, 20
HARD = 45
ENOUGH = 60
BLOCKS = ("p", "li", "dd", "dt", "td", "th", "summary")
LEFT_OUT = (
    "pre, figure, .headerlink, .admonition-title, .claim-mark, .item-rows, "
    ".checklist-when, .checklist-sources, .checklist-claims, .cited-sources"
)
GENERATED = ("search", "reference/sources", "reference/claims", "rules")
SENTENCE = re.compile(r"(?<=[.!?])[”’\"')\]]*\s+(?=[“‘\"'(]?[A-Z0-9])")
ABBREVIATED = re.compile(r"\b(Dr|Mr|Ms|St|No)\.")
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9’'.,/–-]*")


def names() -> list[str]:
    """Every page that somebody wrote; registers and records are looked up, not read through."""
    return [name for name in site().pages() if name not in GENERATED and not name.startswith("decisions/")]


def texts(page: BeautifulSoup) -> Iterator[str]:
    """The text of each innermost block, without citations in brackets and marks of claims."""
    article = BeautifulSoup(str(page.find("article")), "html.parser")
    for part in article.select(LEFT_OUT):
        part.decompose()
    for code in article.find_all("code"):
        code.string = "Code"
    for block in article.find_all(BLOCKS):
        if not block.find(BLOCKS):
            yield " ".join("".join(_own_text(block)).split())


def _own_text(block: Tag) -> Iterator[str]:
    for part in block.descendants:
        if isinstance(part, NavigableString):
            yield str(part)


def sentences(text: str) -> list[str]:
    return [one for one in SENTENCE.split(ABBREVIATED.sub(r"\1", text)) if WORD.search(one)]


def length(sentence: str) -> int:
    return len(WORD.findall(sentence))


def test_sentences_are_told_apart() -> None:
    assert sentences("Dr. Malik asked. “Who pays?” Nobody did, in the 3.5 years.") == [
        "Dr Malik asked.",
        "“Who pays?",
        "Nobody did, in the 3.5 years.",
    ]


@pytest.mark.parametrize("name", names())
def test_sentences_are_short(name: str) -> None:
    found = [one for text in texts(site().page(name)) for one in sentences(text)]
    assert found
    assert [(length(one), one) for one in found if length(one) > LONGEST] == [], f"at most {LONGEST} words, please"
    full = [one for one in found if one.rstrip("”’)")[-1:] in ".?!:"]
    mean = sum(map(length, full)) / len(full)
    assert mean <= MEAN, f"on average {mean:.1f} words; the longest: {sorted(full, key=length)[-3:]}"


def passages(name: str) -> Iterator[tuple[str, str]]:
    """The sections of a page with enough text to be measured, each with its heading."""
    article = site().page(name).find("article")
    assert isinstance(article, Tag)
    for part in article.find_all("section"):
        heading = part.find(re.compile("^h[1-6]$"))
        own = BeautifulSoup(str(part), "html.parser")
        for inner in own.select("section section"):
            inner.decompose()
        found = [one for text in texts_of(own) for one in sentences(text) if one[-1:] in ".?"]
        if heading and sum(map(length, found)) >= ENOUGH:
            yield heading.get_text().rstrip("¶"), "\n".join(" ".join(WORD.findall(one)) for one in found)


def texts_of(part: BeautifulSoup) -> Iterator[str]:
    whole = BeautifulSoup("<article></article>", "html.parser")
    assert whole.article is not None
    whole.article.append(part)
    return texts(whole)


def ease(passage: str) -> float:
    """Flesch's reading ease: 100 is very easy, 0 very hard."""
    measures = readability.getmeasures(passage, lang="en")
    return float(measures["readability grades"]["FleschReadingEase"])


def test_ease_tells_plain_from_hard() -> None:
    assert ease("The board looks at the plan again in May .") > 80
    assert ease("Organisational transformation necessitates comprehensive stakeholder engagement activities .") < 0


def test_hard_passages_are_listed_for_a_person() -> None:
    """What is hard may have to be: it is listed at the end of the run. Most passages are not."""
    scores = {(name, heading): ease(text) for name in names() for heading, text in passages(name)}
    hard = {place: score for place, score in scores.items() if score < HARD}
    assert len(scores) > 100
    assert len(hard) < len(scores) / 10
    listed = "\n".join(f"  {score:3.0f}  {name}: {heading}" for (name, heading), score in hard.items())
    if hard:
        warnings.warn(
            f"Passages for a person to look at (reading ease below {HARD}):\n{listed}", UserWarning, stacklevel=1
        )
