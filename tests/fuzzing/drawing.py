"""Every example is drawn afresh.

What schemathesis draws hangs on what the API answered before. Where Hypothesis begins an example as an
earlier one began, to change its end, it is then drawn something else, gives the operation up, and
schemathesis says nothing: some operations were sent a dozen examples, however many were asked for.
"""

from hypothesis import Phase, settings
from hypothesis.internal.conjecture.engine import ConjectureRunner
from hypothesis.strategies import SearchStrategy
from schemathesis.config import ProjectConfig
from schemathesis.engine.run.unit._pool import WorkerPool

from config.room import with_room

ASKED = ProjectConfig.get_hypothesis_settings
DRAW = WorkerPool._run_worker


def never_begin_as_before():
    # Most strategies are made for one example. Whether they are well formed is not what is asked here, and
    # finding out is a tenth of the time.
    SearchStrategy.validate = lambda strategy: None
    ConjectureRunner.generate_mutations_from = lambda runner, data: None
    ProjectConfig.get_hypothesis_settings = without_climbing
    WorkerPool._run_worker = lambda pool, **given: with_room(DRAW, pool, **given)


def without_climbing(project, **about):
    return settings(ASKED(project, **about), phases=(Phase.explicit, Phase.generate))
