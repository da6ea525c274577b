"""Benchmarks: whole commands, timed from outside, as ratios in one run."""
