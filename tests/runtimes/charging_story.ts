import { expect } from "vitest";
import { type Hearing, startHearing } from "./hearing.ts";
import { withoutChance } from "./plain_browser.ts";
import { type Shop, sign } from "./shop.ts";
import { type Teller, waitUntil } from "./teller.ts";
import { enteredByApp, enteredByPasskey, makePasskey } from "./wallet_browser.ts";

const PERSON = "person_d";
const changes = ["contract.suspended", "contract.resumed"] as const;

/** A person sets a contract's limits lower, closes all charging, opens it again, loses their phone and finds it. */
export async function aPersonStopsCharging(teller: Teller, { plan }: Shop): Promise<void> {
  const contractId = await sign(teller, plan, { code: "stop-1", person: PERSON });
  const hearing = await startHearing(teller, changes);
  const browser = await enteredByApp(teller.place, PERSON);
  const charge = async (no: string, amount: number) => {
    const body = { contract_id: contractId, merchant_order_no: no, amount, subject: "续杯一次" };
    const { status, json } = await teller.ask("POST", "/v1/deductions", { body });
    // What is closed is sent no more, so it ends before anything is closed.
    if (status === 202) {
      await waitUntil(
        teller,
        `/v1/deductions/${json.deduction_id}`,
        ({ state }) => state === "succeeded",
      );
    }
    return [status, json.code, json.per];
  };
  const see = async (what: string, path: string) => {
    const { status, html } = await browser.get(path);
    teller.note(what, [status, withoutChance(html)]);
  };
  const press = async (path: string, fields: Readonly<Record<string, string>> = {}) => {
    const { status, location } = await browser.post(path, fields);
    return [status, location];
  };

  const limit = `/wallet/limits/${contractId}`;
  await see("limits of a contract", limit);
  const set = await press(limit, { per_transaction: "20", per_day: "30" });
  expect(set).toEqual([303, `/wallet/contracts/${contractId}`]);
  expect([
    await charge("stop-1", 2_001),
    await charge("stop-2", 2_000),
    await charge("stop-3", 1_001),
  ]).toEqual([
    [409, "consumer_limit_exceeded", "transaction"],
    [202, undefined, undefined],
    [409, "consumer_limit_exceeded", "day"],
  ]);

  expect(await press("/wallet/charging")).toEqual([303, "/wallet/charging"]);
  teller.note("told of the closing", await toldOf(hearing, contractId, "contract.suspended"));
  expect(await charge("stop-4", 1)).toEqual([409, "contract_not_active", undefined]);
  await see("closed", "/wallet/charging");
  const reopened = await press("/wallet/charging/reopening", { contract_id: contractId });
  expect(reopened).toEqual([303, "/wallet"]);
  teller.note("told of the reopening", await toldOf(hearing, contractId, "contract.resumed"));
  expect(await charge("stop-5", 1)).toEqual([202, undefined, undefined]);
  await hearing.stop();

  const again = await startHearing(teller, changes);
  const { device } = await makePasskey(browser, teller.place);
  const elsewhere = await enteredByApp(teller.place, PERSON);
  expect(await press("/wallet/lost_phone")).toEqual([303, "/wallet/lost_phone"]);
  teller.note("told of the loss", await toldOf(again, contractId, "contract.suspended"));
  expect(await charge("stop-6", 1)).toEqual([409, "contract_not_active", undefined]);
  const [here, there] = [
    await browser.get("/wallet/devices"),
    await elsewhere.get("/wallet/devices"),
  ];
  expect([here.status, there.status]).toEqual([200, 403]);
  await see("lost", "/wallet/lost_phone");
  // The app may be on the phone that is lost.
  expect(await press("/wallet/lost_phone/found")).toEqual([409, ""]);
  const owner = await enteredByPasskey(teller.place, device);
  const found = await owner.post("/wallet/lost_phone/found", {});
  expect([found.status, found.location]).toEqual([303, "/wallet"]);
  teller.note("told of the find", await toldOf(again, contractId, "contract.resumed"));
  await again.stop();
}

async function toldOf(
  { told }: Hearing,
  contractId: string,
  wanted: (typeof changes)[number],
): Promise<unknown> {
  const { data } = await told(({ type, data }) =>
    type === wanted && data["contract_id"] === contractId
  );
  return data;
}
