"""Puts the checklists into the wheel twice: as the YAML that people read, and as one JSON text that loads fast."""

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
        from playbook.load import load_playbook
        from playbook.load.compiled import packed

        made = os.path.join(self.directory, "compiled.json")
        os.makedirs(self.directory, exist_ok=True)
        with open(made, "w", encoding="utf-8") as file:
            file.write(packed(load_playbook("checklists")))
        build_data["force_include"][made] = "playbook/checklists/compiled.json"
