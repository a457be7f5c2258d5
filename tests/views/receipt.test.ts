import { describe, expect, it } from "vitest";
import { type CheckoutName, checkoutNames, checkouts } from "../support/checkouts.ts";
import { pageOf } from "../support/render_checkout.tsx";

/** The panel alone. */
function panelOf(html: string): string {
  return html.slice(html.indexOf('<div id="payment"'));
}

/** As a person reads it, with a space between what stands in different places. */
function read(html: string): string {
  return html.replaceAll(/<\/?(?:bdi|span|b|time)\b[^>]*>/g, "").replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ");
}

function namesWhere(holds: (html: string) => boolean): readonly CheckoutName[] {
  return checkoutNames.filter((name) => holds(pageOf(checkouts[name])));
}

describe("a checkout once something was sent", () => {
  it("offers another way only while the result is expected at any moment", () => {
    const leave = namesWhere((html) => /换一种方式(?:。)?<\/button>/.test(html));
    expect(leave).toEqual(["processing", "enter_code", "scanning"]);
  });

  it("says of an unclear payment which order it is, when the bank was asked last, and the way back", () => {
    const unclear = namesWhere((html) => read(html).includes("上次查询 2026-11-20 14:02"));
    expect(unclear).toEqual(
      namesWhere((html) => html.includes("washed")).filter((name) => !name.startsWith("payable")),
    );
    expect(unclear).toContain("expired_unclear");
    for (const name of unclear) {
      const html = pageOf(checkouts[name]);
      expect(read(html)).toContain("订单号 T-1");
      expect(html).toContain('<a class="link" href="https://teahouse.example/');
    }
    expect(read(pageOf(checkouts.unclear, "en")))
      .toContain("Last checked 20 Nov 2026, 14:02 (UTC+8)");
  });

  it("says why the bank said no to whoever was refused, and to nobody else", () => {
    const told = "银行给的原因：余额不足。";
    expect(namesWhere((html) => html.includes(told))).toEqual(["declined"]);
    expect(pageOf(checkouts.declined, "en")).toContain(
      "The bank&#39;s reason: insufficient funds.",
    );
  });
});

describe("the receipt", () => {
  it("shows a receipt's amount and payee once, and says the whole sentence to who cannot see it", () => {
    const html = pageOf(checkouts.paid);
    expect(html).toContain('已付款<span class="sr"> ¥88.00，付给清风茶馆。</span>');
    expect(pageOf(checkouts.paid, "en")).toContain('Paid<span class="sr"> ¥88.00 to ');
    expect(pageOf(checkouts.refunded)).toContain('已退款<span class="sr"> ¥88.00，由');
    const seen = read(panelOf(html).replace(/<span class="sr">.*?<\/span>/g, ""));
    expect(seen.match(/88\.00/g)).toHaveLength(1);
    expect(seen.match(/付给 清风茶馆/g)).toHaveLength(1);
  });

  it("keeps on a receipt what to ask the bank with, and each refund with its time", () => {
    const html = read(pageOf(checkouts.paid_twice_refunded));
    for (
      const fact of [
        "交易号 202611200001",
        "退款 ¥5.00 2026-11-20 16:02:00",
        "退款 ¥10.00 2026-11-20 15:02:00",
        "共退款 ¥15.00",
      ]
    ) expect(html).toContain(fact);
    expect(read(pageOf(checkouts.refunded))).toContain("退款 ¥88.00 2026-11-20 15:02:00");
    expect(read(pageOf(checkouts.refunded, "en")))
      .toContain("Refund ¥88.00 20 Nov 2026, 15:02 (UTC+8)");
    expect(read(pageOf(checkouts.paid_partly_refunded))).not.toContain("共退款");
  });

  it("shortens a long number in the middle only for the eye", () => {
    const no = "TEAHOUSE-HANGZHOU-20261120-0000000000001234";
    const html = pageOf(checkouts.paid_long);
    expect(html).toContain(`title="${no}"`);
    expect(html.replace(/<[^>]+>/g, "")).toContain(no);
  });

  it("has a button to print, which script reveals", () => {
    const prints = namesWhere((html) => html.includes('data-print="true" hidden="">打印</button>'));
    expect(prints).toEqual(namesWhere((html) => html.includes('class="card receipt sealed"')));
    expect(prints).toContain("refunded");
  });

  it("breaks no date over a line", () => {
    const dates = pageOf(checkouts.unclear, "en") + pageOf(checkouts.paid, "en") +
      pageOf(checkouts.payable, "en");
    const all = dates.match(/2026, \d\d:\d\d \(UTC\+8\)/g) ?? [];
    expect(all.length).toBeGreaterThan(2);
    expect(dates.match(/class="whole"[^>]*>\d+ Nov 2026, \d\d:\d\d \(UTC\+8\)</g))
      .toHaveLength(all.length);
  });
});
