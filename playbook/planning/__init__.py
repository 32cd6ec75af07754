"""A trust's own plan: the steps by their latest days, and what its answers say of each."""
