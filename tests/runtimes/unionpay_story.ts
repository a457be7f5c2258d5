import { expect } from "vitest";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tinyGateway } from "../support/tiny_gateway.ts";
import { MER_ID, noticeOf, type UnionpayWorld } from "../support/unionpay_app.ts";
import { createBrowser } from "./plain_browser.ts";
import { type Teller, waitUntil } from "./teller.ts";

const NO = "990200000000003";

/** A number is connected while the portal serves, is paid by a code and on the gateway's page, and refunds. */
export async function aNumberTradesThroughTheGateway(
  teller: Teller,
  { ca, gateway: own, merchant }: UnionpayWorld,
): Promise<void> {
  const { place } = teller;
  const gateway = await tinyGateway(own, [merchant]);
  try {
    const [both, roots] = [join(ca.folder, "both.pem"), join(ca.folder, "roots.pem")];
    await Promise.all([writeFile(both, merchant.both), writeFile(roots, ca.roots)]);
    const opened = ["open_merchant", "--no", NO, "--name", "山泉茶行", "--mode", "test"];
    const { secret_key: key } = await place.operate(...opened) as { readonly secret_key: string };
    const keys = ["--mode", "test", "--keys", both, "--roots", roots, "--gateway", gateway.url];
    await place.operate("set_gateway_keys", "main", ...keys);
    await place.operate("connect_merchant", NO, "--keys", "main", "--mer-id", MER_ID);
    gateway.says["01/07"] = () => ({ respCode: "00", qrCode: "https://qr.95516.com/00010001/62" });
    gateway.says["04"] = () => ({ respCode: "00" });
    gateway.says["00"] = (asked) => ({
      respCode: "00",
      origRespCode: "00",
      txnAmt: "300",
      currencyCode: "156",
      queryId: `0524010516584278639${asked["orderId"]?.length}`,
    });
    const order = (no: string) =>
      teller.ask("POST", "/v1/orders", {
        key,
        body: { merchant_order_no: no, amount: 6_800, subject: "雨前龙井" },
      });
    const notify = async (fields: Readonly<Record<string, string>>) => {
      const body = new URLSearchParams(fields);
      const answer = await fetch(`${place.url}/notify/unionpay/${NO}`, { method: "POST", body });
      return [answer.status, answer.ok ? await answer.text() : (await answer.json()).code];
    };

    const { json: { order_id: byCode } } = await order("code-1");
    const path = `/v1/orders/${byCode}/payments`;
    const started = await teller.ask("POST", path, { key, body: { flow: "screen_code" } });
    expect(started.json.code).toBe("https://qr.95516.com/00010001/62");
    const asked = gateway.heard.at(-1) ?? {};
    const notice = gateway.signed(noticeOf(asked));
    const answers = [
      await notify({ ...notice, txnAmt: "1" }),
      await notify(gateway.signed(noticeOf(asked, { txnAmt: "1" }))),
      await notify(notice),
      await notify(notice),
    ];
    expect(answers.map(([status]) => status)).toEqual([401, 409, 200, 200]);
    teller.note("answers to notices", answers);
    expect((await teller.ask("GET", `/v1/orders/${byCode}`, { key })).json.state).toBe("paid");

    const { json: { order_id: onPage, checkout_url: page } } = await order("page-1");
    const browser = createBrowser(place.url);
    const { pathname } = new URL(page);
    await browser.get(pathname);
    const chosen = await browser.post(`${pathname}/payments`, { method: "quickpass" });
    const leaving = await browser.get(chosen.location);
    const form = Object.fromEntries(
      [...leaving.html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)]
        .map(([, name = "", value = ""]) => [name, value.replaceAll("&amp;", "&")]),
    );
    expect(form["orderId"]).toMatch(/^[0-9A-Z]{26}$/);
    expect((await notify(gateway.signed(noticeOf(form))))[0]).toBe(200);
    const body = { merchant_refund_no: "back-1", amount: 300 };
    await teller.ask("POST", `/v1/orders/${onPage}/refunds`, { key, body });
    const payer = { ...teller, key };
    await waitUntil(
      payer,
      `/v1/orders/${onPage}`,
      ({ refunded_amount }) => refunded_amount === 300,
    );
    const types = gateway.heard.map(({ txnType }) => txnType);
    teller.note("what the gateway was asked", [...new Set(types)]);
  } finally {
    await gateway.close();
  }
}
