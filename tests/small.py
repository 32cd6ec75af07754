"""A playbook of two checklists, small enough to be read at a glance, for the tests that write answers."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from playbook.load import load_playbook
from playbook.model import Playbook

_REST = """
    rating: sensible
    claims: [C1]
    who: [{who}]
    why: It matters because a candidate will ask.
    how: Talk about it, and write it down.
    good: It is written down.
    poor: Nobody knows.
"""
_FILES = {
    "playbook.yaml": """
edition: 2026-11
gates:
  decide: {title: Decide, about: The board decides., ready: Decided, not-ready: Not decided}
  advertise: {title: Advertise, about: The papers go out., ready: Ready, not-ready: Not ready}
roles:
  chair: {title: Chair}
  secretary: {title: Company secretary}
""",
    "claims.yaml": "C1: {claim: It helps., kind: [asked], rating: sensible, sources: [s1]}",
    "sources.yaml": (
        "s1: {title: A paper, author: A. Writer, date: not shown, link: https://paper.example, "
        "seen: all of it, checked: 2026-11-01}"
    ),
    "decision.yaml": """
title: The decision
gate: decide
order: 1
formerly: [the-decision, deciding]
items:
  seat:
    ask: What seat will the post have?
    options:
      voting: {met: "A member of the board, with a vote"}
      non-voting: {met: "A member of the board: no vote #yet"}
      no-post: {met: No such post for now; the note says who leads digital, needs: [note]}
      undecided: {not-met: Not decided yet}
    priority: must
    added: 2025-01"""
    + _REST.format(who="secretary, chair")
    + """
  session:
    ask: When did the whole board last spend a session learning about digital?
    options:
      held: {met: On the day given, needs: [date], fresh: 12 months}
      booked: {partly: One is booked for the day given, needs: [until]}
      none: {not-met: "None, and none is booked"}
    priority: should
    added: 2026-06"""
    + _REST.format(who="chair")
    + """
  duties:
    ask: Who will hold each of these duties?
    options:
      this-post: {met: This post}
      somebody: {met: Somebody else; the note says who, needs: [note]}
      nobody: {not-met: Nobody is named}
      deputy: {met: "A deputy, until the day given", needs: [until]}
    rows:
      siro: Senior information risk owner
      cyber: Cyber security
      records: Health records
    priority: should"""
    + _REST.format(who="secretary")
    + """
retired:
  place: {edition: 2026-06, because: Renamed., successor: seat}
  car-park: {edition: 2026-06, because: Nobody needs one.}
  seat/member: {edition: 2026-06, because: Renamed., successor: voting}
  seat/perhaps: {edition: 2026-06, because: It said nothing.}
  duties/risk: {edition: 2026-06, because: Renamed., successor: siro}
  duties/us: {edition: 2026-06, because: Renamed., successor: this-post}
""",
    "pack.yaml": """
title: The candidate pack
gate: advertise
order: 1
when: {seat: [voting, non-voting]}
items:
  pay:
    ask: Has the committee approved the pay?
    options:
      approved: {met: "Yes, and the minute is given as evidence", needs: [evidence]}
      open: {not-met: No}
    priority: must"""
    + _REST.format(who="secretary")
    + """
  open-source:
    ask: Does the trust say in public how it shares the software that it writes or pays for?
    options: {yes: {met: "Yes"}, no: {not-met: "No"}}
    set-aside: You write no software, and pay nobody to write any.
    priority: must"""
    + _REST.format(who="chair")
    + """
  dress:
    ask: What may office staff wear?
    options: {like: {met: What they like}, code: {partly: There is a code}}
    when: {pay: [approved]}
    priority: could
    added: 2026-11"""
    + _REST.format(who="chair"),
}


@cache
def small_playbook() -> Playbook:
    """The playbook that the files above say, through the real loader."""
    with TemporaryDirectory() as folder:
        for name, text in _FILES.items():
            (Path(folder) / name).write_text(text, "utf-8")
        return load_playbook(folder)
