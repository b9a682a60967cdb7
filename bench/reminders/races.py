"""Closed, handed over or moved between the sweep and the sending: no mail says what is not so any more.

    python -m bench.reminders.races [--database postgresql] [--races 200]

Everybody owns two overdue actions, and a sweep has opened their mails. First one of the two of each of 200
people is closed, handed over or given another deadline, and then the mails are sent. Then the same with 200
others, with one process doing the verbs while two send: there a mail is wrong if it names what had changed
before the mail was written. Ends with 1 if a mail was wrong, or did not name the other action.
"""

import re
import sys
from datetime import timedelta
from multiprocessing import get_context

from bench.ledger_writes import close
from bench.reminders import told
from bench.reminders.whole_service import DAY, Service

VERBS = ("close", "hand over", "move")
NEWS = "It is done otherwise."
ACTION = re.compile(r"in team (\d+)\b")


def change(action, verb, lead, heir, at):
    if verb == "close":
        action.not_pursue(lead, at, NEWS)
    elif verb == "hand over":
        action.reassign(lead, at, heir)
    else:
        action.move_deadline(lead, at, DAY + timedelta(days=40), NEWS)


def change_all(actions, clock):
    """{id of the action: the moment at which its change was committed}"""
    from accounts.models import Post

    leads = {post.organisation_id: post for post in Post.objects.filter(reports_to=None)}
    done = {}
    for number, action in enumerate(actions):
        head = leads[action.owner.organisation_id]
        change(action, VERBS[number % len(VERBS)], head.holder, head, clock())
        done[action.pk] = clock()
    return done


def change_in_a_process(actions, clock, answer):
    answer.put(change_all(actions, clock))


def send(clock):
    from actions.reminders.sweeping import send_owed

    send_owed(clock)


def while_others_send(actions, clock):
    from django.db import connection

    close(connection)
    context = get_context("fork")
    answer = context.Queue()
    processes = [context.Process(target=send, args=(clock,)) for _ in range(2)]
    processes.append(context.Process(target=change_in_a_process, args=(actions, clock, answer)))
    for process in processes:
        process.start()
    done = answer.get()
    for process in processes:
        process.join()
    return done


def judge(service, owners, done):
    """Of each person's mail: is it wrong, and does it name the action that is as it was?"""
    from actions.models import Action, Digest

    written_at = dict(Digest.objects.values_list("person", "frozen_at"))
    found = {"mails": 0, "wrong": 0, "without_the_other": 0, "written_before_the_change": 0}
    mails = service.sink.by_recipient()
    for action, post in owners.items():
        holder = post.holder
        other = Action.objects.filter(owner=post).exclude(pk__in=done).get()
        names = {number for mail in mails[holder.email] for number in named_in(mail)}
        found["mails"] += len(mails[holder.email])
        found["without_the_other"] += team_of(other) not in names
        if team_of(action) in names:
            is_wrong = done[action.pk] <= written_at[holder.pk]
            found["wrong" if is_wrong else "written_before_the_change"] += 1
    service.sink.mails.clear()
    return found


def named_in(mail):
    text = mail.message.get_body(("plain",)).get_content()
    return {int(number) for number in ACTION.findall(text)}


def team_of(action):
    return int(action.title.rpartition(" ")[2])


def main():
    asked = told.arguments(__doc__, races=200, organisations=4)
    owners, is_so = 2 * asked.races, True
    with Service(asked.database) as service:
        from django.utils import timezone

        from actions.models import Action
        from actions.reminders.sweeping import open_digests, send_owed
        from bench.large_data import Size, write

        write(Size(2 * owners, 2 * owners, owners, asked.organisations), DAY)
        firsts = Action.objects.select_related("owner__holder").order_by("pk")
        before, meanwhile = list(firsts[: asked.races]), list(firsts[asked.races : owners])

        def prove(title, actions, do):
            # As they were: whom an action is handed to need not hear of it before tomorrow.
            owners = {action: action.owner for action in actions}
            open_digests(timezone.now(), people=[post.holder_id for post in owners.values()])
            found = judge(service, owners, do(actions))
            is_good = not (found["wrong"] or found["without_the_other"]) and found["mails"] == len(actions)
            return told.finish(title, {"database": asked.database} | found, is_good, service)

        def changed_then_sent(actions):
            done = change_all(actions, timezone.now)
            send_owed(timezone.now)
            return done

        is_so &= prove("Changed between the sweep and the sending", before, changed_then_sent)
        is_so &= prove(
            "Changed while others send", meanwhile, lambda some: while_others_send(some, timezone.now)
        )
    sys.exit(0 if is_so else 1)


if __name__ == "__main__":
    main()
