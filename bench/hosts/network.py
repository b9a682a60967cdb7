"""Hosts on one machine: network namespaces that share a bridge and nothing else."""

import os
import subprocess
import sys

NET = "10.203.7"
SERVICES, A, B = "ft-services", "ft-a", "ft-b"
ADDRESSES = {SERVICES: f"{NET}.1", A: f"{NET}.11", B: f"{NET}.12"}


def ip(*words):
    subprocess.run(["ip", *words], check=True)


def take_down():
    for name in ADDRESSES:
        subprocess.run(["ip", "netns", "delete", name], check=False, stderr=subprocess.DEVNULL)


def put_up():
    """The bridge lies in the namespace of the services: nothing of the machine's own network is touched."""
    take_down()
    for name in ADDRESSES:
        ip("netns", "add", name)
        ip("-n", name, "link", "set", "lo", "up")
    ip("-n", SERVICES, "link", "add", "bridge", "type", "bridge")
    ip("-n", SERVICES, "address", "add", f"{ADDRESSES[SERVICES]}/24", "dev", "bridge")
    ip("-n", SERVICES, "link", "set", "bridge", "up")
    for name in (A, B):
        ip("-n", SERVICES, "link", "add", f"to-{name}", "type", "veth", "peer", "name", "out", "netns", name)
        ip("-n", SERVICES, "link", "set", f"to-{name}", "master", "bridge", "up")
        ip("-n", name, "address", "add", f"{ADDRESSES[name]}/24", "dev", "out")
        ip("-n", name, "link", "set", "out", "up")


def at(name, command):
    return ["ip", "netns", "exec", name, *command]


def go_inside():
    """Begins this programme again where the services are."""
    put_up()
    code = subprocess.call(
        at(SERVICES, [sys.executable, "-m", "bench.hosts", *sys.argv[1:]]), env=os.environ | {"INSIDE": "yes"}
    )
    take_down()
    return code
