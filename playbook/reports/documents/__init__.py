"""Reports on papers: what `playbook lint` says, in the form that was asked for."""
