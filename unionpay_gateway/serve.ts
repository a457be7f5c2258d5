import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { commandSchema } from "./control.ts";
import type { OpenApp } from "./context.ts";
import { openFolder } from "./folder.ts";
import { startGateway } from "./gateway.ts";
import { openStateFile } from "./state_file.ts";
import type { World } from "./world.ts";

const USAGE = `unionpay_gateway [--port N] [--folder FOLDER] [--mer-id ID,ID] [--state FILE]
                 [--control JSON] [--unsign-url URL]
  --port        8010 if it is not given
  --folder      for its certificates and keys; .data/unionpay_gateway if it is not given
  --mer-id      merchant numbers that it serves; 777290058110097 if it is not given
  --state       keeps what happened in this file, and goes on from it
  --control     done at the start, like a POST to /control
  --unsign-url  where the demo's app is told that somebody ended a contract`;

const options = {
  port: { type: "string", default: "8010" },
  folder: { type: "string", default: ".data/unionpay_gateway" },
  "mer-id": { type: "string", default: "777290058110097" },
  state: { type: "string" },
  control: { type: "string" },
  "unsign-url": { type: "string", default: "" },
  help: { type: "boolean", default: false },
} as const;

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) return console.log(USAGE);
  const folder = resolve(values.folder);
  const merIds = values["mer-id"].split(",");
  const wrong = merIds.find((merId) => !/^[0-9A-Za-z]{15}$/.test(merId));
  if (wrong !== undefined) throw new TypeError(`--mer-id: "${wrong}" is not 15 letters or digits`);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new TypeError("--port");
  const command = commandSchema.parse(JSON.parse(values.control ?? "{}"));

  const { pki, files } = await openFolder(folder, { merIds, now: Date.now() });
  const app = await openApp(join(folder, "app.json"), values["unsign-url"]);
  const { state } = values;
  const world = state === undefined ? undefined : await readState(state);
  const file = state === undefined ? undefined : openStateFile(state);
  const gateway = startGateway({
    pki,
    apps: [app],
    port,
    ...world ? { world } : {},
    ...file ? { keep: file.keep } : {},
  });
  await gateway.control(command);
  await file?.kept();
  const { appId, secret, plans } = app;
  const about = { app_id: appId, secret, plan_id: plans[0]?.planId };
  // Before anybody learns where it is: whoever stops it then is heard.
  const stop = async () => {
    await gateway.stop();
    await file?.kept();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
  console.log(JSON.stringify({ url: gateway.url, ...files, app: about }));
}

/** The demo's app at the open platform; its secret is made once. */
async function openApp(path: string, noticeUrl: string): Promise<OpenApp> {
  const plan = {
    planId: randomBytes(16).toString("hex"),
    title: "会员续杯",
    perTransactionLimit: 10_000,
  };
  const made = {
    appId: randomBytes(16).toString("hex"),
    secret: randomBytes(16).toString("hex"),
    plans: [{ ...plan, noticeUrl }],
  };
  const app: OpenApp = await readJson(path) ?? made;
  await writeFile(path, JSON.stringify(app), { mode: 0o600 });
  return { ...app, plans: app.plans.map((each) => ({ ...each, noticeUrl })) };
}

function readState(path: string): Promise<World | undefined> {
  return readJson(path);
}

async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  process.exitCode = 2;
}
