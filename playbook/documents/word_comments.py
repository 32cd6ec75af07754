"""A Word file that takes comments: its document as a tree, its comments, and the file with both put back."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from playbook.documents.word_package import plain_name
from playbook.documents.word_xml import RELATIONSHIP, P, R, T, W
from playbook.documents.xml_edit import Node, Tree

if TYPE_CHECKING:
    from playbook.documents.word_package import Package

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DOCUMENT, _COMMENTS = f"{_KIND}.document.main+xml", f"{_KIND}.comments+xml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ID = f"{W}id"
_NO_COMMENTS = f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode()
_NO_RELATIONSHIPS = f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()


class CommentedFile:
    """Raises nearly anything over a file that is built in another way than Word builds it."""

    def __init__(self, data: bytes, package: Package) -> None:
        with ZipFile(BytesIO(data)) as file:
            self._parts = {name: file.read(name) for name in file.namelist()}
        self._names = {plain_name(name): name for name in self._parts}
        self._types = self._tree("[content_types].xml")
        self._document = package.document
        self._related = self._beside(package.document)
        self._check()
        self._tree_of_document = self._tree(package.document)
        self.root = self._tree_of_document.root
        self._part = next(package.parts("comments"), "")
        self._comments = self._tree(self._part) if self._part else Tree(_NO_COMMENTS)
        self._is_new = not self._part

    def paragraph(self) -> Node:
        """A new paragraph at the end of the text."""
        (body,) = (one for one in self.root if one.tag == f"{W}body")
        made = Node(P)
        ends = [at for at, one in enumerate(body) if one.tag == f"{W}sectPr"]
        body.insert(ends[-1] if ends else len(body), made)
        return made

    def add(self, lines: list[str], author: str, initials: str) -> str:
        """Adds a comment; its id."""
        ids = [int(one.get(_ID, "0")) for one in self._comments.root]
        id_ = str(max(ids, default=-1) + 1)
        comment = Node(f"{W}comment", {_ID: id_, f"{W}author": author, f"{W}initials": initials})
        comment.extend([_paragraph(line, is_first=not number) for number, line in enumerate(lines or [""])])
        self._comments.root.append(comment)
        return id_

    def saved(self) -> bytes:
        """The file; it tells no time, so that it is the same whenever it is written."""
        parts = dict(self._parts)
        parts[self._names[self._document]] = self._tree_of_document.written()
        if len(self._comments.root):
            parts |= self._with_comments()
        made = BytesIO()
        with ZipFile(made, "w") as file:
            for name, content in parts.items():
                file.writestr(ZipInfo(name), content, ZIP_DEFLATED)
        return made.getvalue()

    def _with_comments(self) -> dict[str, bytes]:
        if not self._is_new:
            return {self._names[self._part]: self._comments.written()}
        part = self._free_name()
        override = Node(f"{_TYPES}Override", {"PartName": f"/{part}", "ContentType": _COMMENTS})
        self._types.root.append(override)
        related = self._tree(self._related) if self._related in self._names else Tree(_NO_RELATIONSHIPS)
        ids = {one.get("Id") for one in related.root}
        id_ = next(id_ for number in range(len(ids) + 1) if (id_ := f"rIdComments{number}") not in ids)
        target = {"Id": id_, "Type": _RELATED, "Target": f"/{part}"}
        related.root.append(Node(RELATIONSHIP, target))
        return {
            self._names["[content_types].xml"]: self._types.written(),
            self._names.get(self._related, self._related): related.written(),
            part: self._comments.written(),
        }

    def _free_name(self) -> str:
        folder = self._document.rpartition("/")[0]
        names = (f"{folder}/comments{number or ''}.xml".lstrip("/") for number in range(len(self._names) + 1))
        return next(name for name in names if name not in self._names)

    @staticmethod
    def _beside(part: str) -> str:
        folder, _, name = part.rpartition("/")
        return f"{folder}/_rels/{name}.rels".lstrip("/")

    def _tree(self, part: str) -> Tree:
        return Tree(self._parts[self._names[part]])

    def _check(self) -> None:
        """Raises ValueError unless the document says that it is an ordinary one, with no comments kept elsewhere."""
        said = {one.get("PartName", "").lstrip("/").lower(): one.get("ContentType") for one in self._types.root}
        if said.get(self._document) != _DOCUMENT:
            raise ValueError(f"it is {said.get(self._document)}")
        related = self._tree(self._related).root if self._related in self._names else ()
        if any(one.get("Type") == _RELATED and one.get("TargetMode") == "External" for one in related):
            raise ValueError("its comments are in another file")


def _paragraph(line: str, *, is_first: bool) -> Node:
    properties = Node(f"{W}pPr")
    properties.append(Node(f"{W}pStyle", {f"{W}val": "CommentText"}))
    paragraph = Node(P)
    paragraph.append(properties)
    if is_first:
        paragraph.append(referring(f"{W}annotationRef"))
    run, text = Node(R), Node(T, {_SPACE: "preserve"})
    text.text = line
    run.append(text)
    paragraph.append(run)
    return paragraph


def referring(tag: str, **said: str) -> Node:
    """A run that stands for a comment."""
    run, properties = Node(R), Node(f"{W}rPr")
    properties.append(Node(f"{W}rStyle", {f"{W}val": "CommentReference"}))
    run.extend([properties, Node(tag, {f"{W}{name}": value for name, value in said.items()})])
    return run
