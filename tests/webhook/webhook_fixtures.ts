import type { EndpointId, EventId } from "../../core/id.ts";
import type { Caller } from "../../core/merchant/caller.ts";
import { digestSecretKey } from "../../core/merchant/secret_key.ts";
import type { Row } from "../../core/query.ts";
import type { WebhookType } from "../../core/webhook/event_type.ts";
import { addEndpoint } from "../../core/webhook/add_endpoint.ts";
import { merchantNo } from "../../core/id.ts";
import type { SqlArg } from "../../core/unit.ts";
import { must } from "../support/fixtures.ts";
import type { TestApp, TestMerchant } from "../support/test_app.ts";

export async function callerOf(merchant: TestMerchant): Promise<Caller> {
  return { type: "secret_key", digest: await digestSecretKey(merchant.secretKey) };
}

interface EndpointOptions {
  readonly merchant?: TestMerchant;
  readonly eventTypes?: readonly WebhookType[];
  readonly merchantNos?: readonly string[];
}

/** Adds an endpoint of the app's merchant, or of the one given. */
export async function endpointAt(
  app: TestApp,
  url: string,
  options: EndpointOptions = {},
): Promise<{ readonly endpointId: EndpointId; readonly secret: string }> {
  const { merchant = app.merchant, eventTypes = [], merchantNos = [] } = options;
  const added = must(
    await addEndpoint(app.deps, {
      caller: await callerOf(merchant),
      url,
      eventTypes,
      merchantNos: merchantNos.map(merchantNo),
    }),
  );
  return { endpointId: added.endpoint.endpointId, secret: added.secret };
}

/** Webhook events about `subjectId`: `count` of them, one after the other. */
export async function happened(
  app: TestApp,
  subjectId: string,
  count = 1,
  merchant: TestMerchant = app.merchant,
): Promise<readonly EventId[]> {
  const ids = Array.from({ length: count }, () => app.deps.newId("evt"));
  await Promise.all(ids.map((eventId) =>
    write(
      app,
      `insert into events (subject_id, version, event_id, type, merchant_no, sequence, at, by, data)
        select ?1, n, ?2, 'contract.resumed', ?3, n, ?4, 'clock', ?5
        from (select coalesce(max(version), 0) + 1 as n from events where subject_id = ?1)`,
      [
        subjectId,
        eventId,
        merchant.merchantNo,
        BigInt(app.clock.now()),
        JSON.stringify({ contract_id: subjectId }),
      ],
    )
  ));
  return ids;
}

export async function write(
  app: TestApp,
  sql: string,
  args: readonly SqlArg[] = [],
): Promise<void> {
  const verdict = await app.deps.write({ statements: [{ sql, args }] });
  if (verdict.type !== "committed") throw new Error(`Not written: ${JSON.stringify(verdict)}`);
}

export async function rows(
  app: TestApp,
  sql: string,
  args: readonly SqlArg[] = [],
): Promise<readonly Row[]> {
  const [found] = await app.deps.load({
    statement: { sql, args },
    read: (all: readonly Row[]) => all,
  });
  return found;
}

/** How many deliveries are in each state, e.g. `{ delivered: 3 }`. */
export async function states(app: TestApp): Promise<Readonly<Record<string, number>>> {
  const found = await rows(app, "select state, count(*) as n from deliveries group by state");
  return Object.fromEntries(found.map((row) => [String(row["state"]), Number(row["n"])]));
}
