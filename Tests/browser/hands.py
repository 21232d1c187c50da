"""The same journey by mouse and by keyboard. A click is what opens, chooses a way or sends: a link, a button, a disclosure. Filling in a form is not counted."""


class Mouse:
    name = "mouse"

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def click(self, target):
        self.clicks += 1
        target.first.click()

    def fill(self, target, text):
        target.first.fill(text)

    def choose(self, target, value):
        target.first.select_option(value)

    def check(self, target):
        target.first.check()

    def file(self, target, file):
        target.first.set_input_files(files=[file])


class Keyboard(Mouse):
    """Tab until it is there, then Enter, Space, arrows or letters: nothing is clicked, and what has the focus must show it."""
    name = "keyboard"
    MOST_TABS = 400

    def reach(self, target):
        element = target.first.element_handle()
        here = lambda: self.page.evaluate("element => document.activeElement === element", element)
        for _ in range(self.MOST_TABS):
            if here():
                outline = self.page.evaluate("element => { const style = getComputedStyle(element); return style.outlineStyle + ' ' + style.outlineWidth }", element)
                assert not outline.startswith("none"), f"focus does not show on {element.evaluate('e => e.outerHTML')[:120]}"
                return element
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached by Tab at {self.page.url}: {element.evaluate('e => e.outerHTML')[:160]}")

    def click(self, target):
        self.clicks += 1
        element = self.reach(target)
        if element.evaluate("element => element.tagName") == "SUMMARY":
            return self.page.keyboard.press("Enter")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def fill(self, target, text):
        self.reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)

    def choose(self, target, value):
        element = self.reach(target)
        for _ in range(600):
            if element.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} cannot be chosen by the arrow keys")

    def check(self, target):
        if not self.reach(target).is_checked():
            self.page.keyboard.press("Space")

    def file(self, target, file):
        # The system's own dialogue is not the page's: the focus must reach the control, the file is handed over.
        self.reach(target)
        target.first.set_input_files(files=[file])
