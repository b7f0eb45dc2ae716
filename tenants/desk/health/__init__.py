"""How the places are doing: counted by themselves each hour, listed by the desk."""
