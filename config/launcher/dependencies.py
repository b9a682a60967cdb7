"""What Followthrough is made of: a list of every package (`make sbom`), and known holes (`make audit`)."""

import base64
import json
import subprocess
import sys
from pathlib import Path

from config.launcher.installation import Installation
from config.launcher.refusal import Refusal

NOT_ASKED = 3


def sbom(installation: Installation) -> int:
    """A CycloneDX list of all that is pinned: by pip for the service, by npm for making its pages."""
    root, file = installation.root, installation.root / "build" / "sbom.json"
    file.parent.mkdir(exist_ok=True)
    tool = installation.venv / "bin" / "cyclonedx-py"
    list_them = [str(tool), "requirements", "requirements.txt", "--output-reproducible", "--of", "JSON"]
    list_them += ["--pyproject", "pyproject.toml", "--output-file", str(file)]
    if subprocess.run(list_them, cwd=root, env=installation.environment(), check=False).returncode:
        raise Refusal("The list of packages could not be made; the words above say why.")
    found = json.loads(file.read_text())
    found["components"] += npm_packages(root)
    file.write_text(json.dumps(found, indent=2) + "\n")
    print(f"{len(found['components'])} packages are listed in {file.relative_to(root)} (CycloneDX).")
    return 0


def npm_packages(root: Path) -> list[dict]:
    """Needed to make the stylesheet and the script; of these only govuk-frontend is sent to browsers."""
    packages = json.loads((root / "package-lock.json").read_text())["packages"]
    return [npm_component(place, package) for place, package in packages.items() if place]


def npm_component(place: str, package: dict) -> dict:
    name = place.rpartition("node_modules/")[2]
    algorithm, _, digest = package.get("integrity", "").partition("-")
    component = {
        "type": "library",
        "bom-ref": f"npm-{place}",
        "name": name,
        "version": package["version"],
        "purl": f"pkg:npm/{name.replace('@', '%40')}@{package['version']}",
    }
    if algorithm == "sha512":
        component["hashes"] = [{"alg": "SHA-512", "content": base64.b64decode(digest).hex()}]
    return component


def audit(installation: Installation) -> int:
    """In a virtual environment of its own: the tool needs more packages than Followthrough itself."""
    folder = installation.root / "build" / "audit"
    environment = installation.environment()
    make = [sys.executable, "-m", "venv", str(folder)]
    fill = [
        str(folder / "bin" / "pip"),
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "pip-audit~=2.9",
    ]
    for command in (make, fill):
        if subprocess.run(command, env=environment, check=False).returncode:
            raise Refusal("The audit tool could not be installed; the words above say why.")
    ask = [str(folder / "bin" / "pip-audit"), "--requirement", "requirements.txt", "--require-hashes"]
    ask += ["--disable-pip", "--progress-spinner", "off", "--format", "json"]
    answer = subprocess.run(
        ask, cwd=installation.root, env=environment, check=False, stdout=subprocess.PIPE, text=True
    )
    status, words = verdict(answer.stdout)
    print(words)
    return status


def verdict(told: str) -> tuple[int, str]:
    """0 only when every package was asked about and none has a known hole: not to know is not to be safe."""
    try:
        packages = json.loads(told)["dependencies"]
    except (ValueError, KeyError):
        return (
            NOT_ASKED,
            "The advisory service could not be asked, so nothing is known. The words above say why.",
        )
    holes = [hole for package in packages for hole in holes_of(package)]
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    lines = list(holes)
    if skipped:
        lines.append(
            f"The advisory service knows nothing of {len(skipped)} of {len(packages)} packages, so nothing "
            f"is known about them: {', '.join(sorted(skipped))}. Is the public service reached, or a mirror?"
        )
    if not lines:
        lines.append(f"None of {len(packages)} packages has a known hole.")
    return 1 if holes else NOT_ASKED if skipped else 0, "\n".join(lines)


def holes_of(package: dict) -> list[str]:
    name = f"{package['name']} {package.get('version', '')}".strip()
    return [
        f"{name}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version yet'}"
        for hole in package.get("vulns", ())
    ]
