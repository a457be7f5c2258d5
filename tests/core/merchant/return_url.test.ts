import { describe, expect, it } from "vitest";
import { mayRegisterReturn, returnLink, returnUrlFlaw } from "../../../core/merchant/return_url.ts";

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

describe("returnUrlFlaw", () => {
  it("lets a live merchant return only under its registered address", () => {
    for (const url of ["https://shop.example/pay/", "https://shop.example/pay/done?a=1#top"]) {
      expect([url, returnUrlFlaw(live, url, false)]).toEqual([url, undefined]);
    }
    for (const url of refusedForLive) {
      expect([url, returnUrlFlaw(live, url, false)]).toEqual([url, expect.any(String)]);
    }
  });

  it.each([
    ["/pay/", "syntax"],
    ["shop.example/pay/", "syntax"],
    ["https:/shop.example/pay/", "syntax"],
    ["https://shop.example:99999/pay/", "syntax"],
    ["https://user:pw@shop.example/pay/", "syntax"],
    ["https://shop.example/pay/\t", "syntax"],
    ["http://shop.example/pay/", "scheme"],
    ["ftp://shop.example/pay/", "scheme"],
    ["JaVaScRiPt://shop.example/pay/", "scheme"],
    ["https://shop.example/admin", "not_registered"],
    ["https://evil.example/pay/", "not_registered"],
  ])("says what is wrong with %j: %s", (url, flaw) => {
    expect(returnUrlFlaw(live, url, false)).toBe(flaw);
  });

  it("lets no live merchant return anywhere without a registered URL", () => {
    const nowhere = { mode: "live" as const, returnUrls: [] };
    expect(returnUrlFlaw(nowhere, "https://shop.example/", false)).toBe("not_registered");
  });

  it("lets a test merchant return to any https address, and to http only where that is allowed", () => {
    expect(returnUrlFlaw(test, "https://shop.example/done", false)).toBe(undefined);
    expect(returnUrlFlaw(test, "http://127.0.0.1:3000/done", false)).toBe("scheme");
    expect(returnUrlFlaw(test, "http://127.0.0.1:3000/done", true)).toBe(undefined);
    expect(returnUrlFlaw(test, "javascript:alert(1)", true)).toBe("scheme");
  });
});

describe("an app's own scheme", () => {
  const all = { mode: "live" as const, returnUrls: ["myapp://"] };
  const page = { mode: "live" as const, returnUrls: ["https://shop.example/", "myapp://pay/done"] };

  it.each([
    [all, "myapp://", undefined],
    [all, "MyApp://pay/done?order=1#top", undefined],
    [all, "myapp:///done", undefined],
    [page, "myapp://pay/done", undefined],
    [page, "myapp://pay/done/1?x=2", undefined],
    [page, "https://shop.example/back", undefined],
    [page, "myapp://pay", "not_registered"],
    [page, "myapp://pay/donee", "not_registered"],
    [page, "myapp://pay/done/../other", "not_registered"],
    [page, "myapp://evil/pay/done", "not_registered"],
    [page, "myapp://user@pay/done", "syntax"],
    [all, "myapp:pay", "syntax"],
    [all, "myapp2://pay", "scheme"],
    [all, "https://shop.example/", "not_registered"],
    [live, "myapp://pay", "scheme"],
    [test, "myapp://pay", "scheme"],
  ])("of %o may be returned to under what is registered: %s %s", (merchant, url, flaw) => {
    expect(returnUrlFlaw(merchant, url, false)).toBe(flaw);
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
    expect(returnUrlFlaw({ mode: "test", returnUrls: [url] }, url, true)).toBe("scheme");
  });

  it("can be registered, like a web address", () => {
    for (const url of ["myapp://", "com.example.shop://pay", "https://shop.example/pay/"]) {
      expect([url, mayRegisterReturn(url)]).toEqual([url, true]);
    }
    for (const url of ["myapp:", "shop.example", "my app://", "https://u:p@shop.example/"]) {
      expect([url, mayRegisterReturn(url)]).toEqual([url, false]);
    }
  });

  it.each([
    ["myapp://pay/done?x=1#y", "myapp://pay/done?x=1&ADDED#y"],
    ["MyApp://Pay/a/../done", "MyApp://Pay/a/../done?ADDED"],
    ["myapp://", "myapp://?ADDED"],
  ])("keeps %s byte for byte", (given, link) => {
    expect(returnLink(all, given, { countersign_order_id: "ord_1" }))
      .toBe(link.replace("ADDED", "countersign_order_id=ord_1"));
  });
});

describe("returnLink", () => {
  it.each([
    ["https://shop.example/done", "https://shop.example/done?ADDED"],
    ["https://shop.example", "https://shop.example?ADDED"],
    ["https://shop.example/done?", "https://shop.example/done?ADDED"],
    ["https://shop.example/done?a=1", "https://shop.example/done?a=1&ADDED"],
    ["https://shop.example/done?a=1&", "https://shop.example/done?a=1&ADDED"],
    ["https://shop.example/done?a=1#top?b", "https://shop.example/done?a=1&ADDED#top?b"],
    ["https://shop.example/done#top", "https://shop.example/done?ADDED#top"],
    [
      "https://shop.example/?order_id=WC-1&state=x",
      "https://shop.example/?order_id=WC-1&state=x&ADDED",
    ],
    ["https://shop.example/?name=%C1%FA", "https://shop.example/?name=%C1%FA&ADDED"],
    [
      "HTTPS://Shop.example:443/%7Ea/../b?a%20b~c&flag&sig=AbC%2fD+e",
      "HTTPS://Shop.example:443/%7Ea/../b?a%20b~c&flag&sig=AbC%2fD+e&ADDED",
    ],
    ["https://shop.example/返回?茶=龙井", "https://shop.example/返回?茶=龙井&ADDED"],
  ])("keeps %s byte for byte", (given, link) => {
    const facts = { countersign_order_id: "ord_1", countersign_state: "signed" };
    expect(returnLink(test, given, facts))
      .toBe(link.replace("ADDED", "countersign_order_id=ord_1&countersign_state=signed"));
  });

  it("leads nowhere without an address, or to one the merchant took off its list", () => {
    expect(returnLink(test, undefined, {})).toBe(undefined);
    const moved = { ...test, returnUrls: ["https://other.example/"] };
    expect(returnLink(moved, "https://shop.example/done", {})).toBe(undefined);
  });
});
