import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openStateFile } from "../../unionpay_gateway/state_file.ts";
import { emptyWorld } from "../../unionpay_gateway/world.ts";
import { tempFolder } from "../support/server.ts";

it("is whole whenever somebody reads it, and has the latest state at last", async () => {
  const folder = await tempFolder();
  try {
    const path = join(folder.path, "state.json");
    const file = openStateFile(path);
    const big = (offset: number) => ({ ...emptyWorld(), offset, padding: "文".repeat(300_000) });
    file.keep(big(0));
    await file.kept();
    const seen = new Set<number>();
    let ended = false;
    for (let n = 1; n <= 60; n++) file.keep(big(n));
    const all = file.kept().then(() => {
      ended = true;
    });
    while (!ended) seen.add(JSON.parse(await readFile(path, "utf8")).offset);
    await all;
    expect(JSON.parse(await readFile(path, "utf8")).offset).toBe(60);
    expect(seen.size).toBeGreaterThan(0);
  } finally {
    await folder.remove();
  }
});
