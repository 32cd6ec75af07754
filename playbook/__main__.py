"""The command `playbook`, and the same as `python -m playbook`."""

import sys


def main() -> None:
    """Run one command; an interruption ends it quietly, while it starts as well."""
    try:
        from playbook.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
