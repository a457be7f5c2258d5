import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { statesDocument } from "../../docs/states.ts";
import { familyNames } from "../contact_sheet/families.ts";
import { checkDocument, onDisk, type Repository } from "./documents.ts";
import { readCode, readSource, report } from "./sources.ts";

async function documents(): Promise<readonly string[]> {
  const inDocs = await readdir(new URL("../../docs/", import.meta.url), { recursive: true });
  const named = inDocs.filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`);
  return ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "client/README.md", ...named];
}

async function repository(): Promise<Repository> {
  const { tasks } = JSON.parse((await readSource("deno.json")).text);
  const commands = (await readSource("main.ts")).text.matchAll(/^ {2}([a-z_]+)(?:,|:)/gm);
  return {
    exists: onDisk,
    tasks: new Set(Object.keys(tasks)),
    commands: new Set([...commands].map((match) => match[1] ?? "")),
  };
}

const small: Repository = {
  exists: (path) => path === "core/order/order.ts",
  tasks: new Set(["start", "test:long"]),
  commands: new Set(["migrate"]),
};

describe("the documents", () => {
  it("mention only paths, tasks and commands that exist", async () => {
    const repo = await repository();
    const sources = await Promise.all((await documents()).map(readSource));
    expect(sources.length).toBeGreaterThan(20);
    expect(report(sources.flatMap((source) => checkDocument(source, repo)))).toBe("");
  });

  it("say of every decision what else was considered and when to revisit it", async () => {
    const decisions = (await documents()).filter((path) => path.startsWith("docs/decisions/"));
    expect(decisions.length).toBeGreaterThan(10);
    const headings = ["## Context", "## Decision", "## Alternatives", "## Consequences"];
    for (const { path, text } of await Promise.all(decisions.map(readSource))) {
      const found = text.split("\n").filter((line) => line.startsWith("## "));
      expect([path, ...found]).toEqual([path, ...headings, "## Revisit when"]);
    }
  });

  it("show the states as the code has them", async () => {
    const { text } = await readSource("docs/states.md");
    expect(text, "run `deno task states`").toBe(statesDocument());
  });

  it("show every family of pages", async () => {
    const { text } = await readSource("docs/pages.md");
    const families = await familyNames();
    expect(families).toContain("checkout");
    expect(families.filter((each) => !text.includes(`](images/pages_${each}.webp)`))).toEqual([]);
  });

  it("show the states of every machine", async () => {
    const listed = (await readSource("docs/states.ts")).text;
    const core = (await readCode()).filter(({ path }) => path.startsWith("core/"));
    const machines = core.flatMap(({ text }) =>
      [...text.matchAll(/export const (\w+Machine)\b/g)].map((match) => match[1] ?? "")
    );
    expect(machines.length).toBeGreaterThan(5);
    expect(machines.filter((name) => !listed.includes(name))).toEqual([]);
  });
});

describe("checkDocument", () => {
  it("finds a link, a path, a task and a command that do not exist", () => {
    const text = [
      "[Orders](../core/order/order.ts) and [gone](gone.md)",
      "`core/order/order.ts`, `core/order/lost.ts`",
      "`deno task start`, `npx -y deno@2.9.6 task dance`",
      "`main.ts migrate`, `main.ts fly`",
      "`deno task test:long`, `deno task test:longer`",
    ].join("\n");
    expect(report(checkDocument({ path: "docs/x.md", text }, small))).toBe([
      "docs/x.md:1 links to docs/gone.md: no such file",
      "docs/x.md:2 mentions core/order/lost.ts: no such file or folder",
      "docs/x.md:4 mentions main.ts: no such file or folder",
      "docs/x.md:4 mentions main.ts: no such file or folder",
      'docs/x.md:3 no task "dance" in deno.json',
      'docs/x.md:5 no task "test:longer" in deno.json',
      'docs/x.md:4 main.ts has no command "fly"',
    ].join("\n"));
  });

  it("refuses a README that is too long", () => {
    const source = { path: "README.md", text: "line\n".repeat(121) };
    expect(report(checkDocument(source, small))).toContain("121 lines: a visitor reads 120");
  });
});
