"""Where answers and talk go: streams, files, a terminal."""
