"""A real browser without a window, for the scripts beside this one.

A script says what a person does and checks what that person sees; the first thing that is not so ends it with a sentence.
"""
import os
import re
import sys

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

SECONDS = 20
SCRIPT_PROBE = "data:text/html,<title>off</title><script>document.title='on'</script>"


class Browser:
    """One window; `folder` takes the pictures of its pages."""

    def __init__(self, base, folder, language="ar", scripts=True, size=(1200, 900)):
        options = Options()
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
            options.add_argument(argument)
        options.add_argument(f"--window-size={size[0]},{size[1]}")
        options.add_argument(f"--user-data-dir={os.path.join(folder, 'profile')}")
        preferences = {"intl.accept_languages": language}
        if not scripts:
            preferences["profile.managed_default_content_settings.javascript"] = 2
        options.add_experimental_option("prefs", preferences)
        options.binary_location = "/usr/bin/chromium"
        self.base, self.folder, self.language = base, folder, language
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.driver.get(SCRIPT_PROBE)
        check((self.driver.title == "on") == scripts, f"scripts are {'on' if scripts else 'off'}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def open(self, path):
        self.driver.get(path if path.startswith("http") else self.base + path)

    def find(self, selector):
        found = self.driver.find_elements(By.CSS_SELECTOR, selector)
        check(found, f"{selector} is on {self.driver.current_url}")
        return found[0]

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector="main"):
        return self.find(selector).text

    def value(self, name):
        return self.find(f"[name='{name}']").get_attribute("value")

    def type(self, name, words):
        field = self.find(f"[name='{name}']")
        field.clear()
        field.send_keys(words)

    def choose(self, name, value):
        Select(self.find(f"[name='{name}']")).select_by_value(value)

    def press(self, selector):
        """Presses a button or a link and waits until the next page stands."""
        old = self.driver.find_element(By.TAG_NAME, "html")
        button = self.find(selector)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
        button.click()
        self.until(lambda: is_gone(old), f"a new page after {selector}")

    def until(self, holds, what):
        try:
            WebDriverWait(self.driver, SECONDS, 0.1, [WebDriverException]).until(lambda _: holds())
        except WebDriverException:
            self.picture("not-in-time")
            check(False, f"{what}, in {SECONDS} seconds")

    def picture(self, name):
        """The whole page as a picture."""
        width, usual = (self.driver.get_window_size()[side] for side in ("width", "height"))
        height = self.driver.execute_script("return document.documentElement.scrollHeight")
        self.driver.set_window_size(width, min(max(height + 150, 700), 4000))
        self.driver.save_screenshot(os.path.join(self.folder, f"{name}.png"))
        self.driver.set_window_size(width, usual)

    def is_overflowing(self):
        """Whether the page is wider than its window."""
        return self.driver.execute_script(
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")


def is_gone(element):
    try:
        element.is_enabled()
        return False
    except StaleElementReferenceException:
        return True


def check(holds, sentence):
    if not holds:
        sys.exit(f"not so: {sentence}")


def digits(text):
    """The first number of eight digits or more."""
    found = re.search(r"\d{8,}", text)
    check(found, f"a number in: {text}")
    return found.group(0)
