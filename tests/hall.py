"""The village hall: the small playbook that the tests of the engine stand on."""

from pathlib import Path

import yaml

from playbook.load import load_playbook, parse_answers
from playbook.load.text import Text
from playbook.model import Answers, BadInput

HERE = Path(__file__).parent
FOLDER = HERE / "checklists"
HALL = load_playbook(str(FOLDER))
LOADERS = [loader for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", None)) if loader]


def parsed(content: str) -> Answers:
    return parse_answers(Text("answers.yaml", content), HALL)


def problems(content: str) -> list[str]:
    """What is wrong with an answers file, in words; nothing where it loads."""
    try:
        parsed(content)
    except BadInput as bad:
        return [str(problem) for problem in bad.problems]
    return []
