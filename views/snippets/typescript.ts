import { type Call, indented, jsonBlock, type Snippets } from "./snippet.ts";

export const typescript: Snippets = {
  file: "request.ts",
  run: "node request.ts",
  bearer: ({ baseUrl, method, path, body }, secretKey) =>
    `const answer = await fetch(${JSON.stringify(baseUrl + path)}, {
  method: "${method}",
  headers: {
    Authorization: "Bearer ${secretKey}",
${body ? `    "Content-Type": "application/json",\n` : ""}  },
${body ? `  body: JSON.stringify(${indented(jsonBlock(body), "  ")}),\n` : ""}});
console.log(answer.status, await answer.text());`,
  signed: ({ baseUrl, method, path, body }, kid) =>
    `import { Buffer } from "node:buffer";
import { createPrivateKey, createPublicKey, randomUUID, sign, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const base = ${JSON.stringify(baseUrl)};
const kid = "${kid}";
const privateKey = createPrivateKey(readFileSync("private_key.pem"));
const encode = (text: string) => Buffer.from(text).toString("base64url");

async function ask(method: string, path: string, body = "") {
  const url = base + path;
  const jti = randomUUID();
  const iat = Math.floor(Date.now() / 1000);
  const header = encode(JSON.stringify({ alg: "EdDSA", kid, iat, jti, htm: method, htu: url }));
  const signature = sign(null, Buffer.from(header + "." + encode(body)), privateKey);
  const answer = await fetch(url, {
    method,
    headers: {
      "Content-Type": "application/json",
      "Countersign-Signature": header + ".." + signature.toString("base64url"),
    },
    ...(body ? { body } : {}),
  });
  const text = await answer.text();
  await check(answer, text, jti);
  return { status: answer.status, text };
}

// Trust an answer only if the portal signed it, and for this request.
async function check(answer: Response, text: string, jti: string) {
  const [header = "", , signature = ""] =
    (answer.headers.get("Countersign-Signature") ?? "").split(".");
  const { kid, req, status } = JSON.parse(Buffer.from(header, "base64url").toString());
  const { keys } = await (await fetch(base + "/.well-known/jwks.json")).json();
  const jwk = keys.find((key: { kid: string }) => key.kid === kid);
  if (!jwk) throw new Error("The answer is signed with an unknown key");
  const publicKey = createPublicKey({ key: jwk, format: "jwk" });
  const signed = Buffer.from(header + "." + encode(text));
  if (!verify(null, signed, publicKey, Buffer.from(signature, "base64url"))) {
    throw new Error("The answer was changed on its way");
  }
  if (req !== jti || status !== answer.status) throw new Error("This answers another request");
}

const answer = await ask("${method}", ${JSON.stringify(path)}${bodyOf(body)});
console.log(answer.status, answer.text);`,
  webhook: () =>
    `import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { env } from "node:process";

const secret = Buffer.from((env.WEBHOOK_SECRET ?? "").replace("whsec_", ""), "base64");

function verified(headers: IncomingHttpHeaders, body: Buffer): boolean {
  const id = headers["webhook-id"];
  const timestamp = Number(headers["webhook-timestamp"]);
  if (!(Math.abs(Date.now() / 1000 - timestamp) <= 300)) return false;
  const expected = createHmac("sha256", secret).update(id + "." + timestamp + ".").update(body);
  const wanted = expected.digest();
  return String(headers["webhook-signature"]).split(" ").some((each) => {
    const [version, text = ""] = each.split(",");
    const given = Buffer.from(text, "base64");
    return version === "v1" && given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}

createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts);
  if (!verified(request.headers, body)) {
    response.writeHead(400).end();
    return;
  }
  // Remember event_id: the same event may come twice.
  const event = JSON.parse(body.toString());
  console.log(event.type, event.event_id);
  response.writeHead(204).end();
}).listen(Number(env.PORT ?? 3000));`,
};

function bodyOf(body: Call["body"]): string {
  return body ? `, JSON.stringify(${jsonBlock(body)})` : "";
}
