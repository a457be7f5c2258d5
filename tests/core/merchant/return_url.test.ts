import { describe, expect, it } from "vitest";
import {
  mayRegisterReturn,
  returnLink,
  returnUrlAllowed,
} from "../../../core/merchant/return_url.ts";

const live = { mode: "live" as const, returnUrls: ["https://shop.example/pay/"] };
const test = { mode: "test" as const, returnUrls: [] };

const refusedForLive = [
  "https://shop.example.evil.test/pay/",
  "https://shop.example@evil.test/pay/",
  "https://user:pw@shop.example/pay/",
  "https://shop.example:8443/pay/",
  "http://shop.example/pay/",
  "https://shop.example/payments",
  "https://shop.example/pay/../admin",
  "https://shop.example/pay/%2e%2e/admin",
  "https://shop.example\\@evil.test/pay/",
  "https:\\\\shop.example/pay/",
  "https:/shop.example/pay/",
  "https:shop.example/pay/",
  "//shop.example/pay/",
  "/pay/",
  "javascript:alert(1)",
  "JaVaScRiPt://shop.example/pay/%0aalert(1)",
  "data:text/html,<script>1</script>",
  "ftp://shop.example/pay/",
  " https://shop.example/pay/",
  "https://shop.example/pay/\n",
  "https://shop.example/pay/\t",
  "https://SHOP.example.cn/pay/",
  "https://xn--shop-example.test/pay/",
  "https://shop.example./pay/",
  "https://sub.shop.example/pay/",
  "https://evil.test/https://shop.example/pay/",
  "https://evil.test?https://shop.example/pay/",
  "https://evil.test#https://shop.example/pay/",
  `https://shop.example/pay/${"x".repeat(500)}`,
  "https://shop.example/pay/\ud800",
  "",
];

describe("returnUrlAllowed", () => {
  it("lets a live merchant return only under its registered address", () => {
    for (const url of ["https://shop.example/pay/", "https://shop.example/pay/done?a=1#top"]) {
      expect([url, returnUrlAllowed(live, url, false)]).toEqual([url, true]);
    }
    for (const url of refusedForLive) {
      expect([url, returnUrlAllowed(live, url, false)]).toEqual([url, false]);
    }
  });

  it("lets no live merchant return anywhere without a registered URL", () => {
    const nowhere = { mode: "live" as const, returnUrls: [] };
    expect(returnUrlAllowed(nowhere, "https://shop.example/", false)).toBe(false);
  });

  it("lets a test merchant return to any https address, and to http only where that is allowed", () => {
    expect(returnUrlAllowed(test, "https://shop.example/done", false)).toBe(true);
    expect(returnUrlAllowed(test, "http://127.0.0.1:3000/done", false)).toBe(false);
    expect(returnUrlAllowed(test, "http://127.0.0.1:3000/done", true)).toBe(true);
    expect(returnUrlAllowed(test, "javascript:alert(1)", true)).toBe(false);
  });
});

describe("an app's own scheme", () => {
  const all = { mode: "live" as const, returnUrls: ["myapp://"] };
  const page = { mode: "live" as const, returnUrls: ["https://shop.example/", "myapp://pay/done"] };

  it.each([
    [all, "myapp://", true],
    [all, "MyApp://pay/done?order=1#top", true],
    [all, "myapp:///done", true],
    [page, "myapp://pay/done", true],
    [page, "myapp://pay/done/1?x=2", true],
    [page, "https://shop.example/back", true],
    [page, "myapp://pay", false],
    [page, "myapp://pay/donee", false],
    [page, "myapp://pay/done/../other", false],
    [page, "myapp://evil/pay/done", false],
    [page, "myapp://user@pay/done", false],
    [all, "myapp:pay", false],
    [all, "myapp2://pay", false],
    [all, "https://shop.example/", false],
    [live, "myapp://pay", false],
    [test, "myapp://pay", false],
  ])("of %o may be returned to under what is registered: %s %s", (merchant, url, allowed) => {
    expect(returnUrlAllowed(merchant, url, false)).toBe(allowed);
  });

  it.each([
    "javascript://%0aalert(1)",
    "JavaScript://x",
    "data://text/html,x",
    "file:///etc/passwd",
    "blob://x",
    "intent://scan/#Intent;end",
    "content://x",
    "vbscript://x",
    "about://blank",
    "ftp://x",
    "wss://x",
  ])("is never one of a browser's or a phone's: %s", (url) => {
    expect(mayRegisterReturn(url)).toBe(false);
    expect(returnUrlAllowed({ mode: "test", returnUrls: [url] }, url, true)).toBe(false);
  });

  it("can be registered, like a web address", () => {
    for (const url of ["myapp://", "com.example.shop://pay", "https://shop.example/pay/"]) {
      expect([url, mayRegisterReturn(url)]).toEqual([url, true]);
    }
    for (const url of ["myapp:", "shop.example", "my app://", "https://u:p@shop.example/"]) {
      expect([url, mayRegisterReturn(url)]).toEqual([url, false]);
    }
  });

  it("gets what is added like any address", () => {
    expect(returnLink(all, "myapp://pay/done?a=1", { order_id: "ord_1" }))
      .toBe("myapp://pay/done?a=1&order_id=ord_1");
  });
});

describe("returnLink", () => {
  it("adds what it is given and keeps what was there", () => {
    expect(returnLink(test, "https://shop.example/done?a=1#top", { order_id: "ord_1" }))
      .toBe("https://shop.example/done?a=1&order_id=ord_1#top");
    const facts = { state: "signed", already_signed: "true" };
    expect(returnLink(test, "https://shop.example/done?state=mine", facts))
      .toBe("https://shop.example/done?state=signed&already_signed=true");
  });

  it("leads nowhere without an address, or to one the merchant took off its list", () => {
    expect(returnLink(test, undefined, {})).toBe(undefined);
    const moved = { ...test, returnUrls: ["https://other.example/"] };
    expect(returnLink(moved, "https://shop.example/done", {})).toBe(undefined);
  });
});
