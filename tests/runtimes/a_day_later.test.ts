import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { tempFolder } from "../support/server.ts";
import { bundleWorker } from "../support/workerd.ts";
import { openPhones, type Phones } from "./phones.ts";
import { denoWithFile, denoWithServer, type Place, workerdWithServer } from "./places.ts";
import { aRecoveryIsDone } from "./recovery_story.ts";
import { createTeller } from "./teller.ts";

let places: readonly Place[];
let phones: Phones;
let clocks: Awaited<ReturnType<typeof tempFolder>>;

beforeAll(async () => {
  const bundle = await bundleWorker();
  phones = openPhones();
  clocks = await tempFolder();
  const movable = (name: string) => ({
    ...phones.settingsOf(name),
    CLOCK_AHEAD_FILE: join(clocks.path, name),
  });
  places = await Promise.all([
    denoWithFile(movable("Deno with a file")),
    denoWithServer(movable("Deno with sqld")),
    workerdWithServer(bundle, phones.settingsOf("workerd with sqld")),
  ]);
});

afterAll(async () => {
  await Promise.all((places ?? []).map((place) => place.stop()));
  await phones?.close();
  await clocks?.remove();
});

it("a recovery that waited its day is done, the same at all three places", async () => {
  const tellers = places.map((place) => createTeller(place, place.keys.usual));
  await Promise.all(tellers.map((teller) => aRecoveryIsDone(teller, phones)));
  const [file, server, workerd] = tellers.map(({ transcript }) => transcript);
  expect(file?.length).toBeGreaterThan(0);
  expect(server).toEqual(file);
  expect(workerd).toEqual(file);
});
