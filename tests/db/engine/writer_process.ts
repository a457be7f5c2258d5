import { createClient } from "@libsql/client";
import process from "node:process";
import { openDatabase } from "../../../db/engine/client.ts";
import { createWriter } from "../../../db/engine/writer.ts";
import { unitOf } from "./journal.ts";

const CALLERS = 32;
const RACES = 50;

/** A process of its own that writes to a server for a while and prints what was acknowledged. */
const [url = "", name = "", ms = "0"] = process.argv.slice(2);
const database = await openDatabase({ url, createClient });
const writer = createWriter({
  kind: database.kind,
  openClient: database.openWriterClient,
  onAlarm: () => {},
});

const committed: string[] = [];
const until = performance.now() + Number(ms);
await Promise.all(Array.from({ length: CALLERS }, async (_, caller) => {
  for (let i = 0; performance.now() < until; i++) {
    const id = `${name}-${caller}-${i}`;
    if ((await writer.write(unitOf(id))).type === "committed") committed.push(id);
  }
}));

let won = 0;
for (let version = 1; version <= RACES; version++) {
  const id = `${name} raced ${version}`;
  const verdict = await writer.write(unitOf(id, { subject: "raced", version: BigInt(version) }));
  if (verdict.type !== "committed") continue;
  committed.push(id);
  won++;
}

await writer.close();
database.close();
process.stdout.write(JSON.stringify({ committed, raced: RACES, won }));
