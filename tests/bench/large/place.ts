import { newOrder } from "../orders.ts";
import { type StartedPortal, startPortal } from "../started.ts";
import { print } from "../table.ts";
import { fill, type Size } from "./fill.ts";
import type { Histories } from "./histories.ts";
import { samplesIn } from "./samples.ts";

/** More than are paid in all slices. */
const TO_PAY = 600;

/** A portal on a filled file, with somebody at its desk. */
export interface Place {
  readonly portal: StartedPortal;
  readonly samples: ReadonlyMap<string, readonly string[]>;
  readonly cookie: string;
  readonly contractId: string;
  readonly toPay: readonly string[];
  readonly mark: string;
}

/** Fills a file of its own and starts on it. */
export async function openPlace(histories: Histories, size: Size): Promise<Place> {
  const empty = await startPortal();
  await empty.stop();
  const file = `${empty.folder}/.data/countersign.db`;
  const startedAt = performance.now();
  await fill(file, histories, size);
  print({
    what: `filled with ${size.orders.toLocaleString("en")} orders`,
    value: (performance.now() - startedAt) / 1_000,
    unit: " s",
    note: `${size.merchants} merchants, ${Math.round(Deno.statSync(file).size / 1e6)} MB`,
  });
  const samples = samplesIn(file);
  const portal = await startPortal({ folder: empty.folder });
  const signedIn = await fetch(`http://localhost:${portal.port}${portal.opsPath}`, {
    redirect: "manual",
  });
  await signedIn.body?.cancel();
  const cookie = signedIn.headers.getSetCookie()[0]?.split(";")[0];
  if (cookie === undefined) throw new Error(`Cannot sign in at the desk: ${signedIn.status}`);
  const page = await (await fetch(`http://localhost:${portal.port}${portal.checkoutPath}`)).text();
  const mark = /mark=([^"&]+)/.exec(page)?.[1] ?? "";
  await silence(portal);
  const toPay: string[] = [];
  for (let n = 0; n < TO_PAY; n++) {
    toPay.push(String((await ask(portal, "/v1/orders", newOrder()))["order_id"]));
  }
  const { signing_id } = await ask(portal, "/v1/signings", {
    plan_id: portal.planId,
    contract_code: newOrder().merchant_order_no,
  });
  const path = `/v1/test_helpers/signings/${signing_id}/confirmation`;
  const contractId = String((await ask(portal, path, {}))["contract_id"]);
  return { portal, samples, cookie, contractId, toPay, mark };
}

/** Webhooks of what was measured before would be delivered while the next is. */
async function silence({ port, secretKey }: StartedPortal): Promise<void> {
  const url = `http://localhost:${port}/v1/webhook_endpoints`;
  const headers = { Authorization: `Bearer ${secretKey}`, "Content-Type": "application/json" };
  const { data } = await (await fetch(url, { headers })).json();
  for (const { endpoint_id } of data) {
    const body = JSON.stringify({ state: "disabled" });
    const answer = await fetch(`${url}/${endpoint_id}`, { method: "PATCH", headers, body });
    await answer.body?.cancel();
  }
}

/** With the secret key of its merchant. */
export function authorized({ portal }: Pick<Place, "portal">): Record<string, string> {
  return { Authorization: `Bearer ${portal.secretKey}` };
}

async function ask(
  portal: StartedPortal,
  path: string,
  body: unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(`http://localhost:${portal.port}${path}`, {
    method: "POST",
    headers: { ...authorized({ portal }), "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`Cannot ${path}: ${await answer.text()}`);
  return await answer.json();
}
