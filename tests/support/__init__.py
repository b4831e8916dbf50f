"""What several tests share: samples, processes, generators, oracles."""
