"""Those who do not answer on a screen of their own: a sheet to print and type in, and a tablet that many use."""
