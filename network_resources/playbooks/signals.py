"""What the rooms of a practice hear about standards. Sent in the practice, inside the transaction of the act."""

from django.dispatch import Signal

adopted = Signal()  # with adoption=: the PlaybookAdoption row, and by=; its day may be one to come
