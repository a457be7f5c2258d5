import { describe, expect, it } from "vitest";
import { languageRoutes, preferred } from "../../routes/pages/language.ts";
import { localPath } from "../../routes/pages/local_path.ts";

describe("preferred", () => {
  it("picks the better weighed of the two languages", () => {
    const asked = ["zh-CN,zh;q=0.9,en;q=0.8", "en-GB", "fr, en;q=0.2", "en;q=0.1, zh-TW;q=0.2"];
    expect(asked.map(preferred)).toEqual(["zh", "en", "en", "zh"]);
  });

  it("is English for who asks only for others, and Chinese for who asks for none", () => {
    const others = ["de-DE,de", "fr", "ja;q=0.3", "de-DE,de;q=0.9,*;q=0.1"];
    expect(others.map(preferred)).toEqual(others.map(() => "en"));
    expect(preferred("de-DE,de;q=0.9,zh;q=0.1")).toBe("zh");
    const none = ["", "*", "en;q=0", ";;,q=,"];
    expect(none.map(preferred)).toEqual(none.map(() => "zh"));
  });
});

describe("localPath", () => {
  it("keeps a path of this site with its query", () => {
    expect(localPath("/checkout/ord_1?stay=1")).toBe("/checkout/ord_1?stay=1");
    expect(localPath("/a/../b")).toBe("/b");
  });

  it("sends every other address home", () => {
    const strange = [
      "//evil.example",
      "///evil.example",
      "/\\evil.example",
      "/..//evil.example",
      "/.//evil.example",
      "/a/../..//evil.example",
      "/%2e%2e//evil.example",
      "/..\\\\evil.example",
      "/.\t.//evil.example",
      "\\\\evil.example",
      "/\t/evil.example",
      "/\n//evil.example",
      "https://evil.example/",
      "https:evil.example",
      "javascript:alert(1)",
      "data:text/html,x",
      "evil.example",
      "@evil.example",
      "",
      undefined,
      ["/a"],
    ];
    expect(strange.map(localPath)).toEqual(strange.map(() => "/"));
  });
});

describe("POST /language", () => {
  const choose = (fields: Record<string, string>, publicUrl = "http://portal.test") =>
    languageRoutes({ config: { publicUrl } })
      .request("/language", { method: "POST", body: new URLSearchParams(fields) });

  it("keeps the choice for a year and goes back to the page", async () => {
    const answer = await choose({ lang: "en", back: "/checkout/ord_1" });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/checkout/ord_1");
    expect(answer.headers.get("set-cookie"))
      .toBe("lang=en; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax");
  });

  it("sends the choice over nothing but https, where the portal is on https", async () => {
    const answer = await choose({ lang: "en", back: "/" }, "https://portal.example");
    expect(answer.headers.get("set-cookie"))
      .toBe("lang=en; Max-Age=31536000; Path=/; HttpOnly; Secure; SameSite=Lax");
  });

  it("ignores an unsupported language and redirects nowhere else", async () => {
    const answer = await choose({ lang: "tlh", back: "//evil.example" });
    expect(answer.headers.get("location")).toBe("/");
    expect(answer.headers.get("set-cookie")).toBeNull();
  });
});
