"""After the vote: what came of each idea goes back to those who wrote and supported it."""
