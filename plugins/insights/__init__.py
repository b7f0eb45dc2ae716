"""What thousands of people said, made readable for the staff who must answer them."""
