"""The release engine: reads practices' counts one by one under its own login, protects them, and writes cells.

Its only way in is a network job of the queue "release". It holds one practice's counts at a time, in memory alone.
"""
