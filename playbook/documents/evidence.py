"""What a trust's papers, read together, say of its answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playbook.documents.judge import Read, is_doubtful
from playbook.documents.lint import Linted
from playbook.model import Finding


def evidence(documents: Sequence[Linted]) -> tuple[Finding, ...]:
    """Findings for the answers: what each document says, and of what those that were read are silent.

    What a rule could not tell for sure proves nothing, and neither does a line that its author marked as meant.
    """
    rules = documents[0].reads if documents else {}
    return tuple(finding for rule in rules for finding in _of_rule(rule, documents))


def _of_rule(rule: str, documents: Sequence[Linted]) -> Iterator[Finding]:
    silent: list[str] = []
    named: frozenset[str] = frozenset()
    for document in documents:
        read = document.reads[rule]
        if isinstance(read.value, frozenset):
            named |= read.value
            silent.append(document.kind)
            yield from _parts(document, read)
        elif not read.is_found and not any(map(is_doubtful, read.seen)):
            silent.append(document.kind)
        elif read.is_found:
            sure = {one.sentence.strip(): one for one in reversed(read.seen) if not is_doubtful(one)}
            for quote, seen in reversed(sure.items()):
                yield Finding(rule, read.value, document.kind, seen.passage.where, quote)
    if kinds := _silent_kinds(silent, documents):
        otherwise = documents[0].reads[rule].nothing
        yield Finding(rule, named or otherwise, "", silent=kinds)


def _parts(document: Linted, read: Read) -> Iterator[Finding]:
    """A finding for each part of a set, with the words that named it."""
    for seen in {one.sign.value: one for one in reversed(read.seen)}.values():
        if not is_doubtful(seen):
            value = frozenset([seen.sign.value])
            where, quote = seen.passage.where, seen.sentence.strip()
            yield Finding(read.rule.id, value, document.kind, where, quote, whole=False)


def _silent_kinds(silent: Sequence[str], documents: Sequence[Linted]) -> tuple[str, ...]:
    """The kinds of which every document that was read is silent."""
    speaking = {
        one.kind for one in documents if silent.count(one.kind) < sum(one.kind == other.kind for other in documents)
    }
    return tuple(dict.fromkeys(kind for kind in silent if kind and kind not in speaking))
