"""Registry: which children the practice coordinates care for, at what need level, and when the next contact is."""
