"""The commands, a module each: options, help, examples, and one call."""
