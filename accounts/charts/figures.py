"""A number as people read it, in a picture and in the table below it."""

from decimal import Decimal

Number = int | float | Decimal


def in_words(value: Number, unit: str = "") -> str:
    """11.00 is 11 and 1234567.5 is 1,234,567.5; "%" stands behind, "£" before, other units behind a space."""
    digits = f"{Decimal(str(value)):,f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    if digits == "-0":
        digits = "0"
    if unit == "£":
        return digits.replace("-", "-£") if digits.startswith("-") else f"£{digits}"
    if unit in ("", "%"):
        return f"{digits}{unit}"
    return f"{digits} {unit}"
