#!/usr/bin/env python3
"""Walks through the portal in a real browser, on an exchange that Scripts/run started.

Tests/browser/portal.py --base http://127.0.0.1:18480 --secrets DIR [--shots DIR] [--only NAME]

First the journeys, then every link from every role's home, then the portal's bar line by line, then the markup of all that was seen.
Closes with "N passed, N failed".
"""
import argparse
import sys

from playwright.sync_api import sync_playwright

import bar
import journeys
from crawl import ROLES, crawl
from website import Site

TESTS = (
    [(name, getattr(journeys, name)) for name in ["share", "foureyes", "refuse", "call", "recover", "hostile"]]
    + [(f"crawl {role}", lambda site, role=role: crawl(site, role)) for role in ROLES]
    + bar.LINES
    + [("bar 3: markup", bar.markup)]
)


def run(site, name, test):
    site.faults = []
    try:
        note = test(site)
    except Exception as error:  # whatever it was, the next one runs
        site.faults.insert(0, f"{type(error).__name__}: {str(error)[:900]}")
        note = ""
    for fault in dict.fromkeys(site.faults):
        print(f"    {fault}")
    print(f"{'✗' if site.faults else '✓'} {name}: {note}", flush=True)
    return not site.faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True)
    parser.add_argument("--secrets", required=True)
    parser.add_argument("--shots")
    parser.add_argument("--only")
    options = parser.parse_args()
    site = Site(options)
    with sync_playwright() as playwright:
        site.open(playwright)
        results = [run(site, name, test) for name, test in TESTS if not options.only or options.only in name]
        site.browser.close()
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
