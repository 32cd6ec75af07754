"""A trust's new answers file: a form to fill in, and the folder it stands in."""

from playbook.scaffold.folder import init_folder
from playbook.scaffold.form import scaffold

__all__ = ["init_folder", "scaffold"]
