"""From a report's file to saved areas in Chromium: how long the machine takes, step by step.

    python bench/load_report.py [--pages 45] [--port 8044]

Starts everything that `make run` starts, worker and broker too, on a new folder with the sample council, and
uploads an invented report as the sample's lead. The time a person takes to read the review is not in it.
Ends with 1 if an area is missing.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.inspections.report_reading import stories_of_services as services  # noqa: E402
from tests.inspections.report_reading.pdf_writer import PdfWriter  # noqa: E402
from tests.inspections.report_reading.story import bullet, filler  # noqa: E402
from tests.parts import chromium  # noqa: E402

MORE = range(1, 25)
STARTED_WITHIN = 180
SAMPLE_PASSWORD = "followthrough-sample"


def report_of(pages):
    """The areas at the front, as inspectorates put them, and pages full of prose after them."""
    story, writer = services.safeguarding_and_looked_after(), PdfWriter()
    first = next(place for place, part in enumerate(story) if part.text == services.SAFEGUARDING_AREAS[0][2])
    more = [bullet(f"make sure that the plans of team {number} are looked at each month") for number in MORE]
    for part in [*story[:first], *more, *story[first:]]:
        writer.write(part)
    while len(writer.pages) <= pages:
        writer.write(filler())
    del writer.pages[pages:]
    return writer.finish()


class Watch:
    def __init__(self):
        self.began = self.last = time.perf_counter()

    def say(self, step):
        now = time.perf_counter()
        print(f"{step:<44} {now - self.last:6.2f} s", flush=True)
        self.last = now

    def total(self):
        print(f"{'Altogether, from upload to saved areas':<44} {self.last - self.began:6.2f} s")


def start(folder, port):
    server = subprocess.Popen(
        [sys.executable, "config/launcher", "run"],
        cwd=ROOT,
        env=os.environ | {"VAR_DIR": folder, "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    give_up_at = time.monotonic() + STARTED_WITHIN
    for line in server.stdout:
        if "answers at" in line:
            return server
        if time.monotonic() > give_up_at:
            break
    stop(server)
    raise SystemExit(f"The server did not start within {STARTED_WITHIN} s.")


def stop(server):
    server.send_signal(signal.SIGINT)
    server.communicate(timeout=60)


def sign_in(page):
    page.goto("/sign-in/")
    page.fill("[name=login]", "lead@westmarch.example")
    page.fill("[name=password]", SAMPLE_PASSWORD)
    with page.expect_navigation():
        page.click("main button[type=submit]")
    page.goto("/organisations/westmarch/inspections/load/")


def load(page, file):
    watch = Watch()
    page.get_by_label("The report").set_input_files(file)
    page.get_by_role("button", name="Read the report").click()
    page.wait_for_url("**/jobs/*/")
    watch.say("Upload, until the progress page is shown")
    page.wait_for_url("**/readings/*/")
    watch.say("Reading by the worker, until the review")
    page.get_by_role("button", name="Save the inspection").first.click()
    page.wait_for_url("**/inspections/slac-*/")
    watch.say("Saving, until the inspection is shown")
    watch.total()
    return page.locator("li.ft-areas__item").count()


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--pages", type=int, default=45)
    arguments.add_argument("--port", type=int, default=8044)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.pdf"
        file.write_bytes(report_of(given.pages))
        print(f"A report of {given.pages} pages, {file.stat().st_size // 1024} KB")
        server = start(folder, given.port)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium.program(), args=chromium.FLAGS)
                page = browser.new_page(base_url=f"http://127.0.0.1:{given.port}")
                sign_in(page)
                saved = load(page, file)
        finally:
            stop(server)
    wanted = len(services.SAFEGUARDING_AREAS) + len(MORE)
    print(f"{saved} of {wanted} areas are saved")
    sys.exit(0 if saved == wanted else 1)


if __name__ == "__main__":
    main()
