import { writeFileSync } from "node:fs";
import process from "node:process";

/** A server that keeps one thing sealed and what the test names in the clear, to show that it is found. */
const leak = process.env["LEAK"];
const sealed = "19900000077 of 测试己";
const token = crypto.getRandomValues(new Uint8Array(32)).toBase64({
  alphabet: "base64url",
  omitPadding: true,
});
const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt"]);
const iv = crypto.getRandomValues(new Uint8Array(12));
await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(sealed));
await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`sk_test_${token}`));

writeFileSync("kept.db", leak === "database" ? `SQLite ${token} format` : "");
const said = leak === "log" ? sealed : "";
console.log(JSON.stringify({ message: "listening", url: "http://127.0.0.1:9", said }));
process.on("SIGTERM", () => process.exit(0));
setInterval(() => {}, 1_000);
