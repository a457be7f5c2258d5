import { type Call, jsonBlock, type Snippets } from "./snippet.ts";

export const curl: Snippets = {
  file: "request.sh",
  run: "bash request.sh",
  needs: "openssl 3",
  bearer: ({ baseUrl, method, path, body }, secretKey) =>
    [
      `curl${methodFlag(method, body)} ${quoted(baseUrl + path)}`,
      `-H "Authorization: Bearer ${secretKey}"`,
      ...(body ? [`-H "Content-Type: application/json"`, `-d ${single(jsonBlock(body))}`] : []),
    ].join(" \\\n  "),
  signed: ({ baseUrl, method, path, body }, kid) =>
    `url=${single(baseUrl + path)}
kid=${single(kid)}
body=${body ? single(jsonBlock(body)) : "''"}

b64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

header=$(printf '{"alg":"EdDSA","kid":"%s","iat":%d,"jti":"%s","htm":"${method}","htu":"%s"}' \\
  "$kid" "$(date +%s)" "$(openssl rand -hex 16)" "$url" | b64url)
printf '%s.%s' "$header" "$(printf '%s' "$body" | b64url)" > signed_text
signature=$(openssl pkeyutl -sign -rawin -inkey private_key.pem -in signed_text | b64url)

# The answer is signed too; verify it in a program.
curl${methodFlag(method, body)} "$url" \\
  -H "Countersign-Signature: $header..$signature"${
      body ? ` \\\n  -H "Content-Type: application/json" \\\n  -d "$body"` : ""
    }`,
  webhook: () =>
    `# body.json is the body exactly as received; these are its headers.
id="$WEBHOOK_ID" timestamp="$WEBHOOK_TIMESTAMP" signatures="$WEBHOOK_SIGNATURE"

key=$(printf '%s' "\${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')
expected=$({ printf '%s.%s.' "$id" "$timestamp"; cat body.json; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)

age=$(( $(date +%s) - timestamp ))
if [ "\${age#-}" -gt 300 ]; then echo "too old" >&2; exit 1; fi
case " $signatures " in
  *" v1,$expected "*) echo "verified $id" ;;
  *) echo "not from the portal" >&2; exit 1 ;;
esac`,
};

/** Makes a key pair and registers its public half with a secret key. */
export function newKey(baseUrl: string, secretKey: string): string {
  return `${keyPair("private_key.pem")}
curl ${quoted(`${baseUrl}/v1/keys`)} \\
  -H "Authorization: Bearer ${secretKey}" \\
  -H "Content-Type: application/json" \\
  -d '{"jwk":{"kty":"OKP","crv":"Ed25519","x":"'"$x"'"}}'`;
}

/** Makes a key pair in this file and prints its public half as a JWK, for a form. */
export function newJwk(file: string): string {
  return `${keyPair(file)}
printf '{"kty":"OKP","crv":"Ed25519","x":"%s"}\\n' "$x"`;
}

/** With `x`, its public half. */
function keyPair(file: string): string {
  return `openssl genpkey -algorithm ed25519 -out ${file}

x=$(openssl pkey -in ${file} -pubout -outform DER | tail -c 32 |
  openssl base64 -A | tr '+/' '-_' | tr -d '=')`;
}

function methodFlag(method: string, body: Call["body"]): string {
  return method === (body ? "POST" : "GET") ? "" : ` -X ${method}`;
}

/** A URL that a shell takes as it is needs no quotes. */
function quoted(url: string): string {
  return /^[\w.:/%@-]+$/.test(url) ? url : single(url);
}

function single(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
