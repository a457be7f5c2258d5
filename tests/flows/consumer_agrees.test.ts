import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { agreeToTexts } from "../../core/consent/agree_to_texts.ts";
import type { Consent } from "../../core/consent/consent.ts";
import { viewWallet } from "../../core/consumer/view_wallet.ts";
import { addLegalText } from "../../core/institution/add_legal_text.ts";
import type { LegalKind } from "../../core/institution/institution.ts";
import { after, businessDay, days } from "../../core/time.ts";
import type { PersonNo } from "../../sandbox/bank/persons.ts";
import { browserWith, hiddenIn } from "../support/app_browser.ts";
import { must } from "../support/fixtures.ts";
import { entered } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

async function publish(kind: LegalKind, inDays = 0): Promise<void> {
  const firstDay = businessDay(after(app.clock.now(), days(inDays)));
  must(await addLegalText(app.deps, { kind, firstDay, zh: "一", en: "one", by: byOperator }));
}

async function cameIn(personNo: PersonNo): Promise<string> {
  return (await entered(app, personNo)).sessionToken;
}

async function asked(session: string): Promise<readonly Consent[]> {
  const wallet = await viewWallet(app.deps, session);
  return wallet?.yetToAgree.map(({ kind, version }) => ({ kind, version })) ?? [];
}

describe("a person and the institution's texts", () => {
  it("agree once to each version, by what the page showed, and only for themselves", async () => {
    expect(await asked(await cameIn("person_a"))).toEqual([]);
    await publish("terms");
    await publish("privacy");
    const session = await cameIn("person_a");
    const { ask } = browserWith(app, `consumer=${session}`);
    const html = await (await ask("/wallet")).text();
    expect(html).toContain('href="/terms/1"');
    const shown = hiddenIn(html);
    expect(shown).toMatchObject({ terms: "1", privacy: "1" });
    expect((await ask("/wallet/consent", { fields: shown })).headers.get("location")).toBe(
      "/wallet",
    );
    expect(await asked(session)).toEqual([]);
    expect(await asked(await cameIn("person_b"))).toHaveLength(2);
  });

  it("are asked again for a new version from its first day on", async () => {
    const session = await cameIn("person_c");
    must(await agreeToTexts(app.deps, { session, shown: await asked(session) }));
    await publish("terms", 2);
    expect(await asked(session)).toEqual([]);
    app.clock.advance(days(2));
    expect(await asked(await cameIn("person_c"))).toEqual([{ kind: "terms", version: 2 }]);
  });

  it("do not agree to what was not shown, or is not in force any more", async () => {
    const session = await cameIn("person_d");
    const current = await asked(session);
    expect(current).toEqual([{ kind: "terms", version: 2 }, { kind: "privacy", version: 1 }]);
    const changed = { ok: false, error: { code: "texts_changed" } };
    const tries: readonly (readonly Consent[])[] = [
      [],
      current.slice(1),
      [{ kind: "terms", version: 1 }, { kind: "privacy", version: 1 }],
      [...current, { kind: "terms", version: 1 }],
    ];
    for (const shown of tries) {
      expect(await agreeToTexts(app.deps, { session, shown })).toMatchObject(changed);
    }
    expect(await asked(session)).toEqual(current);
    const twice = await Promise.all(
      [1, 2].map(() => agreeToTexts(app.deps, { session, shown: current })),
    );
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await agreeToTexts(app.deps, { session: "x", shown: current }))
      .toMatchObject({ error: { code: "session_over" } });
  });
});
