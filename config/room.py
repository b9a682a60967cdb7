"""Calls that have room for all calls below them.

CPython keeps the frames of calls in pieces of 16 KB. Where a piece ends, each call fetches memory from the
system and each return hands it back; and which of our calls stand there hangs on how deep a server, a
framework and a page happen to be. One call that asks for much room gets a larger piece, and all that is
called from it stands in the rest of it. Nothing is written to what it asks for.
"""

PLACES = 2**16  # of eight bytes; there is room for as many again below


def with_room(call, *arguments, **named):
    return call(*arguments, **named)


with_room.__code__ = with_room.__code__.replace(co_stacksize=PLACES)
