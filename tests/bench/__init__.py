"""Speed and size, measured the same way each time. `make bench` prints a table and keeps JSON in `.local/bench/`."""
