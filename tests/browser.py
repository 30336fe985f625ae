"""A headless Chromium for tests that look at pages, driven over a pipe by the DevTools protocol.

With ``--remote-debugging-pipe`` the browser reads commands from file descriptor 3 and writes answers and events to 4,
each as JSON with a NUL behind it, and ends when the pipe does. The commands are those of
https://chromedevtools.github.io/devtools-protocol/.
"""

import base64
import json
import select
import shutil
import subprocess
import time
from contextlib import contextmanager
from itertools import count

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--headless=new", "--no-sandbox", "--no-first-run", "--disable-gpu", "--remote-debugging-pipe")
CONTRAST = """(() => {
  const colour = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([red, green, blue]) => [red, green, blue]
    .map(part => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = element => {
    const back = colour(getComputedStyle(element).backgroundColor);
    return back.length === 3 || back[3] === 1 ? back : behind(element.parentElement);
  };
  const texts = [...document.querySelectorAll("body *")].filter(element => element.checkVisibility()
    && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  return texts.map(element => {
    const [less, more] = [colour(getComputedStyle(element).color), behind(element)].map(light).sort((a, b) => a - b);
    return [(more + 0.05) / (less + 0.05), element.outerHTML.slice(0, 80)];
  });
})()"""
"""The contrast of each text, and the element, by https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
PATIENCE = 60
"""How many seconds the browser may take to answer."""


def find():
    """:return: the path of the browser, or ``None`` if there is none on ``PATH``"""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def browsing(executable, profile):
    """Start a browser that keeps its profile in an empty folder, give a page in it, and end it."""
    shell = ["sh", "-c", 'exec "$@" 3<&0 4>&1 <&- >/dev/null 2>&1', "sh"]
    command = [*shell, executable, *FLAGS, f"--user-data-dir={profile}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as process:
        yield Page(process.stdout, process.stdin)
        process.stdin.close()  # which ends it


class Page:
    """A page; ``events`` holds what has happened since it was opened, as pairs of the event's name and parameters."""

    def __init__(self, answers, commands):
        self._answers, self._commands, self._buffer, self._numbers = answers, commands, b"", count(1)
        self._session, self.events = {}, []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = {"sessionId": self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]}
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method, **parameters):
        """Send a command, and give its result."""
        number = next(self._numbers)
        command = {"id": number, "method": method, "params": parameters, **self._session}
        self._commands.write(json.dumps(command).encode() + b"\0")
        while (answer := self._receive()).get("id") != number:
            pass
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer["result"]

    def _receive(self):
        while b"\0" not in self._buffer:
            assert select.select([self._answers], [], [], PATIENCE)[0], f"no answer within {PATIENCE} s"
            chunk = self._answers.read(1 << 20)
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

    def wait_for(self, expression):
        """Wait until an expression in JavaScript gives something.

        :return: what it gives
        """
        end = time.monotonic() + PATIENCE
        while not (value := self.evaluate(expression)):
            assert time.monotonic() < end, f"{expression} gives nothing within {PATIENCE} s"
            time.sleep(0.05)
        return value

    def photograph(self, path):
        """Write what is in sight to a PNG file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot")["data"]))

    def complaints(self):
        """:return: what has gone wrong since the page was opened, as the browser's console would show it"""
        logged = [each["entry"] for each in self.heard("Log.entryAdded") if each["entry"]["level"] == "error"]
        called = [each for each in self.heard("Runtime.consoleAPICalled") if each["type"] in {"assert", "error"}]
        return [*logged, *called, *self.heard("Runtime.exceptionThrown")]

    def click(self, element):
        """Click in the middle of an element, which an expression in JavaScript gives, as a reader would."""
        self.evaluate(f"{element}.scrollIntoView({{block: 'center'}})")
        box = self.evaluate(f"{element}.getBoundingClientRect().toJSON()")
        middle = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **middle)
