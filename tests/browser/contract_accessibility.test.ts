import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openReaders, type Readers } from "../support/flaws.ts";
import { signLooks } from "../support/sign_looks.tsx";
import { walletLooks } from "../support/wallet_looks.tsx";

let browser: TestBrowser;
let readers: Readers;
beforeAll(async () => {
  browser = await openBrowser();
  readers = await openReaders(browser, { ...signLooks, ...walletLooks });
});
afterAll(async () => {
  await browser.close();
  await readers.close();
});

describe.each([["signing", signLooks], ["the wallet", walletLooks]])(
  "every state of %s",
  (_, looks) => {
    it.each(Object.keys(looks))("%s is accessible", async (name) => {
      expect(await readers.flawsOf(name)).toEqual([]);
    });
  },
);

describe("scripts and the policy", () => {
  it("have nothing to complain of in any state of signing", async () => {
    const states = Object.keys(signLooks).filter((name) => !name.includes("returned"));
    expect(await readers.complaintsOf(states)).toEqual([]);
  });
});
