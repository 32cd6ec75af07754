"""A trust's own documents: files → blocks → passages → findings."""
