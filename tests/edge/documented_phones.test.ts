import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { uriMessage } from "../../core/qr/ndef.ts";
import { passkeyWords } from "../../views/wallet/passkey_words.ts";

const documents = { en: "docs/real_phones.md", zh: "docs/zh/real_phones.md" } as const;
const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");

describe.each(["en", "zh"] as const)("the sheet about real phones, in %s", (lang) => {
  it("shows the bytes of a tag as the portal makes them", async () => {
    const text = await read(documents[lang]);
    const [link = "", bytes = ""] = [...text.matchAll(/```\n([\s\S]*?)\n```/g)].map((match) =>
      match[1]
    );
    expect(link).toMatch(/^https:\/\/\S+\/l\/lnk_\w{26}$/);
    const message = Uint8Array.fromHex(bytes.replace(/\s/g, ""));
    expect(message).toEqual(uriMessage(link));
    const explained = [...text.matchAll(/^\| (\d)\s+\| `(\w\w)`/gm)].map(([, at, value]) => [
      Number(at),
      Number.parseInt(value ?? "", 16),
    ]);
    expect(explained).toEqual([...message.subarray(0, 5)].map((value, i) => [i + 1, value]));
  });

  it("quotes pages in their own words", async () => {
    const text = (await read(documents[lang])).replace(/\s+/g, " ");
    const { form, problems, signIn } = passkeyWords(lang);
    const quoted = [
      form.passkeyElsewhere,
      form.passkeyUnsupported,
      form.passkeyCancelled,
      problems.passkey_refused,
      signIn,
    ];
    expect(quoted.filter((each) => !text.includes(each))).toEqual([]);
  });
});
