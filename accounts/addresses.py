"""E-mail addresses: which spellings reach one and the same mailbox. Knows no database."""

DOTS_DO_NOT_COUNT = {"gmail.com", "googlemail.com"}


def canonical(address: str) -> str:
    """Without capitals, without a +tag, and without the dots that some providers ignore."""
    local, _, domain = address.strip().lower().rpartition("@")
    local = local.split("+", 1)[0]
    if domain in DOTS_DO_NOT_COUNT:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"
