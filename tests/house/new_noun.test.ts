import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { INSTALLED } from "../support/installed.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const events = `import type { EventSpecs, Subject } from "../event_spec.ts";

export interface GadgetEvent {
  readonly type: "gadget.made";
  readonly gadgetId: string;
}

export const gadgetEvents = {
  "gadget.made": { subject, data: ({ gadgetId }) => ({ gadget_id: gadgetId }) },
} satisfies EventSpecs<GadgetEvent>;

function subject({ gadgetId }: GadgetEvent): Subject {
  return { subjectId: gadgetId, version: 1, merchantNo: undefined };
}
`;

const changes = `import type { GadgetEvent } from "../../core/gadget/gadget_events.ts";
import type { Changes } from "../engine/changes.ts";

export const gadgetChanges = { "gadget.made": () => [] } satisfies Changes<GadgetEvent>;
`;

const IMPORT_EVENTS = `import { type GadgetEvent, gadgetEvents } from "./gadget/gadget_events.ts";`;
const IMPORT_CHANGES = `import { gadgetChanges } from "./gadget/changes.ts";`;

let copy: string;

beforeAll(async () => {
  copy = await Deno.makeTempDir({ prefix: "new_noun" });
  for (const folder of ["core", "db", "sandbox"]) {
    await cp(`${root}${folder}`, `${copy}/${folder}`, { recursive: true });
  }
  for (const file of ["deno.json", "deno.lock"]) await cp(`${root}${file}`, `${copy}/${file}`);
  await symlink(`${root}node_modules`, `${copy}/node_modules`);
  await mkdir(`${copy}/core/gadget`);
  await writeFile(`${copy}/core/gadget/gadget_events.ts`, events);
  await mkdir(`${copy}/db/gadget`);
  await writeFile(`${copy}/db/gadget/changes.ts`, changes);
});
afterAll(() => Deno.remove(copy, { recursive: true }));

describe("a new noun with an event", () => {
  it("does not compile until the two places that must know it do, and then it does", async () => {
    await edit("core/event.ts", [
      ["import ", `${IMPORT_EVENTS}\nimport `],
      ["export type EventBody =\n", "export type EventBody =\n  | GadgetEvent\n"],
    ]);
    expect(await complaints()).toEqual(["core/event.ts", "db/changes.ts"]);

    await edit("core/event.ts", [
      ["const eventSpecs = {\n", "const eventSpecs = {\n  ...gadgetEvents,\n"],
    ]);
    await edit("db/changes.ts", [
      ["import ", `${IMPORT_CHANGES}\nimport `],
      ["const changes = {\n", "const changes = {\n  ...gadgetChanges,\n"],
    ]);
    expect(await complaints()).toEqual([]);
  });
});

async function edit(path: string, replacements: readonly (readonly [string, string])[]) {
  let text = await readFile(`${copy}/${path}`, "utf8");
  for (const [from, to] of replacements) {
    expect(text).toContain(from);
    text = text.replace(from, () => to);
  }
  await writeFile(`${copy}/${path}`, text);
}

/** The files that the compiler refuses, each once. */
async function complaints(): Promise<readonly string[]> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["check", INSTALLED, "--quiet", "db/stores.ts", "core/gadget/gadget_events.ts"],
    cwd: copy,
    env: { NO_COLOR: "1" },
  });
  const { success, stderr } = await command.output();
  const text = new TextDecoder().decode(stderr);
  const refused = [...text.matchAll(/^\s+at file:\/\/\S+?\/new_noun[^/]*\/(\S+?):\d+:\d+$/gm)];
  if (!success && refused.length === 0) throw new Error(text);
  return [...new Set(refused.map((match) => match[1] ?? ""))].sort();
}
