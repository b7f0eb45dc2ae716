"""From signing to launch, and the advice on the way: shared between expert and municipality."""
