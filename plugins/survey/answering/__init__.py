"""People's own pages: begin, answer, send, receipt. And how an answer is kept so that nobody can tell whose it is."""
