"""The Board CIO Playbook: checklists as data, evaluated against a trust's answers."""

__version__ = "0.1.0"
