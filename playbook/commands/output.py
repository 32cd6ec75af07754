"""Where what a command made goes: to the terminal, or to a file that is not there yet."""

from __future__ import annotations

import argparse
import os

from playbook import console
from playbook.usage import bad_usage, spare_the_input


def spare(output: str | None, force: bool, *inputs: str, checklists: str | None) -> None:
    """Raises BadInput where `output` would overwrite what is read, or, without `force`, anything else."""
    if not output:
        return
    spare_the_input(argparse.Namespace(output=output, paths=inputs, checklists=checklists))
    if os.path.lexists(output) and not force:
        raise bad_usage(f"“{output}” exists already", "Give another name, or write over it with --force.")


def deliver(made: str | bytes, output: str | None) -> None:
    """Put a text on the terminal, or anything into the file `output`, whole or not at all."""
    from playbook.files import save, save_bytes

    if output and isinstance(made, bytes):
        save_bytes(output, made)
    elif output and isinstance(made, str):
        save(output, made)
    elif isinstance(made, str):
        console.put(made)
