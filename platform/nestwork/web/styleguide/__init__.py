"""The living style guide: every part in every state, and two whole sample pages. The test bed of the accessibility rules."""
