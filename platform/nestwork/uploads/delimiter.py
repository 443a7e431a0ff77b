"""Which character parts the cells of a text file."""

DELIMITERS = ",;\t|"


def find_delimiter(sample: str) -> str:
    """The delimiter that stands most often in the first line outside quotes; a comma when none does."""
    counts = dict.fromkeys(DELIMITERS, 0)
    quoted = False
    for letter in sample:
        if letter == '"':
            quoted = not quoted
        elif letter in "\r\n" and not quoted and any(counts.values()):
            break
        elif letter in counts and not quoted:
            counts[letter] += 1
    return max(DELIMITERS, key=lambda delimiter: counts[delimiter])
