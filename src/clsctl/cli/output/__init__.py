"""The output of the command line: streams, files, a terminal."""
