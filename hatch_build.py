"""Puts the checklists and the rules into the wheel twice: as the YAML that people read, and as JSON that loads fast."""

from __future__ import annotations

import os
import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledChecklists(BuildHookInterface):  # type: ignore[type-arg]
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the compiled checklists to a wheel that is to be installed; an editable one reads the YAML."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        os.chdir(self.root)
        from playbook.load import compiled, compiled_rules, load_playbook
        from playbook.load.rules import load_rules

        playbook = load_playbook("checklists")
        made = {
            "compiled.json": compiled.packed(playbook),
            "rules.json": compiled_rules.packed(load_rules(playbook, "checklists")),
        }
        os.makedirs(self.directory, exist_ok=True)
        for name, text in made.items():
            path = os.path.join(self.directory, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            build_data["force_include"][path] = f"playbook/checklists/{name}"
