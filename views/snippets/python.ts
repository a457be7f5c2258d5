import { type Call, indented, jsonBlock, type Snippets } from "./snippet.ts";

export const python: Snippets = {
  file: "request.py",
  run: "python3 request.py",
  needs: "pip install cryptography",
  bearer: ({ baseUrl, method, path, body }, secretKey) =>
    `import json
import urllib.error
import urllib.request

request = urllib.request.Request(
    ${JSON.stringify(baseUrl + path)},
    method="${method}",
    headers={
        "Authorization": "Bearer ${secretKey}",
${body ? `        "Content-Type": "application/json",\n` : ""}    },
${body ? `    data=json.dumps(${indented(dictionary(body), "    ")}).encode(),\n` : ""})
try:
    with urllib.request.urlopen(request) as answer:
        print(answer.status, answer.read().decode())
except urllib.error.HTTPError as problem:
    print(problem.code, problem.read().decode())`,
  signed: ({ baseUrl, method, path, body }, kid) =>
    `import json
import time
import urllib.error
import urllib.request
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

BASE = ${JSON.stringify(baseUrl)}
KID = "${kid}"
with open("private_key.pem", "rb") as file:
    PRIVATE_KEY = load_pem_private_key(file.read(), password=None)


def encode(data):
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text):
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def ask(method, path, body=b""):
    url, jti = BASE + path, str(uuid.uuid4())
    header = encode(json.dumps({
        "alg": "EdDSA", "kid": KID, "iat": int(time.time()),
        "jti": jti, "htm": method, "htu": url,
    }).encode())
    signature = PRIVATE_KEY.sign(f"{header}.{encode(body)}".encode())
    request = urllib.request.Request(url, method=method, data=body or None, headers={
        "Content-Type": "application/json",
        "Countersign-Signature": f"{header}..{encode(signature)}",
    })
    try:
        answer = urllib.request.urlopen(request)
    except urllib.error.HTTPError as problem:
        answer = problem
    with answer:
        text = answer.read()
        check(answer, text, jti)
        return answer.status, text


def check(answer, text, jti):
    """Trust an answer only if the portal signed it, and for this request."""
    header, _, signature = answer.headers["Countersign-Signature"].split(".")
    claims = json.loads(decode(header))
    with urllib.request.urlopen(BASE + "/.well-known/jwks.json") as answered:
        keys = json.load(answered)["keys"]
    x = next(key["x"] for key in keys if key["kid"] == claims["kid"])
    # Raises InvalidSignature when the answer was changed on its way.
    Ed25519PublicKey.from_public_bytes(decode(x)).verify(
        decode(signature), f"{header}.{encode(text)}".encode()
    )
    if (claims["req"], claims["status"]) != (jti, answer.status):
        raise ValueError("This answers another request")


${body ? `body = json.dumps(${dictionary(body)}).encode()\n` : ""}status, text = ask("${method}", ${
      JSON.stringify(path)
    }${body ? ", body" : ""})
print(status, text.decode())`,
  webhook: () =>
    `import hashlib
import hmac
import json
import os
import time
from base64 import b64decode, b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))


def verified(headers, body):
    webhook_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > 300:
        return False
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    expected = b"v1," + b64encode(hmac.new(SECRET, signed, hashlib.sha256).digest())
    signatures = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(each.encode(), expected) for each in signatures)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if not verified(self.headers, body):
            self.send_response(400)
            self.end_headers()
            return
        # Remember event_id: the same event may come twice.
        event = json.loads(body)
        print(event["type"], event["event_id"], flush=True)
        self.send_response(204)
        self.end_headers()


ThreadingHTTPServer(("", int(os.environ.get("PORT", 3000))), Receiver).serve_forever()`,
};

/** JSON as Python writes it: its text already, but for three words, which no string of ours begins a line with. */
function dictionary(body: NonNullable<Call["body"]>): string {
  return jsonBlock(body).replace(
    /("(?:\\.|[^"\\])*")|\b(?:true|false|null)\b/g,
    (word, text?: string) => text ?? { true: "True", false: "False", null: "None" }[word] ?? word,
  );
}
