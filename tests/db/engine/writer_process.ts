import { createClient } from "@libsql/client";
import process from "node:process";
import { openDatabase } from "../../../db/engine/client.ts";
import { createWriter } from "../../../db/engine/writer.ts";
import { unitOf } from "./journal.ts";
import { writeUntilKnown } from "./soak.ts";

const CALLERS = 32;
const RACES = 50;

/** A process of its own: so many callers write to a server, and what was acknowledged is printed. */
const [url = "", name = "", writes = "0"] = process.argv.slice(2);
const database = await openDatabase({ url, createClient });
const writer = createWriter({
  kind: database.kind,
  openClient: database.openWriterClient,
  onAlarm: () => {},
});

const committed: string[] = [];
await Promise.all(Array.from({ length: CALLERS }, async (_, caller) => {
  for (let i = 0; i < Number(writes); i++) {
    const id = `${name}-${caller}-${i}`;
    if (await writeUntilKnown(writer, unitOf(id)) === "committed") committed.push(id);
  }
}));

let won = 0;
for (let version = 1; version <= RACES; version++) {
  const id = `${name} raced ${version}`;
  const unit = unitOf(id, { subject: "raced", version: BigInt(version) });
  if (await writeUntilKnown(writer, unit) !== "committed") continue;
  committed.push(id);
  won++;
}

await writer.close();
database.close();
process.stdout.write(JSON.stringify({ committed, raced: RACES, won }));
