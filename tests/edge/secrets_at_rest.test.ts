import { describe, expect, it } from "vitest";
import { ownerOf } from "../../core/consumer/owner_of.ts";
import { sendSignInCode } from "../../core/consumer/send_sign_in_code.ts";
import { beginSession } from "../../core/session/begin_session.ts";
import { sealIdentity } from "../../core/consumer/seal_person.ts";
import { unitOf } from "../../db/engine/statement.ts";
import { codeIn, messagesOf } from "../../sandbox/bank/inbox.ts";
import { fileURLToPath } from "node:url";
import { findAny } from "../support/find_any.ts";
import { must } from "../support/fixtures.ts";
import { startServer, tempFolder } from "../support/server.ts";
import { startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const phone = "19900000031";

const leaks: Readonly<Record<string, (app: TestApp) => Promise<unknown>>> = {
  "a phone in the log": async (app) => {
    await codeSent(app);
    app.deps.log.warn("not sent", { phone });
  },
  "a name in a column": async (app) => {
    await sealIdentity(app.deps.vault, "con_1", { name: "测试戊", phone, idNumber: "" });
    await keep(app, "of 测试戊");
  },
  "an ID number in a row that is gone": async (app) => {
    const idNumber = "000000190001010058";
    await sealIdentity(app.deps.vault, "con_1", { name: "测试戊", phone, idNumber });
    await keep(app, idNumber);
    await app.deps.write(unitOf("delete from budgets"));
  },
  "a session's token": async (app) => {
    const { consumerId } = await ownerOf(app.deps, { issuer: "phone", subject: "x" }, phone);
    const browser = { client: "" };
    const token = await beginSession(app.deps, { consumerId, proof: "phone", browser });
    await keep(app, token);
  },
  "a code as a column": async (app) => await keep(app, await codeSent(app)),
  "a code in a text": async (app) => await keep(app, `{"code":"${await codeSent(app)}"}`),
  "a secret key in a webhook": async (app) => {
    await app.deps.send("http://127.0.0.1:9/", {}, `{"key":"${app.merchant.secretKey}"}`);
  },
};

/** The search after every test of a portal (`testApp`). */
describe("the search for secrets", () => {
  it.each(Object.entries(leaks))("finds %s", async (_, leak) => {
    const app = await testApp();
    await leak(app);
    await expect(app.close()).rejects.toThrow("In the clear");
  });

  it("finds one in the files of a database server", async () => {
    const sqld = await startSqld();
    const app = await testApp({ databaseUrl: sqld.url });
    await keep(app, app.merchant.secretKey);
    await expect(app.close()).rejects.toThrow("In the clear");
    await sqld.stop();
  });

  it.each(["database", "log"])("finds one in the %s of a process of its own", async (leak) => {
    for (const end of ["stop", "kill"] as const) {
      const folder = await tempFolder();
      const main = fileURLToPath(new URL("../support/leaking_main.ts", import.meta.url));
      const leaking = await startServer({ folder: folder.path, env: { LEAK: leak }, main });
      await expect(leaking[end]()).rejects.toThrow("In the clear");
      const tight = await startServer({ folder: folder.path, env: { LEAK: "nowhere" }, main });
      await tight[end]();
      await folder.remove();
    }
  });

  it("lets a portal go that keeps them sealed", async () => {
    const app = await testApp();
    await sealIdentity(app.deps.vault, "con_1", { name: "测试戊", phone, idNumber: "" });
    await codeSent(app);
    await app.close();
  });
});

describe("findAny", () => {
  it("finds what one search for each finds", () => {
    let seed = 1;
    const random = (below: number) => (seed = seed * 48_271 % 2_147_483_647) % below;
    const letters = (count: number) =>
      Array.from({ length: count }, () => "ab".charAt(random(2))).join("");
    let hits = 0;
    for (let round = 0; round < 300; round++) {
      const hay = letters(200);
      const needles = new Set(Array.from({ length: 8 }, () => letters(2 + random(28))));
      const found = findAny(new TextEncoder().encode(hay), needles);
      const expected = [...needles].flatMap((text) =>
        [...hay].flatMap((_, at) => hay.startsWith(text, at) ? [`${at} ${text}`] : [])
      );
      expect(found.map(({ text, at }) => `${at} ${text}`).sort()).toEqual(expected.sort());
      hits += expected.length;
    }
    expect(hits).toBeGreaterThan(1_000);
  });
});

async function codeSent(app: TestApp): Promise<string> {
  must(
    await sendSignInCode(app.deps, { phone, source: undefined, device: undefined, lang: "zh" }),
  );
  const [message] = await messagesOf(app.deps, phone, 1);
  return codeIn(message?.text ?? "") ?? "";
}

/** As a program would that forgets to seal it. */
async function keep(app: TestApp, text: string): Promise<void> {
  const verdict = await app.deps.write(
    unitOf(
      "insert into budgets (name, subject, used, cap, ends_at) values ('x', ?, 1, 1, 1)",
      text,
    ),
  );
  expect(verdict.type).toBe("committed");
}
