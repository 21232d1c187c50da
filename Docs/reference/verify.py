#!/usr/bin/env python3
"""Checks the evidence of a call, without the platform's own programs: python3 verify.py BUNDLE --keys KEYS [--anchors FILE] [--tsa CA]

What it checks, and the format, stand in evidence.md beside this file. Needs the package python3-cryptography, and `openssl` for the SM2
signature. Ends with 0 when everything holds; otherwise says the first thing that does not, and ends with 1.
"""
import argparse, base64, json, subprocess, sys, tempfile
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

MEMBERS = {"format", "record", "place", "path", "batches", "anchor", "stamp"}
HEAD = {"batch", "journal", "first", "last", "at", "root", "previous", "sm2", "p256", "signer"}


class Flaw(Exception):
    pass


def need(holds, text):
    if not holds:
        raise Flaw(text)


def rotl(x, n):
    n %= 32
    return ((x << n) | (x >> (32 - n))) & 0xFFFFFFFF


def sm3(data):
    """GB/T 32905, by the book: not every Python's hashlib has it."""
    state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    padded = data + b"\x80" + b"\0" * ((55 - len(data)) % 64) + (8 * len(data)).to_bytes(8, "big")
    p0, p1 = (lambda x: x ^ rotl(x, 9) ^ rotl(x, 17)), (lambda x: x ^ rotl(x, 15) ^ rotl(x, 23))
    for at in range(0, len(padded), 64):
        w = [int.from_bytes(padded[i:i + 4], "big") for i in range(at, at + 64, 4)]
        for j in range(16, 68):
            w.append(p1(w[j - 16] ^ w[j - 9] ^ rotl(w[j - 3], 15)) ^ rotl(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            t = 0x79CC4519 if j < 16 else 0x7A879D8A
            s1 = rotl((rotl(a, 12) + e + rotl(t, j)) & 0xFFFFFFFF, 7)
            s2 = s1 ^ rotl(a, 12)
            ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if j < 16 else (e & f) | (~e & g)
            t1 = (ff + d + s2 + (w[j] ^ w[j + 4])) & 0xFFFFFFFF
            t2 = (gg + h + s1 + w[j]) & 0xFFFFFFFF
            a, b, c, d, e, f, g, h = t1, a, rotl(b, 9), c, p0(t2), e, rotl(f, 19), g
        state = [x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h))]
    return b"".join(x.to_bytes(4, "big") for x in state)


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def text(head):
    lines = ["exchange call batch 1"] + [str(head[n]) for n in ("batch", "journal", "first", "last", "at", "root", "previous")]
    return ("\n".join(lines) + "\n").encode()


def bytes_of(base64url):
    raw = base64.urlsafe_b64decode(base64url + "=" * (-len(base64url) % 4))
    need(base64.urlsafe_b64encode(raw).decode().rstrip("=") == base64url, "a signature is not written as it must be")
    return raw


def root_of(data, place, size, path):
    """RFC 9162 section 2.1.3.2, over SM3."""
    node, last, digest = place, size - 1, sm3(b"\0" + data)
    need(0 <= place < size, "the place is not within the batch")
    for written in path:
        sibling = bytes.fromhex(written)
        need(last > 0 and len(sibling) == 32 and sibling.hex() == written, "the path is too long or not written as it must be")
        if node & 1 or node == last:
            digest = sm3(b"\1" + sibling + digest)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            digest = sm3(b"\1" + digest + sibling)
        node, last = node >> 1, last >> 1
    need(last == 0, "the path is too short")
    return digest.hex()


def check_signatures(head, keys):
    name = f"batch {head['batch']}"
    need(head["signer"] == sm3((keys["sm2"] + keys["p256"]).encode()).hex(), f"{name} was signed by other keys")
    try:
        key = serialization.load_pem_public_key(keys["p256"].encode())
        key.verify(bytes_of(head["p256"]), text(head), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        raise Flaw(f"{name}: the P-256 signature does not hold")
    with tempfile.NamedTemporaryFile() as pem, tempfile.NamedTemporaryFile() as signature, tempfile.NamedTemporaryFile() as data:
        for file, content in ((pem, keys["sm2"].encode()), (signature, bytes_of(head["sm2"])), (data, text(head))):
            file.write(content), file.flush()
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", pem.name, "-rawin", "-digest", "sm3", "-in", data.name,
                   "-sigfile", signature.name, "-pkeyopt", "distid:1234567812345678"]
        need(subprocess.run(command, capture_output=True).returncode == 0, f"{name}: the SM2 signature does not hold")


def check_stamp(token, head, authority):
    with tempfile.NamedTemporaryFile() as answer, tempfile.NamedTemporaryFile() as data:
        answer.write(bytes_of(token)), answer.flush(), data.write(text(head)), data.flush()
        command = ["openssl", "ts", "-verify", "-data", data.name, "-in", answer.name, "-CAfile", authority]
        need(subprocess.run(command, capture_output=True).returncode == 0, "the time stamp does not hold")


def check(file, keys, anchors, authority=None):
    bundle = json.loads(file)
    need(canonical(bundle) == file, "the file is not canonical JSON: it was changed")
    need(set(bundle) == MEMBERS and bundle["format"] == "exchange call evidence 1", "the file is no evidence of a call")
    record, heads, digests = bundle["record"], bundle["batches"], []
    need(heads and all(set(head) == HEAD for head in heads), "a batch is not whole")
    for head in heads:
        check_signatures(head, keys)
        if digests:
            need(head["previous"] == digests[-1], f"batch {head['batch']} does not follow the one before")
        digests.append(sm3(text(head)).hex())
    own = heads[0]
    need(record["journal"] == own["journal"] and record["seq"] == own["first"] + bundle["place"], "the call is not in the batch")
    root = root_of(canonical(record), bundle["place"], own["last"] - own["first"] + 1, bundle["path"])
    need(root == own["root"], f"call {record['callId']}: the record or its path was changed")
    need(bundle["anchor"] in (None, {"batch": heads[-1]["batch"], "head": digests[-1]}), "the anchor is of another batch")
    if anchors is not None:
        known = {int(line.split(" ")[0]): line.split(" ")[1] for line in anchors.splitlines()}
        found = [(head["batch"], digest) for head, digest in zip(heads, digests) if head["batch"] in known]
        need(found, "the anchor file knows none of the batches")
        need(known[found[0][0]] == found[0][1], f"batch {found[0][0]} differs from the anchor file")
    if authority is not None:
        need(bundle["stamp"], "there is no time stamp")
        check_stamp(bundle["stamp"], heads[-1], authority)
    return record["callId"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("bundle"), parser.add_argument("--keys", required=True), parser.add_argument("--anchors"), parser.add_argument("--tsa")
    options = parser.parse_args()
    try:
        anchors = open(options.anchors).read() if options.anchors else None
        print("holds: call", check(open(options.bundle, "rb").read(), json.load(open(options.keys)), anchors, options.tsa))
    except (Flaw, ValueError, KeyError, TypeError, IndexError) as flaw:
        sys.exit(f"does not hold: {flaw}")
