import { post } from "../support/payer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { print } from "./table.ts";

/** Reads and writes that each call sends to its database, counted at the client. */
export async function benchRoundTrips(): Promise<void> {
  const app = await testApp();
  const body = { merchant_order_no: "T-1", amount: 8_800, subject: "龙井一壶" };
  const place = () => app.api("/v1/orders", { body });
  await count(app, "create order", 2, place);
  await count(app, "create order, the same again", 1, place);
  const { order_id } = await (await place()).json();
  await count(app, "read order", 1, () => app.api(`/v1/orders/${order_id}`));
  const page = (path: string) => () => app.fetch(new Request(`http://portal.test${path}`));
  await count(app, "checkout page", 1, page(`/checkout/${order_id}`));
  await count(app, "status poll", 1, page(`/checkout/${order_id}/status?mark=1-`));

  const bank = countBank(app);
  const pay = () => post(app, `/checkout/${order_id}/payments`, { method: "quickpass" });
  await count(app, "pay", 3, pay, bank);

  const other = await app.api("/v1/orders", { body: { ...body, merchant_order_no: "T-2" } });
  const { order_id: paid } = await other.json();
  const outcome = { body: { outcome: "succeeded" } };
  await app.api(`/v1/test_helpers/orders/${paid}/payment`, outcome);
  const refund = { body: { merchant_refund_no: "R-1", amount: 100 } };
  await count(app, "refund", 2, () => app.api(`/v1/orders/${paid}/refunds`, refund));
  await app.close();
}

async function count(
  app: TestApp,
  what: string,
  budget: number,
  call: () => Promise<Response>,
  bank: { readonly trips: () => number } = { trips: () => 0 },
): Promise<void> {
  const [before, bankBefore] = [app.roundTrips(), bank.trips()];
  const answer = await call();
  await answer.body?.cancel();
  const ofBank = bank.trips() - bankBefore;
  print({
    what: `round trips, ${what}`,
    value: app.roundTrips() - before - ofBank,
    budget: `${budget}`,
    note: `answer ${answer.status}${
      ofBank === 0 ? "" : `; and ${ofBank} of the simulated bank, which shares the database`
    }`,
  });
}

/** The sandbox bank answers inside this process: what it reads and writes is not the portal's. */
function countBank(app: TestApp): { readonly trips: () => number } {
  const { http } = app.deps;
  let trips = 0;
  Object.assign(app.deps, {
    http: async (request: Parameters<typeof http>[0]) => {
      const before = app.roundTrips();
      try {
        return await http(request);
      } finally {
        trips += app.roundTrips() - before;
      }
    },
  });
  return { trips: () => trips };
}
