"""Speed and memory, measured as ratios against a named peer or floor in the same run."""
