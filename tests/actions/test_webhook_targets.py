"""Where messages may go: nobody makes this service knock on doors inside."""

import socket
from ipaddress import ip_network

import pytest

from actions.webhooks import sending, targets
from actions.webhooks.targets import NotReachable

PRIVATE = [
    "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "168.63.129.16", "::1", "::", "fe80::1",
    "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::",
    "64:ff9b::a00:1", "64:ff9b::7f00:1", "2001:db8::1", "fe80::1%eth0", "not an address",
]  # fmt: skip
PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_inside_is_refused_however_it_is_written(address):
    assert not targets.is_allowed(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_open_internet_is_taken(address):
    assert targets.is_allowed(address)


def test_the_operator_may_allow_networks_but_never_those_that_hand_out_keys(settings):
    settings.WEBHOOK_PRIVATE_NETWORKS = [ip_network("10.0.0.0/8"), ip_network("169.254.0.0/16")]
    assert targets.is_allowed("10.1.2.3")
    assert targets.is_allowed("::ffff:10.1.2.3")
    assert not targets.is_allowed("192.168.1.1")
    assert not targets.is_allowed("169.254.169.254")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://receiver.example/", "file:///etc/passwd", "https://", "receiver.example",
        "https://a b.example/", "https://name:word@receiver.example/", "https://receiver.example/#part", "https://receiver.example:22/",
        "https://receiver.example:99999/", "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1:8443/",
        "https://receiver.example\\@10.0.0.1/", "https://receiver.example/\n", "https://räuber.example/",
        "https://[::ffff:169.254.169.254]/", "https://receiver.example:0/",
    ],
)  # fmt: skip
def test_an_address_that_nothing_is_sent_to_is_refused_when_it_is_typed(url):
    with pytest.raises(NotReachable):
        targets.read(url)


def test_in_production_only_safe_connections_are_made(settings):
    assert targets.read("http://receiver.example/").port == 80
    settings.IS_LOCAL = False
    with pytest.raises(NotReachable):
        targets.read("http://receiver.example/")
    assert targets.read("https://receiver.example/a?b=c").path == "/a?b=c"


def answers(*addresses):
    return lambda host, port, **more: [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses
    ]


@pytest.mark.parametrize(
    ("found", "taken"),
    [
        (["93.184.216.34"], True),
        (["93.184.216.34", "127.0.0.1"], False),
        (["127.1"], False),
        (["169.254.169.254"], False),
        ([], False),
    ],
)
def test_a_name_counts_for_all_addresses_that_it_means(monkeypatch, found, taken):
    monkeypatch.setattr(socket, "getaddrinfo", answers(*found))
    if taken:
        assert targets.resolve("https://receiver.example/").address == found[0]
    else:
        with pytest.raises(NotReachable):
            targets.resolve("https://receiver.example/")


def test_the_connection_goes_to_the_address_that_was_looked_at_and_the_name_is_asked_for_once(monkeypatch):
    asked, connected = [], []

    def ask(host, port, **more):
        asked.append(host)
        return answers("93.184.216.34" if len(asked) == 1 else "127.0.0.1")(host, port)

    def connect(address, **more):
        connected.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", ask)
    monkeypatch.setattr(socket, "create_connection", connect)
    answer = sending.send("https://receiver.example/", {}, b"{}")
    assert connected == [("93.184.216.34", 443)]
    assert len(asked) == 1
    assert (answer.is_taken, answer.words) == (False, "No answer: Connection refused.")


def test_who_answers_by_drops_is_hung_up_on(monkeypatch, settings):
    """Each drop comes in time; all of them together never would."""
    import threading

    settings.WEBHOOK_PRIVATE_NETWORKS = [ip_network("127.0.0.0/8")]
    monkeypatch.setattr(sending, "ALL_SECONDS", 0.3)
    server = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def drip():
        client, _ = server.accept()
        with client:
            while not over.wait(0.05):
                try:
                    client.sendall(b"H")
                except OSError:
                    return

    thread = threading.Thread(target=drip)
    thread.start()
    answer = sending.send(f"http://127.0.0.1:{server.getsockname()[1]}/", {}, b"{}")
    over.set()
    thread.join()
    server.close()
    assert not answer.is_taken
    assert answer.milliseconds < 3000
