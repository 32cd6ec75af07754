"""YAML → model: every problem at once, with file:line:column, a hint, and the nearest known name."""

from playbook.load.answers import answers_path, load_answers, parse_answers
from playbook.load.data import data_folder, load_playbook

__all__ = ["answers_path", "data_folder", "load_answers", "load_playbook", "parse_answers"]
