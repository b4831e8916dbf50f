"""Questions of themes: the dictionary with the sums of its themes, and proposals for lines without one."""
