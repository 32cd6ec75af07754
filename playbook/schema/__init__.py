"""The playbook's forms as JSON Schema draft-07, for editors and other programs.

Everything is generated from the types and the data, so that a new item changes one file. What needs more than one file,
a day, or the text itself is left to the loader.
"""

from playbook.schema.answers import answers_schema
from playbook.schema.checklist import checklist_schema
from playbook.schema.comparison import comparison_schema
from playbook.schema.documents import documents_schema
from playbook.schema.report import report_schema

__all__ = ["answers_schema", "checklist_schema", "comparison_schema", "documents_schema", "report_schema"]
