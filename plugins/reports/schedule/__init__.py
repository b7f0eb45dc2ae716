"""Reports that go out by themselves, to people who want them."""
