"""What the user named → sheets: cells under a header, each row with its line."""
