"""Long rows of things in parts that a question, and our memory, can bear."""

from itertools import islice

AT_ONCE = 4000


def in_parts(things):
    things = iter(things)
    while part := list(islice(things, AT_ONCE)):
        yield part
