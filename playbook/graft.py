"""Setting entries in a YAML text at the places its nodes name; everything else stays byte for byte.

A *tree* says what to set: a token (a value as it stands in the file), a tuple of texts for a list, a mapping of names
to trees, or None for an entry that is to go. Entries of the text that the tree does not name are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from playbook.graft_list import OldEntry, comments_in, retold
from playbook.load.nodes import Map, Node, Scalar, Seq
from playbook.load.text import LINE_END, Text

Tree = str | tuple[str, ...] | Mapping[str, "Tree"] | None
_BLANK = " \t\r\n"
_COLON = re.compile(r"\s*:")
_PLAIN = re.compile(r"[^\W\d_](?:[\w./;()!’–-]|(?<! ) (?=\S))*|[0-9]{4}-[0-9]{2}")
_SPECIAL = ("true", "false", "yes", "no", "on", "off", "y", "n", "null", "unknown")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_STEP = 2


def token(value: str) -> str:
    """`value` as it stands in a YAML file, so that every reader reads back exactly this text."""
    if _PLAIN.fullmatch(value) and value.lower() not in _SPECIAL:
        return value
    return '"' + "".join(map(_escaped, value)) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable() or char == "\xa0":
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def pairs(node: Node | None) -> list[tuple[Scalar, Node]]:
    """The entries of a mapping; none of anything else."""
    return node.pairs if isinstance(node, Map) else []


def child(node: Node | None, name: str) -> Node | None:
    """The value of the entry called `name`, if there is one."""
    return next((value for key, value in pairs(node) if key.text == name), None)


class Graft:
    """Collects changes to one text; `text` gives the text with all of them.

    `orders` holds, for each level, the names in the order in which new entries are put.
    """

    def __init__(self, source: Text, orders: Sequence[Sequence[str]]) -> None:
        self.source = source
        self.orders = orders
        self.changes: list[tuple[int, int, bool, str]] = []
        end = LINE_END.search(source.content)
        self.line_end = end.group() if end else "\n"

    def text(self) -> str:
        made, at = [], 0
        for start, end, _, new in sorted(self.changes, key=lambda change: change[:3]):
            made += [self.source.content[at:start], new]
            at = max(at, end)
        return "".join((*made, self.source.content[at:]))

    def replace(self, start: int, end: int, new: str, *, is_entry: bool = False) -> None:
        """Put `new` for a piece of the text. At one place, a value comes before the entry that follows it."""
        self.changes.append((start, end, is_entry, new))

    def root(self, node: Node | None, tree: Mapping[str, Tree]) -> None:
        """Set the entries of `tree` in the whole text, whose node is None where it holds nothing."""
        if isinstance(node, Map):
            self._in_map(None, node, tree, 0, node.flow)
        else:
            self._lines_at(len(self.source.content), _block(tree, 0))

    def _set(self, key: Scalar, node: Node, tree: Tree, level: int, in_flow: bool) -> None:
        """Set the value of one entry. Of a scalar that becomes a mapping only the comment stays."""
        if isinstance(node, Map) and not node.pairs and "#" not in self._of(node):
            node = Scalar("", node.start, node.end, True)
        if isinstance(node, Seq) and tree == "":
            tree = ()
        if isinstance(node, Map) and isinstance(tree, Mapping):
            self._in_map(key, node, tree, level, in_flow or node.flow)
        elif isinstance(node, Seq) and isinstance(tree, tuple) and not (node.flow or in_flow):
            begins_below = node.items[0].start >= self._next_line(self._colon(key))
            (self._relist if begins_below else self._put_list)(key, node, tree)
        elif isinstance(tree, Mapping | tuple) and not in_flow:
            self._cut(key, node)
            column = self._column(key) + _STEP
            lines = _entries(tree, column) if isinstance(tree, tuple) else _block(tree, column)
            kept = [f"{' ' * column}{comment}" for comment in comments_in(self.source.content, node)]
            self._lines_after(max(self._end(node), self._colon(key)), [*kept, *lines])
        else:
            self._put(key, node, _flow(tree))

    def _relist(self, key: Scalar, node: Seq, entries: tuple[str, ...]) -> None:
        """Tell a list anew. An entry that stays keeps its lines; the comments of one that goes stand above the list."""
        start, end = self._next_line(self._colon(key)), self._next_line(self._end(node))
        olds, at = [], start
        for item in node.items:
            following = self._next_line(self._end(item))
            olds.append(OldEntry.of(self.source.content[at:following], item, at, self._end(item)))
            at = following
        first = self.source.content[self._line_start(node.items[0].start) : node.items[0].start]
        lines = retold(olds, entries, lambda text: f"{first[: first.index('-')]}- {token(text)}")
        is_ended = bool(LINE_END.fullmatch(self.source.content[end - 1]))
        self.replace(start, end, self.line_end.join(lines) + (self.line_end if lines and is_ended else ""))

    def _put_list(self, key: Scalar, node: Seq, entries: tuple[str, ...]) -> None:
        """Tell a list anew that begins on the line of its colon, as `: - a` does."""
        self._put(key, node, _flow(entries))

    def _put(self, key: Scalar, node: Node, new: str) -> None:
        """Replace the value by a token; what YAML sees as nothing stands anywhere after the colon."""
        if not new:
            self._cut(key, node)
        elif not self._of(node):
            colon = "" if _COLON.match(self.source.content, key.end) else ":"
            self.replace(self._colon(key), self._colon(key), f"{colon} {new}")
        else:
            glue = " " if node.start == self._colon(key) else ""
            self.replace(node.start, self._end(node), glue + new + self._header_comment(node))

    def _in_map(self, key: Scalar | None, node: Map, tree: Mapping[str, Tree], level: int, in_flow: bool) -> None:
        there = {name.text: (name, value) for name, value in node.pairs}
        for gone, name in self._renamed(there, tree):
            there[name] = there.pop(gone)
            self.replace(there[name][0].start, there[name][0].end, name)
        for name, new in tree.items():
            if new is None and name in there:
                self._remove(node, *there[name])
            elif new is not None and name in there:
                self._set(*there[name], new, level + 1, in_flow)
            elif new is not None and in_flow:
                self._insert_in_flow(node, name, new)
            elif new is not None:
                before = self._before(node, name, level)
                self._insert(key, node, before, _block({name: new}, self._column(node.pairs[0][0])))

    @staticmethod
    def _renamed(there: Mapping[str, tuple[Scalar, Node]], tree: Mapping[str, Tree]) -> list[tuple[str, str]]:
        """An entry that goes gives its place, and its comment, to one that comes; not one that holds entries itself."""
        gone = [name for name, new in tree.items() if new is None and name in there and not pairs(there[name][1])]
        come = [name for name, new in tree.items() if new is not None and name not in there]
        return list(zip(gone, come, strict=False))

    def _before(self, node: Map, name: str, level: int) -> tuple[Scalar, Node] | None:
        """The entry after which a new one goes: the last of those that come before it in order."""
        order = self.orders[level]
        earlier = set(order[: order.index(name)] if name in order else order)
        return next((pair for pair in reversed(node.pairs) if pair[0].text in earlier), None)

    def _insert(self, key: Scalar | None, node: Map, before: tuple[Scalar, Node] | None, lines: list[str]) -> None:
        if before:
            self._lines_after(max(self._end(before[1]), self._colon(before[0])), lines)
        elif key:
            self._lines_after(self._colon(key), lines)
        else:
            self._lines_at(self._line_start(node.pairs[0][0].start), lines)

    def _insert_in_flow(self, node: Map, name: str, tree: Tree) -> None:
        entry = f"{name}: {_flow(tree)}"
        if not node.pairs:
            self.replace(node.start + 1, node.start + 1, entry, is_entry=True)
            return
        key, value = node.pairs[-1]
        at = max(self._end(value) if self._of(value) else 0, self._colon(key))
        self.replace(at, at, f", {entry}", is_entry=True)

    def _remove(self, node: Map, key: Scalar, value: Node) -> None:
        """Take an entry out, with its line where nothing else stands there, or with its comma."""
        end = max(self._end(value), self._colon(key))
        if not node.flow:
            self._drop(key.start, end, self._header_comment(value))
            return
        index = [name for name, _ in node.pairs].index(key)
        if index + 1 < len(node.pairs):
            self.replace(key.start, node.pairs[index + 1][0].start, "")
        else:
            self.replace(self._end(node.pairs[index - 1][1]) if index else key.start, end, "")

    def _cut(self, key: Scalar, node: Node) -> None:
        """Take a value out, and leave its name and the comments."""
        if not self._of(node):
            return
        colon, end = self._colon(key), self._end(node)
        if self.source.place(colon).line == self.source.place(node.start).line:
            self.replace(colon, end, self._header_comment(node))
        else:
            self._drop(node.start, end, self._header_comment(node))

    def _drop(self, start: int, end: int, comment: str) -> None:
        """Take a piece out: with its line, or up to the comment that stays there."""
        line, following = self._line_start(start), self._next_line(end)
        rest = self.source.content[end:following]
        if not (self.source.content[line:start] + comment + rest).strip(_BLANK):
            self.replace(line, following, "")
        elif comment:
            self.replace(start, end, comment.lstrip())
        else:
            self.replace(start, end + len(rest) - len(rest.lstrip(" \t")), "")

    def _lines_after(self, index: int, lines: list[str]) -> None:
        self._lines_at(self._next_line(index), lines)

    def _lines_at(self, index: int, lines: list[str]) -> None:
        """Put whole lines in; a text without a line end at its end stays without."""
        before = self.source.content[:index]
        if before and not LINE_END.fullmatch(before[-1]):
            self.replace(index, index, "".join(self.line_end + line for line in lines))
        else:
            self.replace(index, index, "".join(line + self.line_end for line in lines))

    def _line_start(self, index: int) -> int:
        return self.source.line_starts[bisect_right(self.source.line_starts, index) - 1]

    def _next_line(self, index: int) -> int:
        starts = self.source.line_starts
        at = bisect_right(starts, index)
        return starts[at] if at < len(starts) else len(self.source.content)

    def _column(self, key: Scalar) -> int:
        return key.start - self._line_start(key.start)

    def _colon(self, key: Scalar) -> int:
        """Where the value of `key` may begin."""
        found = _COLON.match(self.source.content, key.end)
        return found.end() if found else key.end

    def _end(self, node: Node) -> int:
        """Where a node's own text ends; the loader counts the blank lines after a block as part of it."""
        if isinstance(node, Scalar) or node.flow:
            return node.start + len(self._of(node))
        last = (node.items if isinstance(node, Seq) else [value for _, value in node.pairs])[-1]
        end = self._end(last)
        return max(end, self._colon(node.pairs[-1][0])) if isinstance(node, Map) else end

    def _of(self, node: Node) -> str:
        return self.source.content[node.start : node.end].rstrip(_BLANK)

    def _header_comment(self, node: Node) -> str:
        """The comment that stands behind the sign which begins a block of text: `> # like this`."""
        written = self._of(node)
        if not written.startswith((">", "|")):
            return ""
        header = LINE_END.split(written, maxsplit=1)[0]
        return f" {header[header.index('#') :]}" if "#" in header else ""


def _block(tree: Mapping[str, Tree], column: int) -> list[str]:
    return list(_block_lines(tree, column))


def _block_lines(tree: Mapping[str, Tree], column: int) -> Iterator[str]:
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield f"{' ' * column}{name}:"
            yield from _block_lines(value, column + _STEP)
        elif isinstance(value, tuple):
            yield f"{' ' * column}{name}:"
            yield from _entries(value, column + _STEP)
        elif value is not None:
            yield f"{' ' * column}{name}: {value}".rstrip()


def _entries(texts: Sequence[str], column: int) -> list[str]:
    return [f"{' ' * column}- {token(text)}" for text in texts]


def _flow(tree: Tree) -> str:
    if isinstance(tree, tuple):
        return f"[{', '.join(map(token, tree))}]" if tree else ""
    if not isinstance(tree, Mapping):
        return tree or ""
    return "{" + ", ".join(f"{name}: {_flow(value)}" for name, value in tree.items() if value is not None) + "}"
