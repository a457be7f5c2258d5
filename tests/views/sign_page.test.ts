import { describe, expect, it } from "vitest";
import { disclosureKeys } from "../../core/signing/disclosure.ts";
import { validityOf } from "../../core/signing/terms.ts";
import { type SignFormError, signWords } from "../../views/sign/words.ts";
import { SigningPanelChange } from "../../views/sign/signing_panel.tsx";
import { formatTime } from "../../views/parts/time.tsx";
import { type Lang, words } from "../../views/words.ts";
import { frameIn, textIn } from "../support/render_checkout.tsx";
import { signChangeOf, signPageOf } from "../support/render_sign.tsx";
import { placeOf, type SigningName, signingNames, signings } from "../support/signings.ts";

const each = <T>(see: (html: string) => T, lang: Lang = "zh") =>
  Object.fromEntries(signingNames.map((name) => [name, see(signPageOf(signings[name], lang))]));
const namesWhere = (holds: (html: string) => boolean): readonly SigningName[] =>
  signingNames.filter((name) => holds(signPageOf(signings[name])));

/** The lines as a person reads them: without their labels and without tags, otherwise unchanged. */
function linesIn(html: string): readonly string[] {
  const list = /<ul class="terms">([\s\S]*?)<\/ul>/.exec(html)?.[1] ?? "";
  return [...list.matchAll(/<p>([\s\S]*?)<\/p>/g)].map(([, line = ""]) =>
    line.replace(/<[^>]+>/g, "")
  );
}

/** What stands in the gutter beside them. */
function labelsIn(html: string): readonly string[] {
  const list = /<ul class="terms">([\s\S]*?)<\/ul>/.exec(html)?.[1] ?? "";
  return [...list.matchAll(/<span aria-hidden="true">(.*?)<\/span>/g)].map(([, label = ""]) =>
    label
  );
}

const asking: readonly SigningName[] = [
  "outside",
  "outside_pay",
  "ready",
  "ready_parent",
  "ready_pay",
  "ready_plain",
  "ready_owing",
  "ready_ending",
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
      plan_changed: "商家刚改了这份协议。没有签约，没有扣款。请回商家重新打开。",
      not_available: "这份协议现在不能签。没有签约，没有扣款。",
      blocked: "你现在不能在这里签约。没有签约，没有扣款。",
      charging_closed: "你已关闭免密扣款。没有签约，没有扣款。",
      phone_lost: "你的手机已挂失。没有签约，没有扣款。",
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
    expect(told["blocked"])
      .toBe("You can't sign here at the moment. Nothing was signed or charged.");
    expect(told["ready"]).toBe("江湾停车 asks you to sign");
    expect(told["plan_changed"]).toBe(
      "The merchant has just changed this plan. Nothing was signed or charged. Open it again from the shop.",
    );
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
        const lines = linesIn(signPageOf(view, lang));
        const five = lines.filter((line) => line !== validityOf(view.plan, lang));
        expect(five, `${name} ${lang}`).toEqual(told);
      }
    }
  });

  it("labels the lines in the gutter, for the eye only", () => {
    expect(labelsIn(signPageOf(signings.ready))).toEqual(["谁", "用途", "上限", "卡", "结束"]);
    expect(labelsIn(signPageOf(signings.ready, "en")))
      .toEqual(["Who", "For", "Limits", "Card", "Ending"]);
  });

  it("says among the lines how long it lasts when it ends, as the full text says it", () => {
    for (const lang of ["zh", "en"] as const) {
      const html = signPageOf(signings.ready_ending, lang);
      const { shown, plan } = signings.ready_ending;
      const [lasts = "", end] = linesIn(html).slice(4);
      expect(shown[lang].fullText).toContain(lasts);
      expect(lasts).toContain(String(plan.contractDays));
      expect(end).toBe(shown[lang].lines.end);
    }
    expect(labelsIn(signPageOf(signings.ready_ending))[4]).toBe("期限");
    expect(labelsIn(signPageOf(signings.ready_ending, "en"))[4]).toBe("Lasts");
  });

  it("folds the full text and the other cards in one row", () => {
    const [, row = ""] = /<div class="folds">([\s\S]*?)<\/details><\/div>/
      .exec(signPageOf(signings.ready)) ?? [];
    expect([...row.matchAll(/<summary>(.*?)<\/summary>/g)].map(([, text]) => text))
      .toEqual(["协议全文", "换一张卡"]);
  });

  it("shows the amounts in bold, no limit broken from its amount, and the full text folded above the button", () => {
    const html = signPageOf(signings.ready);
    expect(html).toContain('<span class="whole">每次最多 <b class="money">¥200.00</b>，</span>');
    expect(html).toContain('<span class="whole">每天最多 <b class="money">¥1,234.50</b>，</span>');
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
    const html = signPageOf(signings.ready_plain);
    expect(html).toContain(`<button class="button" type="submit">${words("zh").sign}</button>`);
    expect(html).toContain(
      `<button class="button quiet" type="submit" form="refusal">${words("zh").notSign}</button>`,
    );
    expect(html).not.toMatch(/type="(?:checkbox|radio)"| checked/);
    expect(html).not.toContain('class="pay"');
  });

  it("says on the button what it does: sign, get a code, or confirm with it", () => {
    const button = (name: SigningName, lang: Lang) =>
      /<button class="button" type="submit">(.*?)<\/button>/.exec(signPageOf(signings[name], lang))
        ?.[1];
    const names = ["ready_plain", "ready", "code"] as const;
    expect(names.map((name) => button(name, "zh")))
      .toEqual(["同意并签约", "同意，获取验证码", "确认签约"]);
    expect(names.map((name) => button(name, "en")))
      .toEqual(["Agree and sign", "Agree and get code", "Confirm and sign"]);
  });

  it("asks for the code in one field labelled for signing, and only once it has been sent", () => {
    expect(namesWhere((html) => html.includes('name="sms_code"'))).toEqual(["code", "code_and_id"]);
    const html = signPageOf(signings.code);
    expect(html).toMatch(
      /name="sms_code"[^>]*autocomplete="one-time-code"[^>]*inputmode="numeric"/,
    );
    expect(html).toContain("签约验证码，已发到 199****0001");
    expect(html).toContain("这个码用来签约，不是付款，这次不扣款。");
    const until = formatTime(signings.code.code!.expiresAt, "zh");
    expect(html).toContain(`<span class="whole">${until}</span> 前有效。`);
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

  it("polls and listens as long as something can change; without script it renews only what waits", () => {
    const asks = each((html) => /hx-trigger="every (\d+)s, ask"/.exec(html)?.[1]);
    expect(
      Object.entries(asks).filter(([, seconds]) => seconds === undefined).map(([name]) => name),
    )
      .toEqual([
        "plan_changed",
        "not_available",
        "blocked",
        "signed",
        "signed_pay",
        "signed_again",
        "signed_on_phone",
        "signed_by_other",
        "declined",
        "expired",
      ]);
    const listening = namesWhere((html) => html.includes("data-stream="));
    expect(listening).toEqual(namesWhere((html) => html.includes("hx-trigger=")));
    expect(listening).toContain("ready");
    expect(namesWhere((html) => html.includes('http-equiv="refresh"')))
      .toEqual(["outside", "outside_pay", "verifying", "verifying_elsewhere"]);
  });

  it("names the shop and what is signed wherever nothing is left to sign, and says what to do", () => {
    const ended = {
      plan_changed: "请回商家重新打开。",
      not_available: "请回江湾停车换一种方式。",
      blocked: "有疑问，请拨打页面下方的客服电话。",
      charging_closed: "想签的话，先到“我的签约”重新打开，再回到这里。",
      phone_lost: "手机找到后，先到“我的签约”解除挂失，再回到这里。",
      no_card: "请在云闪付里绑一张卡，再打开这个链接。",
      declined: "想签的时候，请从江湾停车重新打开。",
      expired: "请回商家重新打开。",
      signed_by_other: "你自己要签，请从江湾停车重新打开。",
    } as const;
    for (const [name, next] of Object.entries(ended)) {
      const main = textIn(signPageOf(signings[name as SigningName]), "main");
      expect(main, name).toContain("商家江湾停车协议江湾停车场离场自动付费");
      expect(main, name).toContain(next);
    }
    expect(textIn(signPageOf(signings.declined, "en"), "main"))
      .toContain("To sign after all, open it again from 江湾停车.");
  });

  it("leads back to the merchant where nothing can be signed, and only to registered URLs", () => {
    const link =
      'href="https://parking.example/back?from=sign&amp;countersign_signing_id=sgn_01KAG8M0000000000000000012&amp;countersign_state=';
    const told = {
      signed: "signed&amp;countersign_already_signed=false",
      signed_again: "signed&amp;countersign_already_signed=true",
      declined: "declined",
      expired: "expired",
      signed_by_other: "signed&amp;countersign_already_signed=false",
      no_card: "open",
      plan_changed: "open",
      not_available: "open",
      blocked: "open",
      charging_closed: "open",
      outside: "open",
    } as const;
    for (const [name, state] of Object.entries(told)) {
      expect(signPageOf(signings[name as SigningName])).toContain(`${link}${state}"`);
    }
    expect(signPageOf(signings.ready)).not.toContain("parking.example");
    const { signed } = signings;
    const merchant = { ...signed.merchant, returnUrls: ["https://other.example/"] };
    expect(signPageOf({ ...signed, merchant })).not.toContain("parking.example");
  });

  it("says what is wrong with a field under it, and the field has the focus, also without script", () => {
    const wrong = signPageOf(signings.code_and_id, "zh", "code_wrong");
    expect(fieldIn(wrong, "code")).toMatch(
      /<input id="code" aria-invalid="true" aria-describedby="code-error code-hint"[^>]* autofocus=""/,
    );
    expect(fieldIn(wrong, "code")).toMatch(
      /<\/?input[^>]*><p id="code-error" class="error ochre">.*签约验证码不对，请核对短信。还没有签约。/,
    );
    expect(fieldIn(wrong, "id_number")).not.toMatch(/aria-invalid|autofocus|error/);
    const other = signPageOf(signings.code_and_id, "en", "id_number_wrong");
    expect(fieldIn(other, "id_number")).toMatch(
      /aria-invalid="true".* autofocus="".*id_number-error/,
    );
    expect(fieldIn(other, "code")).not.toMatch(/aria-invalid|autofocus|error/);
    for (const html of [wrong, other]) expect(html).not.toContain('id="summary"');
  });

  it("says what is wrong with no field above the form", () => {
    const above = (html: string) => /<div id="summary".*?<span>(.*?)<\/span>/.exec(html)?.[1];
    expect(above(signPageOf(signings.ready, "zh", "code_missing")))
      .toBe("请先取得签约验证码。还没有签约。");
    expect(above(signPageOf(signings.refused_by_channel))).toContain("云闪付没有同意签约。");
    const tooMany = signPageOf(signings.code, "zh", "codes_too_many");
    expect(above(tooMany)).toContain("验证码发得太多");
    const focused = /<(\w+) id="(\w+)"[^>]*? autofocus=""/g;
    expect([...tooMany.matchAll(focused)].map(([, , id]) => id)).toEqual(["summary"]);
    expect([...signPageOf(signings.code).matchAll(focused)].map(([, , id]) => id))
      .toEqual(["code"]);
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

/** The field with this id, with all that belongs to it. */
function fieldIn(html: string, id: string): string {
  return html.split('<div class="field">').find((part) => part.includes(`for="${id}"`)) ?? "";
}

describe("SigningPanelChange", () => {
  it("brings the title, the panel and one sentence for the status line", () => {
    const html = signChangeOf(signings.signed);
    expect(textIn(html, "title")).toBe("已签约 · 测试环境，不动真钱");
    expect(textIn(html, "hx-partial")).toBe("已签约，这次没有扣款。");
    expect(html).not.toContain("<html");
  });

  it("leaves what is wrong with a field to the field, which has the focus", () => {
    const spoken = (name: SigningName, formError: SignFormError) => {
      const view = signings[name];
      const given = { frame: frameIn("zh"), view, place: placeOf(view), formError };
      return textIn(String(SigningPanelChange(given)), "hx-partial");
    };
    expect(spoken("code", "code_wrong")).toBe("");
    expect(spoken("ready", "code_missing")).toBe("请先取得签约验证码。还没有签约。");
  });

  it("is never live itself", () => {
    const live = /aria-live|role="(?:status|alert|log)"/;
    expect(signingNames.filter((name) => live.test(signChangeOf(signings[name])))).toEqual([]);
  });
});
