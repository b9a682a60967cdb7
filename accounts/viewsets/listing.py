"""One list as one person asks for it, page after page."""

from accounts.viewsets.questions import question


class Listing:
    def __init__(self, resource, asked):
        self.resource, self.asked = resource, asked
        # What is wrong with the filters is found out here, before an answer begins.
        self.question = question(resource, asked)
        self.order = self.question.order

    def page(self, size, after=None):
        """(the dicts, the values at which the next page begins; None at the end)."""
        found = self._read(after, self.question.number(size + 1))
        has_more = len(found) > size
        found, number = found[:size], len(self.resource.columns)
        told = self.resource.tell(self.resource.named(found), self.asked)
        return told, found[-1][number:] if has_more else None

    def _read(self, after, wanted):
        after = after and self.order.understood(self.question.fields, after)
        found = []
        for stretch in self.order.stretches(after):
            found += self._read_stretch(stretch, wanted)
            if len(found) >= wanted:
                break
        return found

    def _read_stretch(self, stretch, wanted):
        ask, window = self.question.ask, self.question.window
        for length in window.lengths(wanted) if window else ():
            found = ask(stretch, wanted, length, self.asked)
            if len(found) >= wanted or window.is_the_end(stretch, length, self.asked):
                return found
        return ask(stretch, wanted, None, self.asked)
