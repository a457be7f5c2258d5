import { describe, expect, it } from "vitest";
import { disclosureKeys } from "../../core/signing/disclosure.ts";
import { type SignFormError, signWords } from "../../views/sign/words.ts";
import { type Lang, words } from "../../views/words.ts";
import { textIn } from "../support/render_checkout.tsx";
import { signChangeOf, signPageOf } from "../support/render_sign.tsx";
import { type SigningName, signingNames, signings } from "../support/signings.ts";

const each = <T>(see: (html: string) => T, lang: Lang = "zh") =>
  Object.fromEntries(signingNames.map((name) => [name, see(signPageOf(signings[name], lang))]));
const namesWhere = (holds: (html: string) => boolean): readonly SigningName[] =>
  signingNames.filter((name) => holds(signPageOf(signings[name])));

/** The five lines as a person reads them: without tags, otherwise unchanged. */
function linesIn(html: string): readonly string[] {
  const list = /<ul class="terms">([\s\S]*?)<\/ul>/.exec(html)?.[1] ?? "";
  return [...list.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, line = ""]) =>
    line.replace(/<[^>]+>/g, "")
  );
}

const asking: readonly SigningName[] = [
  "outside",
  "outside_pay",
  "ready",
  "ready_parent",
  "ready_pay",
  "ready_plain",
  "ready_credit",
  "code",
  "code_and_id",
  "refused_by_channel",
];
const acting = asking.filter((name) => !name.startsWith("outside"));

describe("SignPage", () => {
  it("says in Chinese what was signed and charged in every state", () => {
    const asks = "江湾停车请你签约";
    const s = signWords("zh");
    expect(each((html) => textIn(html, "h1"))).toEqual({
      ...Object.fromEntries(asking.map((name) => [name, asks])),
      ready_parent: "Breeze &amp; Bamboo Teahouse Trading Company, Hangzhou请你签约",
      already_signed: "你已签过，没有重复签约，没有扣款。",
      no_card: s.noCreditCard,
      not_available: "这份协议现在不能签。没有签约，没有扣款。",
      verifying: "正在确认签约，这次不扣款。请勿重复签约。",
      verifying_elsewhere: "另一台设备正在签约，结果会显示在这里。",
      signed: "已签约，这次没有扣款。",
      signed_pay: "已签约，这次没有扣款。",
      signed_again: "你已签过，没有重复签约，没有扣款。",
      signed_on_phone: "已签约，这次没有扣款。",
      signed_by_other: "这个链接已由别人签约。你没有签约，没有扣款。",
      declined: "没有签约，没有扣款。",
      expired: "签约链接已过期。没有签约，没有扣款。请回商家重新打开。",
    });
  });

  it("says the same in English", () => {
    const told = each((html) => textIn(html, "h1"), "en");
    const w = words("en");
    expect(told["signed"]).toBe("Signed. Nothing was charged.");
    expect(told["signed_again"]).toBe("Already signed. Nothing was charged.");
    expect(told["already_signed"]).toBe(w.again);
    expect(told["declined"]).toBe("Not signed. Nothing was charged.");
    expect(told["signed_by_other"])
      .toBe("Someone else signed with this link. You haven't signed, and nothing was charged.");
    expect(told["ready"]).toBe("江湾停车 asks you to sign");
    expect(textIn(signPageOf(signings.outside, "en"), "main")).toContain(w.outside);
  });

  it("shows the five lines byte for byte, in both languages, wherever it asks", () => {
    expect(asking.length).toBeGreaterThan(5);
    for (const lang of ["zh", "en"] as const) {
      for (const name of asking) {
        const view = signings[name];
        const told = disclosureKeys.map((key) =>
          view.shown[lang].lines[key].replaceAll("&", "&amp;")
        );
        expect(linesIn(signPageOf(view, lang)), `${name} ${lang}`).toEqual(told);
      }
    }
  });

  it("shows the amounts in bold, and the full text folded above the button", () => {
    const html = signPageOf(signings.ready);
    expect(html).toContain('<b class="money">¥200.00</b>');
    expect(html).toContain('<b class="money">¥1,234.50</b>');
    const [folded, button] = [html.indexOf("<details>"), html.indexOf('class="halves"')];
    expect(folded).toBeGreaterThan(0);
    expect(folded).toBeLessThan(button);
    expect(html).not.toContain("<details open");
  });

  it("signs nothing outside the app: a code, a link beside it, and what is asked", () => {
    expect(namesWhere((html) => html.includes('class="halves"'))).toEqual(acting);
    const html = signPageOf(signings.outside);
    expect(html).toContain("这里不能签约。请用云闪付扫码或打开，结果会显示在这里。");
    expect(html).toContain('aria-label="签约码：用云闪付扫码，查看江湾停车的协议"');
    expect(html).toContain('href="https://portal.example/sandbox/wallet?open=');
  });

  it("answers yes and no with the same button, ticks nothing, and sticks nothing to the screen", () => {
    const html = signPageOf(signings.ready);
    expect(html).toContain(`<button class="button" type="submit">${words("zh").sign}</button>`);
    expect(html).toContain(
      `<button class="button quiet" type="submit" form="refusal">${words("zh").notSign}</button>`,
    );
    expect(html).not.toMatch(/type="(?:checkbox|radio)"| checked/);
    expect(html).not.toContain('class="pay"');
  });

  it("asks for the code in one field labelled for signing, and only once it has been sent", () => {
    expect(namesWhere((html) => html.includes('name="sms_code"'))).toEqual(["code", "code_and_id"]);
    const html = signPageOf(signings.code);
    expect(html).toMatch(
      /name="sms_code"[^>]*autocomplete="one-time-code"[^>]*inputmode="numeric"/,
    );
    expect(html).toContain("签约验证码，已发到 199****0001");
    expect(html).toContain("这个码用来签约，不是付款，这次不扣款。");
    expect(signPageOf(signings.ready)).toContain(
      'action="/sign/sgn_01KAG8M0000000000000000012/code"',
    );
  });

  it("asks for the ID number if the plan requires it", () => {
    expect(namesWhere((html) => html.includes('name="id_number"')))
      .toEqual(["ready_credit", "code_and_id"]);
  });

  it("offers another card only where the plan allows one", () => {
    const names = namesWhere((html) => html.includes("换一张卡"));
    expect(names).toEqual(acting.filter((name) => name !== "ready_credit"));
  });

  it("seals what is in force, but not for someone who only looks at it", () => {
    const sealed = ["already_signed", "signed", "signed_pay", "signed_again", "signed_on_phone"];
    expect(namesWhere((html) => html.includes("seal filled"))).toEqual(sealed);
    expect(namesWhere((html) => html.includes("seal outlined"))).toEqual([]);
    expect(signPageOf(signings.signed)).not.toContain("arrived");
    expect(signChangeOf(signings.signed)).toContain("seal filled arrived");
  });

  it("tells a following page neither whose contract it is nor which card", () => {
    const html = signPageOf(signings.signed_on_phone);
    expect(html).not.toMatch(/0014|我的签约|柳/);
    expect(signPageOf(signings.signed)).toContain("江湾银行借记卡（0014）");
  });

  it("leads on to the payment after signing, and says that it is the second of two steps", () => {
    expect(namesWhere((html) => html.includes('class="steps"')))
      .toEqual(["outside_pay", "ready_pay", "signed_pay"]);
    expect(signPageOf(signings.signed_pay)).toContain(
      '<a class="button" href="/checkout/ord_01KAG8M0000000000000000001">下一步：支付</a>',
    );
  });

  it("polls only as long as something can change, and follows only what happens elsewhere", () => {
    const asks = each((html) => /hx-trigger="every (\d+)s, ask"/.exec(html)?.[1]);
    expect(
      Object.entries(asks).filter(([, seconds]) => seconds === undefined).map(([name]) => name),
    )
      .toEqual([
        "not_available",
        "signed",
        "signed_pay",
        "signed_again",
        "signed_on_phone",
        "signed_by_other",
        "declined",
        "expired",
      ]);
    const following = ["outside", "outside_pay", "verifying", "verifying_elsewhere"];
    expect(namesWhere((html) => html.includes("data-stream="))).toEqual(following);
    expect(namesWhere((html) => html.includes('http-equiv="refresh"'))).toEqual(following);
  });

  it("leads back to the merchant once it has ended, and only to registered URLs", () => {
    const link =
      'href="https://parking.example/back?from=sign&amp;countersign_signing_id=sgn_01KAG8M0000000000000000012&amp;countersign_state=';
    const told = {
      signed: "signed&amp;countersign_already_signed=false",
      signed_again: "signed&amp;countersign_already_signed=true",
      declined: "declined",
      expired: "expired",
      no_card: "open",
      not_available: "open",
    } as const;
    for (const [name, state] of Object.entries(told)) {
      expect(signPageOf(signings[name as SigningName])).toContain(`${link}${state}"`);
    }
    expect(signPageOf(signings.ready)).not.toContain("parking.example");
    const { signed } = signings;
    const merchant = { ...signed.merchant, returnUrls: ["https://other.example/"] };
    expect(signPageOf({ ...signed, merchant })).not.toContain("parking.example");
  });

  it("says what is wrong above the form, and points at the field", () => {
    const html = signPageOf(signings.code, "zh", "code_wrong");
    expect(html).toContain('<a href="#code">签约验证码不对，请核对短信。还没有签约。</a>');
    expect(html).toMatch(/id="code"[^>]*aria-invalid="true"/);
    expect(signPageOf(signings.ready, "zh", "code_missing")).toContain("请先取得签约验证码。");
    expect(signPageOf(signings.refused_by_channel)).toContain("云闪付没有同意签约。");
  });

  it("offers no signing on a link without attempts left, only the way out", () => {
    const html = signPageOf(signings.ready_credit, "zh", "tries_over");
    expect(html).toContain(signWords("zh").formErrors.tries_over);
    expect(html).not.toContain(words("zh").sign);
    expect(html).toContain(words("zh").notSign);
  });

  it("has words in both languages for everything that can go wrong", () => {
    const kinds = Object.keys(signWords("zh").formErrors) as SignFormError[];
    expect(kinds.length).toBeGreaterThan(10);
    for (const formError of kinds) {
      expect(signWords("zh").formErrors[formError], formError).toMatch(/。$/);
      expect(signWords("en").formErrors[formError], formError).toMatch(/\.$/);
    }
  });

  it("shows a stranger's text as text", () => {
    const evil = '"><script>alert(1)</script>';
    const { ready } = signings;
    const html = signPageOf({
      ...ready,
      merchant: { ...ready.merchant, name: evil },
      plan: { ...ready.plan, title: evil },
      shown: {
        ...ready.shown,
        zh: { ...ready.shown.zh, lines: { ...ready.shown.zh.lines, who: evil }, fullText: [evil] },
      },
    });
    expect(html).not.toContain("<script>alert");
  });
});

describe("SigningPanelChange", () => {
  it("brings the title, the panel and one sentence for the status line", () => {
    const html = signChangeOf(signings.signed);
    expect(textIn(html, "title")).toBe("已签约 · 测试环境，不动真钱");
    expect(textIn(html, "hx-partial")).toBe("已签约，这次没有扣款。");
    expect(html).not.toContain("<html");
  });

  it("is never live itself", () => {
    const live = /aria-live|role="(?:status|alert|log)"/;
    expect(signingNames.filter((name) => live.test(signChangeOf(signings[name])))).toEqual([]);
  });
});
