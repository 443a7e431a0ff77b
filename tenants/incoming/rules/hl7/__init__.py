"""Reading HL7 v2 immunization messages (VXU) as a stream of shapes, inside the limited process.

A file holds one message or many, with or without the envelope of a batch (FHS, BHS, BTS, FTS). A message that cannot be
read is listed with its number, segment and field, and so is a dose that cannot; the others go in, nothing is lost. Only
a file that holds no message at all, or letters of no known encoding, is refused whole.
"""
