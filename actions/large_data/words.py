"""Invented words, drawn by luck: nobody was ever inspected or wrote this."""

AREAS = (
    "the oversight that managers give to plans, so that drift is seen and put right",
    "the timeliness of visits to children whose needs have changed",
    "the way in which histories are used when risk is judged",
    "the number of carers who can keep brothers and sisters together",
    "how leaders learn from complaints and from what families tell them",
    "the handing over of work between teams when somebody leaves",
    "the quality of letters that tell a family what was decided and why",
    "the checks made before a child moves to a new home",
    "the supervision of newly qualified staff in their first year",
    "what partners are told when a concern needs no further action",
)
SECTIONS = ("Help and protection", "Children in care", "Care leavers", "Leadership")
THEMES = ("Supervision", "Placements", "Front door", "Voice of the child", "Partners", "Data")
TITLES = (
    "Review the oversight of plans in team {}",
    "Agree a weekly look at late visits with team {}",
    "Write down how histories are used, and train team {}",
    "Find carers for groups of siblings, locality {}",
    "Bring what families say before the managers of area {}",
    "Make the handing over of work safe in team {}",
    "Rewrite the letters that team {} sends",
    "Check homes before a move, panel {}",
    "Supervise new staff every fortnight in team {}",
    "Tell partners what was decided, hub {}",
)
GOOD = (
    "Nine in ten files looked at show it, for three months running.",
    "Every plan is looked at by a manager each month, and the note says what changed.",
    "No family waits longer than ten working days, and they say so themselves.",
    "The panel sees the figures each month and nothing in them surprises it.",
)
BEGUN = (
    "The panel met and looked at forty files.",
    "Two managers now share the weekly look, so that leave no longer stops it.",
    "The new form has been in use for a month in three of five teams.",
    "Training was held twice; those who missed it are booked for the next one.",
    "The audit shows a better picture than in the last quarter.",
    "The supplier delivered the change and it is being tried by one team.",
    "A list of late cases is read out every morning.",
)
HOW = (
    "Seven in ten files are now as they should be; the rest are with their managers.",
    "What is still missing is written down and has a name beside it.",
    "Families were asked, and most say that they were told in time.",
    "The next look is in four weeks.",
    "One team is behind, because two posts are vacant.",
    "",
)
IMPACTS = ("Fewer children wait.", "Staff say that they know what is asked of them.", "", "", "")
REASONS = (
    "The supplier is late by a quarter.",
    "Two posts are vacant and the work can't be done without them.",
    "A new law changes what the form has to ask.",
)
EVIDENCE = ("Audit of forty files", "Minutes of the panel", "Figures of the quarter", "The new form")
MEASURES = ("Visits in time", "Plans looked at in the month", "Files that show it", "Families told in time")
PLACES = (
    "Social Care",
    "Placements",
    "Early Help",
    "Quality",
    "Front Door",
    "Fostering",
    "Health",
    "Schools",
)
TASK = "Agree who does it, try it with one team, then with all, and look at files each month."

PROGRESS = tuple(f"{begun} {how} {more}" for begun in BEGUN for how in HOW for more in BEGUN if more != begun)
