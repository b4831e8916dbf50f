"""The tools that several tests share: samples, processes, generators, oracles."""
