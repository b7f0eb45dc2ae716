"""Before the vote: staff make options, by hand, from ideas or from a file, and evaluators look at them."""
