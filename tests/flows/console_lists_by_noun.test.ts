import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { charge, chargeableContract, failed, refill, tell } from "../support/deductions.ts";
import { approvedPlan } from "../support/signers.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

interface Listed {
  readonly noun: string;
  /** Filters in which it is found, and that it does not pass. */
  readonly like: string;
  readonly unlike: string;
}

const lists: readonly Listed[] = [
  { noun: "links", like: "state=active", unlike: "state=paused" },
  { noun: "plans", like: "state=approved&kind=usage", unlike: "kind=periodic" },
  { noun: "signings", like: "contract_code=member-7&state=open", unlike: "user_id=nobody" },
  { noun: "contracts", like: "user_id=u-9&state=active", unlike: "contract_code=member-7" },
  { noun: "arrears", like: "state=owed&amount_to=10", unlike: "state=waived" },
  { noun: "deductions", like: "failure=insufficient_funds&amount_to=10", unlike: "amount_from=11" },
];

let app: TestApp;
let owner: Person;
let stranger: Person;
/** The one row of each list. */
const ids = new Map<string, string>();

beforeAll(async () => {
  app = await testApp();
  const other: TestMerchant = await app.openMerchant("隔壁茶铺");
  const made = async (noun: string, id: string, body: unknown) => {
    const answer = await (await app.api(`/v1/${noun}`, { body })).json();
    ids.set(noun, answer[id]);
  };
  await made("links", "link_id", { subject: "柜台 A", amount: 880 });
  const planId = await approvedPlan(app);
  ids.set("plans", planId);
  await made("signings", "signing_id", { plan_id: planId, contract_code: "member-7" });
  const { contractId } = await chargeableContract(app, {
    contractCode: "m-9",
    userId: "u-9",
    arrearRetryDays: [1],
  });
  ids.set("contracts", contractId);
  const charged = await (await charge(app, refill(contractId, "D-1"))).json();
  await tell(app, charged.deduction_id, failed);
  ids.set("deductions", charged.deduction_id);
  const { data: [arrear] } = await (await app.api("/v1/arrears")).json();
  ids.set("arrears", arrear.arrear_id);
  owner = await joined(app, "owner", app.merchant.merchant.merchantNo);
  stranger = await joined(app, "owner", other.merchant.merchantNo);
});
afterAll(() => app.close());

async function shown(noun: string, query: string, who = owner): Promise<string> {
  const answer = await who.ask(paths.consoleList(noun, query));
  expect(answer.status, `${noun}?${query}`).toBe(200);
  return await answer.text();
}

describe.each(lists)("the list of $noun", ({ noun, like, unlike }) => {
  it("leads to a row by its filters, and away from it by others", async () => {
    const to = `href="/console/${noun}/${ids.get(noun)}"`;
    for (const query of ["", like]) expect(await shown(noun, query), query).toContain(to);
    expect(await shown(noun, unlike)).not.toContain(to);
  });

  it("is a file with the same rows", async () => {
    const lines = (await shown(noun, `${like}&format=csv`)).trim().split("\r\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain("UTC+8");
    expect(lines[1]).toContain(ids.get(noun));
    expect((await shown(noun, `${unlike}&format=csv`)).trim().split("\r\n")).toHaveLength(1);
  });

  it("shows nobody else's", async () => {
    expect(await shown(noun, "", stranger)).not.toContain(ids.get(noun));
  });
});
