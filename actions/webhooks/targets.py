"""Where a message may go: to addresses of the open internet, and to networks that the operator has named."""

import socket
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings

# Where hosts ask who they are and what their keys are: never, whatever networks are allowed.
NEVER = [
    ip_network(each)
    for each in (
        "169.254.0.0/16",
        "fe80::/10",
        "168.63.129.16/32",
        "fd00:ec2::254/128",
        "0.0.0.0/8",
        "::/128",
    )
]
NAT64 = ip_network("64:ff9b::/96")
PORTS = {"https": 443, "http": 80}
LOWEST_OTHER_PORT = 1024


class NotReachable(Exception):
    """One sentence for who looks after the webhook."""


@dataclass(frozen=True)
class Target:
    is_https: bool
    host: str
    port: int
    path: str
    # What the name meant when it was asked, once: the connection is made to this.
    address: str = ""

    @property
    def host_header(self):
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == PORTS["https" if self.is_https else "http"] else f"{name}:{self.port}"


def read(url):
    """The parts of an address, unless it is one that nothing is sent to."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotReachable("This is not a web address.") from None
    schemes = ("https", "http") if settings.IS_LOCAL else ("https",)
    if parts.scheme not in schemes or not parts.hostname or not url.isascii() or not url.isprintable():
        raise NotReachable("Give a web address that begins with https://, in plain letters.")
    if " " in url or "\\" in url:
        raise NotReachable("A web address has no spaces or backslashes in it.")
    if parts.username is not None or parts.password is not None:
        raise NotReachable("Leave out the name and password: the signature says who sends.")
    if parts.fragment:
        raise NotReachable("Leave out what follows the #: it is never sent.")
    port = PORTS[parts.scheme] if port is None else port
    if port not in PORTS.values() and port < LOWEST_OTHER_PORT:
        raise NotReachable(
            f"Port {port} is that of another service. Take 443, or one from {LOWEST_OTHER_PORT}."
        )
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    target = Target(parts.scheme == "https", parts.hostname, port, path)
    _refuse_numbers(target.host)
    return target


def resolve(url):
    """Asks for the name once. All its addresses must be allowed: one that is not is reason enough."""
    target = read(url)
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotReachable(f"No address was found for {target.host}.") from None
    addresses = list(dict.fromkeys(entry[4][0] for entry in found))
    if not addresses or not all(is_allowed(address) for address in addresses):
        raise NotReachable(_refusal(target.host))
    return Target(target.is_https, target.host, target.port, target.path, addresses[0])


def _refuse_numbers(host):
    """An address in figures is looked at when it is typed; a name is asked for when something is sent."""
    try:
        ip_address(host)
    except ValueError:
        return
    if not is_allowed(host):
        raise NotReachable(_refusal(host))


def _refusal(host):
    return f"{host} is an address of a private network, or of no single host: nothing is sent there."


def is_allowed(text):
    """Not if it, or an address inside it, is private, unless the operator has allowed that network."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(_is_allowed(each) for each in (address, *_inside(address)))


def _inside(address):
    """Addresses of IPv4 that travel in one of IPv6."""
    if not isinstance(address, IPv6Address):
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if address in NAT64:
        yield ip_address(address.packed[-4:])


def _is_allowed(address):
    if any(address in network for network in NEVER):
        return False
    if any(address in network for network in settings.WEBHOOK_PRIVATE_NETWORKS):
        return True
    if getattr(address, "ipv4_mapped", None) or address in NAT64:
        return True  # What is inside is asked by itself.
    return address.is_global and not address.is_multicast and not address.is_reserved
