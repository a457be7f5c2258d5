import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes, rfc3339 } from "../../core/time.ts";
import type { DeductionId } from "../../core/id.ts";
import { owingContract } from "../support/arrears.ts";
import { charge, chargeableContract, failed, tell } from "../support/deductions.ts";
import { openedDispute } from "../support/disputes.ts";
import { startSqld } from "../support/sqld.ts";
import { approvedPlan } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
/** Of each list, what is in it, oldest first, with a minute between one and the next. */
const made: Record<string, readonly string[]> = {};
const ids: Record<string, string> = {};
/** Whose list it is, where it is another number's: charges that fail would be in the way of those that don't. */
const keys: Record<string, string> = {};

const idOf: Readonly<Record<string, string>> = {
  "/v1/orders": "order_id",
  "/v1/refunds": "refund_id",
  "/v1/deductions": "deduction_id",
  "/v1/signings": "signing_id",
  "/v1/contracts": "contract_id",
  "/v1/events": "event_id",
  "/v1/links": "link_id",
  "/v1/plans": "plan_id",
  "/v1/merchants": "merchant_no",
  "/v1/disputes": "dispute_id",
  "/v1/arrears": "arrear_id",
};

async function created(path: string, body: unknown) {
  const answer = await app.api(path, { body });
  expect(answer.status).toBeLessThan(300);
  return await answer.json();
}

async function five(make: (n: number) => Promise<string>): Promise<readonly string[]> {
  const found: string[] = [];
  for (let n = 1; n <= 5; n++) {
    found.push(await make(n));
    app.clock.advance(minutes(1));
  }
  return found;
}

beforeAll(async () => {
  app = await testApp();
  made["/v1/orders"] = await five(async (n) => {
    const body = { merchant_order_no: `O-${n}`, amount: 1_000, subject: "茶" };
    return (await created("/v1/orders", body)).order_id;
  });
  const orderId = made["/v1/orders"][1] ?? "";
  ids["order_id"] = orderId;
  await created(`/v1/test_helpers/orders/${orderId}/payment`, { outcome: "failed" });
  app.clock.advance(minutes(1));
  await created(`/v1/test_helpers/orders/${orderId}/payment`, { outcome: "succeeded" });
  const { contractId } = await chargeableContract(app);
  ids["contract_id"] = contractId;
  made["/v1/deductions"] = await five(async (n) => {
    const given = { contract_id: contractId, merchant_order_no: `D-${n}`, amount: 1_000 };
    return (await (await charge(app, given)).json()).deduction_id;
  });
  await app.settle();
  ids["deduction_id"] = made["/v1/deductions"][0] ?? "";
  made["/v1/refunds"] = await five(async (n) => {
    const path = n % 2 ? `/v1/orders/${orderId}` : `/v1/deductions/${ids["deduction_id"]}`;
    const body = { merchant_refund_no: `R-${n}`, amount: n };
    return (await created(`${path}/refunds`, body)).refund_id;
  });
  ids["plan_id"] = await approvedPlan(app);
  made["/v1/signings"] = await five(async (n) => {
    const body = { plan_id: ids["plan_id"], contract_code: `C-${n}` };
    return (await created("/v1/signings", body)).signing_id;
  });
  const contracts = [contractId];
  for (let n = 2; n <= 5; n++) {
    app.clock.advance(minutes(1));
    contracts.push((await chargeableContract(app)).contractId);
  }
  made["/v1/contracts"] = contracts;
  made["/v1/links"] = await five(async () =>
    (await created("/v1/links", { subject: "茶" })).link_id
  );
  const plans = [ids["plan_id"]];
  for (let n = 2; n <= 5; n++) {
    app.clock.advance(minutes(1));
    plans.push(await approvedPlan(app));
  }
  made["/v1/plans"] = plans;
  made["/v1/merchants"] = await five(async (n) =>
    (await created("/v1/merchants", { name: `分店 ${n}` })).merchant_no
  );
  await app.settle();
  made["/v1/disputes"] = await five((n) =>
    openedDispute(app, made["/v1/deductions"]?.[n - 1] as DeductionId)
  );
  const debtor = await app.openMerchant("赊账茶馆");
  keys["/v1/arrears"] = debtor.secretKey;
  const owing = await owingContract(app, { merchant: debtor });
  ids["owing_contract_id"] = owing.contractId;
  made["/v1/arrears"] = await five(async (n) => {
    const given = { contract_id: owing.contractId, merchant_order_no: `A-${n}`, amount: 1_000 };
    const { deduction_id } = await (await charge(app, given, debtor)).json();
    await tell(app, deduction_id, failed);
    ids[`owed_deduction_id_${n}`] = deduction_id;
    const { data } = await get(`/v1/arrears?deduction_id=${deduction_id}`);
    return data[0].arrear_id;
  });
  const { data } = await get("/v1/events?after=&limit=100");
  made["/v1/events"] = data.map((each: { event_id: string }) => each.event_id);
});
afterAll(() => app.close());

async function get(path: string, key = keys[path.replace(/\?.*/, "")]) {
  const answer = await app.api(path, key === undefined ? {} : { key });
  return { status: answer.status, ...await answer.json() };
}

async function listed(path: string, key?: string): Promise<readonly string[]> {
  const name = idOf[path.replace(/\?.*/, "")] ?? "payment_id";
  const page = await get(path, key);
  expect([path, page.status]).toEqual([path, 200]);
  return page.data.map((each: Record<string, string>) => each[name]);
}

const lists = Object.keys(idOf).map((path) => [path] as const);
const timed = lists.filter(([path]) =>
  !["/v1/events", "/v1/links", "/v1/plans", "/v1/merchants"].includes(path)
);

describe("a list", () => {
  it.each(lists)("%s is newest first, and paged to its end", async (path) => {
    const all = made[path] ?? [];
    expect(all.length).toBeGreaterThanOrEqual(5);
    const found: string[] = [];
    let before = "";
    for (let pages = 0; pages < all.length; pages++) {
      const page = await get(`${path}?limit=2${before}`);
      found.push(...page.data.map((each: Record<string, string>) => each[idOf[path] ?? ""]));
      if (page.next === null) break;
      before = `&before=${page.next}`;
    }
    expect(found).toEqual([...all].reverse());
  });

  it.each(lists)("%s starts from the oldest with an empty `after`", async (path) => {
    const all = made[path] ?? [];
    expect(await listed(`${path}?after=&limit=2`)).toEqual(all.slice(0, 2));
    expect(await listed(`${path}?after=${all[1]}&limit=2`)).toEqual(all.slice(2, 4));
  });

  it.each(lists)("%s says how to go on, also from an empty page", async (path) => {
    const all = made[path] ?? [];
    const newest = all.at(-1);
    expect(await get(`${path}?limit=2`)).toMatchObject({ resume_after: newest });
    const nothing = await get(`${path}?after=${newest}`);
    expect(nothing).toMatchObject({ data: [], next: null, resume_after: newest });
    const stranger = (await app.openMerchant("新来的 Newcomer")).secretKey;
    const none = await get(path, stranger);
    expect(none).toMatchObject({ data: [], next: null, resume_after: "" });
    expect(await get(`${path}?after=${none.resume_after}`, stranger)).toMatchObject({
      data: [],
      resume_after: "",
    });
  });

  it.each(lists)("%s refuses a cursor that is not one of its own", async (path) => {
    const stranger = (await app.openMerchant("路人 Stranger")).secretKey;
    const own = made[path]?.[0];
    for (const name of ["after", "before"]) {
      for (const [given, key] of [["x", undefined], [own, stranger]] as const) {
        expect(await get(`${path}?${name}=${given}`, key)).toMatchObject({
          status: 404,
          errors: [{ path: name, code: "unknown" }],
        });
      }
    }
    expect(await get(`${path}?after=${own}&before=${own}`)).toMatchObject({
      status: 409,
      errors: [{ path: "before", code: "not_allowed" }],
    });
  });

  it("goes on with what came since, and with nothing else", async () => {
    const merchant = await app.openMerchant("后街茶馆 Back Street Tea");
    const key = merchant.secretKey;
    let { resume_after: from } = await get("/v1/orders", key);
    for (const no of ["P-1", "P-2"]) {
      const body = { merchant_order_no: no, amount: 1, subject: "茶" };
      await app.api("/v1/orders", { body, key });
      const page = await get(`/v1/orders?after=${from}`, key);
      expect(page.data).toMatchObject([{ merchant_order_no: no }]);
      from = page.resume_after;
    }
    expect(await get(`/v1/orders?after=${from}`, key)).toMatchObject({ data: [] });
  });
});

describe("a poller", () => {
  const places = [["a file", undefined], ["a libSQL server", startSqld]] as const;
  it.each(places)(
    "on %s misses nothing of what is recorded at the same moment",
    async (_, start) => {
      const sqld = await start?.();
      const portal = await testApp(sqld ? { databaseUrl: sqld.url } : {});
      try {
        const seen: string[] = [];
        let from = "";
        const poll = async () => {
          const page = await (await portal.api(`/v1/orders?limit=100&after=${from}`)).json();
          seen.push(...page.data.map((each: { order_id: string }) => each.order_id));
          from = page.resume_after;
        };
        const placed = await Promise.all(Array.from({ length: 60 }, async (_, n) => {
          const body = { merchant_order_no: `N-${n}`, amount: 1, subject: "茶" };
          const answer = await portal.api("/v1/orders", { body });
          if (n % 6 === 0) await poll();
          return (await answer.json()).order_id;
        }));
        await poll();
        expect(new Set(seen)).toEqual(new Set(placed));
      } finally {
        await portal.close();
        await sqld?.stop();
      }
    },
  );
});

describe("a filter", () => {
  it.each([
    ["/v1/orders?merchant_order_no=O-3", [2]],
    ["/v1/orders?merchant_order_no=O-9", []],
    ["/v1/orders?state=paid", [1]],
    ["/v1/orders?state=closed", []],
    ["/v1/refunds?merchant_refund_no=R-2", [1]],
    ["/v1/refunds?order_id={order_id}", [4, 2, 0]],
    ["/v1/refunds?deduction_id={deduction_id}", [3, 1]],
    ["/v1/refunds?order_id={order_id}&deduction_id={deduction_id}", []],
    ["/v1/refunds?merchant_refund_no=R-1&deduction_id={deduction_id}", []],
    ["/v1/refunds?state=succeeded&limit=2", [4, 3]],
    ["/v1/refunds?state=failed", []],
    ["/v1/deductions?merchant_order_no=D-4", [3]],
    ["/v1/deductions?contract_id={contract_id}&limit=2", [4, 3]],
    ["/v1/deductions?contract_id={contract_id}&state=failed", []],
    ["/v1/deductions?state=succeeded", [4, 3, 2, 1, 0]],
    ["/v1/signings?contract_code=C-2", [1]],
    ["/v1/signings?plan_id={plan_id}&limit=1", [4]],
    ["/v1/signings?state=open&limit=2", [4, 3]],
    ["/v1/signings?state=signed", []],
    ["/v1/contracts?state=active&limit=1", [4]],
    ["/v1/contracts?state=terminated", []],
    ["/v1/links?state=active&limit=1", [4]],
    ["/v1/links?state=paused", []],
    ["/v1/disputes?merchant_order_no=D-2", [1]],
    ["/v1/disputes?deduction_id={deduction_id}", [0]],
    ["/v1/disputes?state=open&limit=2", [4, 3]],
    ["/v1/disputes?state=accepted", []],
    ["/v1/arrears?contract_id={owing_contract_id}&limit=2", [4, 3]],
    ["/v1/arrears?deduction_id={owed_deduction_id_3}", [2]],
    ["/v1/arrears?state=owed", [4, 3, 2, 1, 0]],
    ["/v1/arrears?state=settled", []],
  ])("like %s finds what fits", async (path, places) => {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "");
    const all = made[path.replace(/\?.*/, "")] ?? [];
    expect(await listed(filled)).toEqual(places.map((place) => all[place]));
  });

  it.each(timed)(
    "of time on %s includes its start and not its end",
    async (path) => {
      const all = made[path] ?? [];
      const { data } = await get(path);
      const times: string[] = data.map((each: Record<string, string>) =>
        each["created_at"] ?? each["signed_at"] ?? each["opened_at"]
      ).reverse();
      expect(new Set(times).size).toBe(5);
      const range = `created_from=${times[1]}&created_to=${times[3]}`;
      expect(await listed(`${path}?${range}`)).toEqual([all[2], all[1]]);
      expect(await listed(`${path}?${range}&after=`)).toEqual([all[1], all[2]]);
      expect(await listed(`${path}?${range}&after=${all[1]}`)).toEqual([all[2]]);
      expect(await listed(`${path}?${range}&before=${all[2]}`)).toEqual([all[1]]);
      expect(await listed(`${path}?created_from=${times[4]}`)).toEqual([all[4]]);
    },
  );

  it("that is no time, or no state, is refused", async () => {
    const now = rfc3339(app.clock.now());
    for (
      const [query, path] of [
        ["created_from=yesterday", "created_from"],
        ["created_to=2026-11-20", "created_to"],
        [`state=eaten&created_from=${now}`, "state"],
      ]
    ) {
      for (const [list] of timed) {
        expect(await get(`${list}?${query}`)).toMatchObject({ status: 422, errors: [{ path }] });
      }
    }
  });
});

describe("an order's payments", () => {
  it("are all attempts, newest first, each to be had by its id", async () => {
    const path = `/v1/orders/${ids["order_id"]}/payments`;
    const { data } = await get(path);
    expect(data).toMatchObject([
      { order_id: ids["order_id"], merchant_order_no: "O-2", state: "succeeded", failure: null },
      { order_id: ids["order_id"], state: "failed", channel_txn_no: null },
    ]);
    const [succeeded, failed] = data;
    expect(await get(`/v1/payments/${failed.payment_id}`))
      .toEqual({ status: 200, ...failed, fee: null });
    expect(await listed(`${path}?after=`)).toEqual([failed.payment_id, succeeded.payment_id]);
    expect(await listed(`${path}?state=failed`)).toEqual([failed.payment_id]);
    expect(await get(`${path}?limit=1`)).toMatchObject({ next: succeeded.payment_id });
    expect(await listed(`${path}?before=${succeeded.payment_id}`)).toEqual([failed.payment_id]);
    expect(await get(`/v1/orders/${app.deps.newId("ord")}/payments`)).toMatchObject({
      status: 404,
      code: "order_not_found",
    });
    expect(await get(`/v1/payments/${app.deps.newId("pay")}`)).toMatchObject({
      status: 404,
      code: "payment_not_found",
    });
  });
});

describe("every list", () => {
  it("is one round trip, with a cursor too", async () => {
    const paths = Object.keys(idOf).flatMap((path) => [path, `${path}?after=${made[path]?.[0]}`]);
    paths.push(`/v1/orders/${ids["order_id"]}/payments`);
    const trips: number[] = [];
    for (const path of paths) {
      const before = app.roundTrips();
      await get(path);
      trips.push(app.roundTrips() - before);
    }
    expect(trips).toEqual(paths.map(() => 1));
  });
});
