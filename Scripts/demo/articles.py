#!/usr/bin/env python3
"""A provider's web service for the demo: GET /articles/EX-001 with a bearer token. It stands for a department's own system.

articles.py PORT TOKENFILE
"""
import hmac
import http.server
import json
import pathlib
import re
import sys

import law


class Articles(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    token = ""
    articles = {}

    def do_GET(self):
        given = self.headers.get("Authorization", "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), f"Bearer {self.token}".encode()):
            return self.answer(401, {"error": "token"})
        match = re.fullmatch(r"/articles/([A-Z]+-\d{3})(?:\?.*)?", self.path)
        found = match and self.articles.get(match[1])
        if not found:
            return self.answer(404, {"error": "no such article"})
        # `editor` is never granted in the demo: it must not be seen beyond the gateway.
        return self.answer(200, {"data": found | {"editor": f"CANARY-{found['no']} 内部校核人"}})

    def answer(self, status, value):
        body = json.dumps(value, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, text, *arguments):
        pass


def main():
    port, token = int(sys.argv[1]), pathlib.Path(sys.argv[2]).read_text().strip()
    Articles.token = token
    Articles.articles = {
        f"{code}-{n:03d}": {"no": f"{code}-{n:03d}", "measure": name, "name": article, "text": text}
        for code, name, articles in law.measures() for n, (article, text) in enumerate(articles, 1)
    }
    http.server.ThreadingHTTPServer(("127.0.0.1", port), Articles).serve_forever()


if __name__ == "__main__":
    main()
