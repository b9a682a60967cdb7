"""What the rules for rows are made of: conditions in SQL, and questions, which are functions of PostgreSQL.

Questions and the views they ask belong to the owner of the tables, so that a rule can look at another table
without that table's own rule. As functions they cost nothing until a row needs them asked, and are planned
once for a connection. These views hold numbers and yes or no, never words that anybody wrote.
"""

from dataclasses import dataclass

# What is made without a schema PostgreSQL makes in one that is named as the role is: no role may be named so.
SCHEMA = "row_rules"
# In brackets with SELECT each is asked once for a statement, not once for a row.
SEES_EVERYTHING = "(SELECT current_setting('followthrough.scope', true)) = 'everything'"
ME = "(SELECT nullif(current_setting('followthrough.person', true), '')::bigint)"
SIGNED_IN = f"{ME} IS NOT NULL"
_TOLD = "nullif(current_setting('followthrough.organisations', true), '')"
MY_ORGANISATIONS = f"(SELECT string_to_array({_TOLD}, ',')::bigint[])"
NEVER = "false"
# How the triggers begin that stand on other tables, where no schema of ours tells them from others.
TRIGGERS = "followthrough_keeps_"
# As PostgreSQL counts: a question joins some tables, and is not for all rows where an index has fewer.
COST = 1000


@dataclass(frozen=True)
class Rule:
    """Who may read a row, and who may add, change or remove it; besides who sees everything."""

    read: str
    write: str = ""

    @property
    def writing(self):
        return self.write or self.read


@dataclass(frozen=True)
class Question:
    """Yes as soon as one of the conditions holds, asked in their order. They name the arguments.

    Those `of_partners` can hold for somebody's organisations alone: for visitors they are not asked.
    """

    name: str
    arguments: str
    conditions: tuple = ()
    of_partners: tuple = ()

    def __call__(self, *columns):
        return f"{SCHEMA}.{self.name}({', '.join(columns)})"

    def sql(self):
        steps = _yes_if(self.conditions)
        if self.of_partners:
            steps += f" IF {_TOLD} IS NULL THEN RETURN false; END IF;{_yes_if(self.of_partners)}"
        return (
            f"CREATE FUNCTION {SCHEMA}.{self.name}({self.arguments}) RETURNS boolean LANGUAGE plpgsql STABLE "
            f"SECURITY DEFINER COST {COST} AS $$ BEGIN{steps} RETURN false; END $$"
        )


@dataclass(frozen=True)
class Numbers:
    """The numbers of one's own rows, asked for once in a statement; of a visitor without looking."""

    name: str
    query: str

    def have(self, column):
        return f"{column} = ANY ((SELECT {SCHEMA}.{self.name}())::bigint[])"

    def sql(self):
        return (
            f"CREATE FUNCTION {SCHEMA}.{self.name}() RETURNS bigint[] LANGUAGE plpgsql STABLE "
            f"SECURITY DEFINER AS $$ BEGIN IF {_TOLD} IS NULL THEN RETURN '{{}}'; END IF; "
            f"RETURN array({self.query}); END $$"
        )


@dataclass(frozen=True)
class Kept:
    """Numbers that rules look at first, so that most rows need no more looking. Triggers add to them.

    Nothing is ever taken out, so nobody's work at the same moment makes them wrong; and a rule shows nothing
    because of them alone: whatever it finds here it looks at again.
    """

    name: str
    columns: tuple
    key: tuple
    sources: tuple
    indexes: tuple = ()

    def statements(self):
        """Triggers first: what is added while the rest is found waits for them."""
        table, columns = f"{SCHEMA}.{self.name}", ", ".join(self.columns)
        told = ", ".join(f"{column} bigint NOT NULL" for column in self.columns)
        yield f"CREATE TABLE {table} ({told}, PRIMARY KEY ({', '.join(self.key)}))"
        for source in self.sources:
            function = f"{SCHEMA}.{self.name}_from_{source.table}"
            trigger = f"{TRIGGERS}{self.name}"
            add = f"INSERT INTO {table} ({columns}) {source.query('fresh')} ON CONFLICT DO NOTHING"
            yield (
                f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
                f"AS $$ BEGIN {add}; RETURN NULL; END $$"
            )
            yield (
                f"CREATE TRIGGER {trigger} AFTER INSERT ON public.{source.table} "
                f"REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
            )
            # Also where rows are put in by bulk, with other triggers off.
            yield f"ALTER TABLE public.{source.table} ENABLE ALWAYS TRIGGER {trigger}"
        for source in self.sources:
            found = source.query(f"({source.there})")
            yield f"INSERT INTO {table} ({columns}) {found} ON CONFLICT DO NOTHING"
        for index in self.indexes:
            yield f"CREATE INDEX ON {table} ({index})"


@dataclass(frozen=True)
class Source:
    """`found` asks about `{fresh}`: the rows that a statement adds, or those of before, found by `there`."""

    table: str
    found: str
    there: str

    def query(self, fresh):
        return self.found.format(fresh=fresh)


def _yes_if(conditions):
    return "".join(f" IF {condition} THEN RETURN true; END IF;" for condition in conditions)


def mine(column):
    return f"{column} = ANY ({MY_ORGANISATIONS}::bigint[])"


def me(column):
    return f"{column} = {ME}"


def any_of(*conditions):
    return " OR ".join(f"({condition})" for condition in conditions)


def is_published_by(view, key, column):
    """Whether a row of the view is published whose `key` is that column, named with its table.

    Looked up within the statement: for one row a few times quicker than calling a function, which is planned
    only once. As it is no EXISTS, PostgreSQL never reads the whole view to be ready for many rows.
    """
    found = f"FROM {SCHEMA}.{view} AS it WHERE it.{key} = {column} AND it.is_published"
    return f"(SELECT true {found} LIMIT 1)"


def there_is(view, column, key, condition):
    """A row of the view whose `key` is that column's, for which the condition holds. It is called `it`."""
    return f"EXISTS (SELECT FROM {SCHEMA}.{view} AS it WHERE it.{key} = {column} AND ({condition}))"
