"""The commands, a module each: options, one call, one render, one exit code."""
