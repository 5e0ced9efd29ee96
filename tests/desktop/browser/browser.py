"""Chromium without a window, and what its tools tell of a page."""

import base64
import json
import os
import shutil

from page import import_or_skip
from processes import need, temporary_directory

HERE = os.path.dirname(os.path.abspath(__file__))
PHONE, DESKTOP = (360, 800), (1280, 900)
OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage",
           "--hide-scrollbars", "--no-first-run", "--disable-background-networking", "--disable-component-update",
           "--disable-sync", "--disable-extensions",
           # It ends with who drives it, in whatever way that ends.
           "--remote-debugging-pipe")


class Browser:
    def __init__(self, test):
        need("setpriv", "chromium", "chromedriver")
        webdriver = import_or_skip("selenium.webdriver", "python3-selenium")
        service = import_or_skip("selenium.webdriver.chrome.service", "python3-selenium")
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium", path=test.env["PATH"])
        for option in (*OPTIONS, f"--user-data-dir={temporary_directory()}"):
            options.add_argument(option)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        driver = test.write('#!/bin/sh\nexec setpriv --pdeathsig KILL -- chromedriver "$@"\n', "bin", "driver")
        os.chmod(driver, 0o755)
        # Nothing is to be looked for in the net.
        os.environ["SE_OFFLINE"] = "true"
        self._driver = webdriver.Chrome(options=options, service=service.Service(driver, env=dict(test.env)))
        test.addCleanup(self._driver.quit)
        self._driver.set_page_load_timeout(60)
        self._driver.set_script_timeout(60)

    def tool(self, name, **arguments):
        """A command of the DevTools protocol."""
        return self._driver.execute_cdp_cmd(name, arguments)

    def show(self, file, size=DESKTOP, scheme="light"):
        """Opens it anew. What was said before is forgotten."""
        self.resize(size)
        self.prefer(scheme)
        for kind in ("browser", "performance"):
            self._driver.get_log(kind)
        self._driver.get(f"file://{file}")

    def resize(self, size):
        self.tool("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1, mobile=False)

    def prefer(self, scheme, media=""):
        self.tool("Emulation.setEmulatedMedia", media=media, features=[{"name": "prefers-color-scheme", "value": scheme}])

    def ask(self, script, *arguments):
        """What the body of a function gives; its arguments are in `arguments`."""
        return self._driver.execute_script(script, *arguments)

    def measure(self, expression):
        """What an expression of measures.js gives."""
        with open(os.path.join(HERE, "measures.js"), encoding="utf-8") as file:
            return self._driver.execute_script(f"{file.read()}\nreturn {expression};")

    def complaints(self):
        """What the browser says of the page."""
        return [f"{said['level']}: {said['message']}" for said in self._driver.get_log("browser")
                if said["level"] in ("WARNING", "SEVERE")]

    def requests(self):
        """All that was asked for since the page was opened."""
        events = [json.loads(line["message"])["message"] for line in self._driver.get_log("performance")]
        asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
        return [address for address in asked if not address.startswith("data:")]

    def violations(self):
        """What axe-core finds: its rule, and the elements."""
        if not self.ask("return 'axe' in window"):
            with open(os.path.join(HERE, "axe", "axe.min.js"), encoding="utf-8") as file:
                self.ask(file.read())
        found = self._driver.execute_async_script("""
            const done = arguments[arguments.length - 1];
            axe.run({resultTypes: ["violations"], preload: false})
                .then(result => done(result.violations), trouble => done([{id: String(trouble), nodes: []}]));""")
        return {rule["id"]: [f"{node['html'][:200]}: {node['failureSummary']}" for node in rule["nodes"]] for rule in found}

    def press(self, *keys):
        from selenium.webdriver.common.action_chains import ActionChains  # pylint: disable=import-outside-toplevel
        ActionChains(self._driver).send_keys(*keys).perform()

    def picture(self):
        """Of the whole page, as a PNG."""
        size = self.tool("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        return base64.b64decode(self.tool("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)["data"])

    def printed(self):
        """As a PDF, on A4."""
        return base64.b64decode(self.tool("Page.printToPDF", paperWidth=8.27, paperHeight=11.69, printBackground=True)["data"])

    def colours(self, picture):
        """How many pixels there are of each colour in some hundred thousand of a PNG."""
        self._driver.get("about:blank")
        return dict(self._driver.execute_async_script("""
            const done = arguments[arguments.length - 1], image = new Image();
            image.onload = () => {
                const canvas = document.createElement("canvas"), counts = new Map();
                [canvas.width, canvas.height] = [image.width, image.height];
                const context = canvas.getContext("2d");
                context.drawImage(image, 0, 0);
                const data = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
                // A prime, so that no column is left out.
                for (let i = 0; i < data.length; i += 7) counts.set(data[i], (counts.get(data[i]) || 0) + 1);
                done([...counts].map(([pixel, count]) => [String(pixel), count]));
            };
            image.src = "data:image/png;base64," + arguments[0];""", base64.b64encode(picture).decode()))
