"""Known faults and planned work, shown to those concerned."""
