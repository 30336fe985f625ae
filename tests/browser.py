"""A headless Chromium for tests that look at pages, driven over a pipe by the DevTools protocol.

With ``--remote-debugging-pipe`` the browser reads commands from file descriptor 3 and writes answers and events to 4,
each as JSON with a NUL behind it, and ends when the pipe does. The commands are those of
https://chromedevtools.github.io/devtools-protocol/.
"""

import base64
import json
import os
import select
import shutil
from contextlib import contextmanager
from itertools import count
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--headless=new", "--no-sandbox", "--no-first-run", "--disable-gpu", "--remote-debugging-pipe")
PATIENCE = 20
"""How many seconds the browser may take to answer."""


def find():
    """:return: the path of the browser, or ``None`` if there is none on ``PATH``"""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def browsing(executable, profile):
    """Start a browser that keeps its profile in an empty folder, give a page in it, and end it."""
    import fcntl  # noqa: PLC0415 - there is none on Windows

    ends = [*os.pipe(), *os.pipe()]
    commands, ours_out, ours_in, answers = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends)
    list(map(os.close, ends))  # which might have been 3 and 4
    actions = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
    actions += [(os.POSIX_SPAWN_DUP2, commands, 3), (os.POSIX_SPAWN_DUP2, answers, 4)]
    command = [executable, *FLAGS, f"--user-data-dir={profile}"]
    process = os.posix_spawn(executable, command, os.environ, file_actions=actions)
    os.close(commands)
    os.close(answers)
    try:
        yield Page(ours_in, ours_out)
    finally:
        os.close(ours_in)
        os.close(ours_out)
        os.waitpid(process, 0)


class Page:
    """A page; ``events`` holds what has happened since it was opened, as pairs of the event's name and parameters."""

    def __init__(self, reads, writes):
        self._reads, self._writes, self._buffer, self._numbers = reads, writes, b"", count(1)
        self._session, self.events = {}, []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = {"sessionId": self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]}
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method, **parameters):
        """Send a command, and give its result."""
        number = next(self._numbers)
        command = {"id": number, "method": method, "params": parameters, **self._session}
        os.write(self._writes, json.dumps(command).encode() + b"\0")
        while (answer := self._receive()).get("id") != number:
            pass
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer["result"]

    def _receive(self):
        while b"\0" not in self._buffer:
            assert select.select([self._reads], [], [], PATIENCE)[0], f"no answer within {PATIENCE} s"
            chunk = os.read(self._reads, 1 << 20)
            assert chunk, "the browser has ended"
            self._buffer += chunk
        text, _, self._buffer = self._buffer.partition(b"\0")
        message = json.loads(text)
        if "method" in message:
            self.events.append((message["method"], message["params"]))
        return message

    def heard(self, method):
        """:return: the parameters of each event of a kind"""
        return [parameters for name, parameters in self.events if name == method]

    def open(self, url):
        """Go to a page, and wait until it is loaded."""
        self.events.clear()
        self.send("Page.navigate", url=url)
        while not self.heard("Page.loadEventFired"):
            self._receive()

    def evaluate(self, expression):
        """:return: what an expression in JavaScript gives"""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def show(self, width, height=844, scheme="light"):
        """Give the page a size in CSS pixels, and its reader a wish for light or dark."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.send("Emulation.setDeviceMetricsOverride", **size)
        self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def click(self, element):
        """Click in the middle of an element, which an expression in JavaScript gives, as a reader would."""
        self.evaluate(f"{element}.scrollIntoView({{block: 'center'}})")
        box = self.evaluate(f"{element}.getBoundingClientRect().toJSON()")
        middle = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **middle)

    def type(self, text):
        """Type into what has the focus."""
        self.send("Input.insertText", text=text)

    def photograph(self, path):
        """Write the whole page as PNG, as it looks."""
        Path(path).write_bytes(
            base64.b64decode(self.send("Page.captureScreenshot", captureBeyondViewport=True)["data"])
        )
