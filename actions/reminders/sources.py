"""Who asks what: each source yields what is owed of its stages. Upper apps register theirs."""

from dataclasses import dataclass

from actions import stages


@dataclass(frozen=True)
class Source:
    name: str
    stages: tuple
    ask: object


_sources = {}


def source(name, *of_stages):
    """Registers f(scope) -> iterable of Owed: for its people and, if it names any, its subjects alone."""

    def register(function):
        stages.add(*of_stages)
        _sources[name] = Source(name, tuple(stage.key for stage in of_stages), function)
        return function

    return register


def all_owed(scope, only=None):
    """What every source yields; with `only`, those sources alone that speak of these stages."""
    for each in _sources.values():
        if only is None or set(each.stages) & set(only):
            yield from each.ask(scope)
