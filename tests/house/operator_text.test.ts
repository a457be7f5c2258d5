import { describe, expect, it } from "vitest";
import { openMerchantOnly } from "../../start/commands.ts";
import { ConfigError, readSettings } from "../../start/config.ts";
import { contractActs } from "../../start/contract_commands.ts";
import { actOn } from "../../start/operator_act.ts";

const wrong = {
  "must not contain control characters": "Tea\nhouse",
  "must not contain characters that control the direction of text": "Tea\u202esuoh",
  "must contain a character that can be seen": "\u3164",
  "must not contain a card number": "Tea 4111 1111 1111 1111",
};
const act = (name: keyof typeof contractActs, ...given: string[]) =>
  actOn(name, contractActs[name], { settings, given });
// A command that gets as far as opening this would fail with something else.
const settings = readSettings({ DATABASE_URL: "http://127.0.0.1:9", SECRETS: "x" });
const contract = "ctr_01K0000000000000000000000A";
const plan = "pln_01K0000000000000000000000A";

describe("text that an operator gives", () => {
  it("is refused with the reason where people could not read it as it is meant", async () => {
    for (const [reason, text] of Object.entries(wrong)) {
      const refusals = [
        openMerchantOnly(settings, [
          ...["--no", "ABCDEF123456789", "--mode", "test"],
          ...["--name", text],
        ]),
        act("reject_plan", plan, "--reason", text),
        act("suspend_contract", contract, "--reason", text),
        act("terminate_contract", contract, "--reason", text),
        Promise.resolve().then(() => readSettings({ INSTITUTION: text })),
      ].map((refused) => refused.then(() => undefined, (error) => error));
      for (const error of await Promise.all(refusals)) {
        expect(error).toBeInstanceOf(ConfigError);
        expect(error.message).toContain(reason);
        expect(error.message).not.toContain(text);
      }
    }
  });

  it("is a URL that says the same to people and programs", async () => {
    const opening = openMerchantOnly(settings, [
      ...["--no", "ABCDEF123456789", "--mode", "test", "--name", "Tea"],
      ...["--return-url", "https://shop.example/\u202eback"],
    ]);
    await expect(opening).rejects.toThrow("must be a plain URL");
  });

  it("may be of any script", () => {
    expect(readSettings({ INSTITUTION: "بيت الشاي" }).institution).toBe("بيت الشاي");
  });
});
