"""Read one text with few and with many made-up rules, and print what it took: `python benchmarks/many_rules.py FILE`.

Each rule has words of its own; most begin with a word that the text has, and few are met.
"""

import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from playbook.documents.judge import read_values
from playbook.documents.paper import paper
from playbook.documents.read import read_blocks
from playbook.documents.scan import Scanner
from playbook.model import Place, Rating
from playbook.rule import Outcome, Rule, Sign

FEW, MANY = 50, 1000
RUNS = 5
MET = 40


def main() -> None:
    _, blocks = read_blocks(sys.argv[1])
    words = Counter(Path(sys.argv[1]).read_text(encoding="utf-8").lower().split())
    common = [word for word, times in words.most_common() if word.isalpha() and len(word) > 3 and times > 2]
    taken: dict[int, list[tuple[float, float, int]]] = {FEW: [], MANY: []}
    for _ in range(RUNS):
        for count, figures in taken.items():
            figures.append(_read(made_up(count, common), blocks))
    for count, figures in taken.items():
        built, read, seen = (statistics.median(column) for column in zip(*figures, strict=True))
        print(f"{count} {built} {read} {seen:.0f}")


def made_up(count: int, common: Sequence[str]) -> dict[str, Rule]:
    return {f"rule-{number}": _rule(number, common) for number in range(count)}


def _rule(number: int, common: Sequence[str]) -> Rule:
    """Eight phrases, the last of which is a word of the text in each of the first `MET` rules, whatever their count."""
    word = f"zor{number}"
    phrases = [f"{word}{at} (kel{number}|kels{number}) vin{at}" for at in range(4)]
    phrases += [f"{common[(7 * number + at) % len(common)]} {word} ... mur{at}" for at in range(3)]
    phrases.append(common[-1 - 3 * number] if number < MET else f"{word} (of|for|) {word}s")
    sign = Sign(f"sign-{number}", "yes", Outcome.FLAGS, tuple(phrases), unless=(f"not {word}",))
    values = {"yes": "It does", "no": "It does not"}
    return Rule(f"rule-{number}", "", values, (sign,), "", "", Rating.SENSIBLE, {}, (), Place("made up"))


def _read(rules: dict[str, Rule], blocks: list) -> tuple[float, float, int]:
    """The seconds to put the rules together and to read the text with them, and how much was seen."""
    start = time.perf_counter()
    scanner = Scanner(rules)
    read_values(paper(blocks[:1]), rules, scanner)  # the net is knit when it is first used
    built = time.perf_counter()
    values = read_values(paper(blocks), rules, scanner)
    done = time.perf_counter()
    return built - start, done - built, sum(len(one.seen) for one in values.values())


if __name__ == "__main__":
    main()
