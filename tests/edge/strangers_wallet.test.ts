import { readdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppBrowser, browserWith } from "../support/app_browser.ts";
import { type FullWallet, fullWallet } from "../support/full_wallet.ts";
import { newcomer } from "../support/newcomer.ts";
import { seconds } from "../../core/time.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let owner: FullWallet;
beforeAll(async () => {
  app = await testApp();
  owner = await fullWallet(app);
  // So that no code that is asked for below ends when something above is due: the end of a code is a secret.
  app.clock.advance(seconds(61));
});
afterAll(() => app.close());

type Ids = FullWallet["ids"];

/** What each name in a path takes. A route with another name needs a line here. */
const ofPath: Readonly<Record<string, readonly (keyof Ids)[]>> = {
  contractId: ["contractId"],
  about: ["contractId"],
  arrearId: ["arrearId"],
  bindingId: ["bindingId"],
  deviceCardId: ["deviceCardId"],
  disputeId: ["disputeId"],
  sha256: ["fileDigest"],
  subjectId: ["deductionId", "chargeId", "refundId", "paymentId"],
  passkeyId: ["passkeyId"],
  recoveryId: ["recoveryId"],
};

/** What is typed or chosen, in every form at once. A form with another field needs a line here. */
function fieldsOf(ids: Ids, act: string): Readonly<Record<string, string>> {
  return {
    act,
    contract_id: ids.contractId,
    device_card_id: ids.deviceCardId,
    device_id: ids.deviceId,
    passkey_id: ids.passkeyId,
    session_id: ids.sessionId,
    reason: "not_mine",
    field: "phone",
    tell_after_charge: "yes",
    per_day: "1",
    per_transaction: "1",
    pin: "135790",
    again: "135790",
    old: "135790",
    proof: "135790",
    code: "000000",
    asked: "forged",
    response: "{}",
    phone: "19900000777",
    lost_phone: "19900000001",
    new_phone: "19900000778",
    id_number: "000000190001010015",
    who: "then",
    to: "/wallet",
    terms: "1",
    privacy: "1",
  };
}

const acts = ["suspend", "resume", "delete", "make_default", "lose", "find"];

interface Asked {
  readonly method: string;
  readonly route: string;
  readonly path: (ids: Ids) => string;
  readonly act: string;
}

/** Every route below `/wallet` that there is, with each thing that its path can name. */
function everything(): readonly Asked[] {
  const routes = app.routes.filter(({ method, path }) =>
    /^\/wallet(\/|$)/.test(path) && method !== "ALL"
  );
  const unique = new Map(routes.map((each) => [`${each.method} ${each.path}`, each]));
  return [...unique.values()].flatMap(({ method, path: route }) => {
    const names = [...route.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
    const kinds = names.map((name) => {
      const known = ofPath[name];
      if (!known) throw new Error(`${route}: say in ofPath what a stranger would put for ${name}`);
      return known;
    });
    const choices = kinds.reduce<readonly (readonly (keyof Ids)[])[]>(
      (all, kind) => all.flatMap((some) => kind.map((each) => [...some, each])),
      [[]],
    );
    return choices.flatMap((chosen) =>
      (method === "POST" && route === "/wallet/device_cards" ? acts : [""]).map((act) => ({
        method,
        route,
        act,
        path: (ids: Ids) =>
          chosen.reduce<string>((path, each) => path.replace(/:\w+/, ids[each]), route),
      }))
    );
  });
}

function ask(
  browser: AppBrowser,
  { method, path, act }: Asked,
  { ids = owner.ids, headers = {} }: {
    readonly ids?: Ids;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<Response> {
  const at = path(ids);
  if (method === "GET") return browser.ask(at, { headers });
  return browser.ask(at, { fields: fieldsOf(ids, act), headers });
}

/** Every row of any table in which something of this person is named. */
async function theirs(except: readonly string[] = []): Promise<Readonly<Record<string, string>>> {
  const named = Object.values(owner.ids);
  const [tables] = await app.deps.load({
    statement: {
      sql: "select name from pragma_table_list where type = 'table' and schema = 'main'",
      args: [],
    },
    read: (rows) => rows.map(({ name }) => String(name)),
  });
  const kept = tables.filter((each) => !each.startsWith("sqlite_") && !except.includes(each));
  const found = await app.deps.load(...kept.map((table) => ({
    statement: { sql: `select * from "${table}"`, args: [] },
    read: (rows: readonly object[]) =>
      rows.map((row) =>
        JSON.stringify({ ...row }, (_, each) => typeof each === "bigint" ? `${each}` : each)
      ).filter((row) => named.some((each) => row.includes(each))).toSorted().join("\n"),
  })));
  return Object.fromEntries(kept.map((table, i) => [table, String(found[i])]));
}

/** Well formed, and of nothing that there is. */
function unknownIds(): Ids {
  return Object.fromEntries(
    Object.entries(owner.ids).map(([name, id]) => [
      name,
      name === "fileDigest" ? "0".repeat(64) : id.replace(/_.*/, "_01KAG8M00000000000000000ZZ"),
    ]),
  ) as unknown as Ids;
}

/** Without any id, what differs in every page, and the phone of whoever it is shown to. */
function plain(text: string): string {
  return text.replaceAll(/\b[a-z]{3}_[0-9A-Z]{26}\b|\b[0-9a-f]{64}\b/g, "…")
    .replaceAll(/nonce="[^"]*"|nonce-[^']*|"challenge":"[^"]*"|"user":\{[^}]*\}/g, "")
    .replaceAll(/199[\d*]{8}/g, "").replaceAll(/value="[\w.-]{60,}"/g, "");
}

async function shown(answer: Response) {
  const location = answer.headers.get("location");
  return {
    status: answer.status,
    location: location && plain(location),
    text: plain(await answer.text()),
  };
}

/** Somebody else, who has just signed in; another each time, so that no one act is in the way of the next. */
async function stranger(): Promise<AppBrowser> {
  const { token } = await newcomer(app);
  return browserWith(app, `consumer=${token}`);
}

describe("every route of the wallet", () => {
  it("shows and does what it is for to whoever it belongs to, or nothing here would be tried", async () => {
    const all = everything();
    expect(new Set(all.map(({ route }) => route)).size).toBeGreaterThan(40);
    const seen = new Set<string>();
    const opened = new Set<string>();
    const looking = all.filter(({ method }) => method === "GET");
    for (const each of looking) {
      const before = await theirs(["consumer_sessions"]);
      const answer = await ask(await owner.fresh(), each);
      const text = await answer.text();
      if (answer.status === 200) opened.add(each.route);
      for (const mark of owner.marks) if (text.includes(mark)) seen.add(mark);
      // A page that is only looked at changes nothing.
      expect({ route: each.route, ...await theirs(["consumer_sessions"]) })
        .toEqual({ route: each.route, ...before });
    }
    const named = looking.map(({ route }) => route).filter((route) => route.includes(":"));
    expect([...new Set(named)].filter((route) => !opened.has(route))).toEqual([]);
    expect([...seen].toSorted()).toEqual([...owner.marks].toSorted());
  });

  it("shows a stranger nothing, changes nothing, and answers as if there were no such thing", async () => {
    const before = await theirs();
    for (const each of everything()) {
      const what = `${each.method} ${each.path(owner.ids)} ${each.act}`;
      const theirAnswer = await shown(await ask(await stranger(), each));
      for (const mark of owner.marks) {
        expect([what, mark, theirAnswer.text.includes(mark)]).toEqual([what, mark, false]);
      }
      const ids = unknownIds();
      expect({ what, ...theirAnswer })
        .toEqual({ what, ...await shown(await ask(await stranger(), each, { ids })) });
      expect({ what, ...await theirs() }).toEqual({ what, ...before });
    }
  });

  it("shows nobody anything who is signed in nowhere, or was", async () => {
    const { token } = await newcomer(app);
    const left = browserWith(app, `consumer=${token}`);
    expect((await left.ask("/wallet/leave", { fields: {} })).status).toBe(303);
    const before = await theirs();
    for (const browser of [browserWith(app), left]) {
      for (const each of everything()) {
        const what = `${each.method} ${each.path(owner.ids)}`;
        const text = await (await ask(browser, each)).text();
        for (const mark of owner.marks) {
          expect([what, mark, text.includes(mark)]).toEqual([what, mark, false]);
        }
      }
      expect(await theirs()).toEqual(before);
    }
  });

  it("does nothing that another site asks for in the owner's own browser", async () => {
    const browser = await owner.fresh();
    const before = await theirs();
    for (const each of everything().filter(({ method }) => method !== "GET")) {
      const what = `${each.method} ${each.path(owner.ids)}`;
      for (
        const headers of [
          { Origin: "https://elsewhere.example", "Sec-Fetch-Site": "cross-site" },
          { Origin: "null" },
          { Origin: "http://portal.test.elsewhere.example" },
        ]
      ) {
        const answer = await ask(browser, each, { headers });
        await answer.body?.cancel();
        expect([what, answer.status]).toEqual([what, 403]);
      }
    }
    expect(await theirs()).toEqual(before);
  });

  it("has no form with a field that is not tried here", async () => {
    const folder = new URL("../../routes/pages/wallet/", import.meta.url);
    const found = new Set<string>();
    for (const name of await readdir(folder)) {
      const source = await readFile(new URL(name, folder), "utf8");
      const uses = source.matchAll(
        /\.get(?:All)?\(\s*"(\w+)"\s*\)|(?:form|\))\["(\w+)"\]|typed\("(\w+)"\)/g,
      );
      for (const [, ...names] of uses) found.add(names.find((each) => each !== undefined) ?? "");
    }
    expect(found.size).toBeGreaterThan(15);
    const tried = Object.keys(fieldsOf(owner.ids, ""));
    expect([...found].filter((each) => !tried.includes(each))).toEqual([]);
  });
});
