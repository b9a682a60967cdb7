"""The list of frameworks, and how one is found: by key, by name, by the day of fieldwork."""

from collections.abc import Iterable, Iterator
from datetime import date

from inspections.frameworks.shape import Framework


class Catalogue:
    def __init__(self, frameworks: Iterable[Framework]) -> None:
        self._by_key: dict[str, Framework] = {}
        for each in frameworks:
            if each.key in self._by_key:
                raise ValueError(f"Two frameworks have the key “{each.key}”.")
            self._by_key[each.key] = each

    def __iter__(self) -> Iterator[Framework]:
        return iter(self._by_key.values())

    def framework(self, key: str) -> Framework:
        try:
            return self._by_key[key]
        except KeyError:
            raise LookupError(
                f"There is no framework “{key}”. The frameworks are: {', '.join(self._by_key)}."
            ) from None

    def named(self, words: str | None) -> Framework | None:
        """The framework that a report calls by these words, if any does."""
        return next((each for each in self if words and each.is_called(words)), None)

    def frameworks_on(self, fieldwork_day: date | None) -> tuple[Framework, ...]:
        """The frameworks in force on the first day of fieldwork; all of them while it is unknown."""
        return tuple(each for each in self if each.is_in_force(fieldwork_day))

    def choices(self, fieldwork_day: date | None = None) -> list[tuple[str, str]]:
        """Key and name for a form, in the order of the catalogue."""
        return [(each.key, each.name) for each in self.frameworks_on(fieldwork_day)]
