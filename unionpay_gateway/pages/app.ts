import { randomInt } from "node:crypto";
import { cards, masked, payers } from "../cards.ts";
import type { KindName } from "../acp/kinds.ts";
import { isPayable } from "../acp/settle.ts";
import type { Context } from "../context.ts";
import { endInApp } from "../open/contracts.ts";
import type { ConsumerCode } from "../world.ts";
import { amountOf } from "../world.ts";
import { goTo, html, page, yuan } from "./html.ts";

/** What is paid here: a code that is shown, a tn, and a code of this phone that waits to be confirmed. */
const openedInApp: readonly KindName[] = ["code", "app", "consumer_code"];

/** How long a code on a phone may be read. */
const CODE_MS = 60_000;

/** The simulated 云闪付 app of one of the payers. */
export function appPage(context: Context, payer: string): Response {
  const { world, apps, now } = context;
  const code = world.codes.findLast((each) =>
    !each.used && each.until >= now() &&
    cards.some((card) => card.number === each.card && card.owner === payer)
  );
  const waiting = world.transactions.filter((each) =>
    openedInApp.includes(each.kind) && isPayable(context, each)
  );
  const contracts = world.contracts.filter((each) => each.payer === payer);
  const phones = cards.filter(({ owner }) => owner === payer).map(({ phone }) => phone);
  const texts = world.sms.filter(({ phone }) => phones.includes(phone)).slice(-5);
  const titleOf = (appId: string, planId: string) =>
    apps.get(appId)?.plans.find((plan) => plan.planId === planId)?.title ?? planId;
  return page(
    "云闪付 App",
    html`
      <form method="post"
        action="/app"><label>谁的手机 Whose phone <select name="payer">${payers.map((each) =>
          html`<option${
            each === payer && html`
              selected
            `
          }>${each}</option>`
        )}</select></label><button name="act" value="payer">换 Change</button></form>
      <h2>付款 Pay</h2><form method="post"
        action="/app"><label>TN 或二维码内容 TN or a code's text <input name="what" size="40"></label>
      <button name="act" value="open">打开 Open</button></form>
      ${waiting.map((each) =>
        html`<p><a href="/pay/${each.token}">${yuan(amountOf(each))} ${
          each.asked["orderDesc"]
        }</a></p>`
      )}
      <h2>付款码 Code to be scanned</h2>${code && html`<p><code>${code.code}</code></p>`}
      <form method="post"
        action="/app"><select name="card">${cards.filter(({ owner }) => owner === payer).map((
          card,
        ) =>
          html`<option value="${card.number}">${masked(card)}</option>`
        )}</select><button name="act" value="code">显示付款码 Show</button></form>
      <h2>签约 Contracts</h2>${contracts.map(({ contractId, appId, planId, endedAt }) =>
        html`
          <form method="post" action="/app">
            <p>${titleOf(appId, planId)} <code>${contractId}</code>
          <input type="hidden" name="contract" value="${contractId}">${endedAt === undefined
            ? html`<button name="act" value="end">解约 End</button>`
            : "已解约 Ended"}</p>
          </form>
        `
      )}
      <h2>短信 Messages</h2>${texts.map(({ phone, code }) =>
        html`<p>${phone}: <code>${code}</code></p>`
      )}
    `,
  );
}

export function appAct(context: Context, payer: string, given: URLSearchParams): Response {
  switch (given.get("act")) {
    case "payer": {
      const chosen = payers.find((each) => each === given.get("payer")) ?? payers[0];
      return goTo("/app", { "set-cookie": `payer=${chosen}; Path=/; HttpOnly; SameSite=Lax` });
    }
    case "open": {
      const what = given.get("what")?.trim() ?? "";
      const found = context.world.transactions.find(({ tn, qrCode }) =>
        what !== "" && (tn === what || qrCode === what)
      );
      return found
        ? goTo(`/pay/${found.token}`)
        : page("找不到 Not found", html`<p>${what}</p>`, 404);
    }
    case "code": {
      const card = cards.find(({ number }) => number === given.get("card"));
      if (card) showCode(context, card.number);
      return goTo("/app");
    }
    case "end":
      endInApp(context, payer, given.get("contract") ?? "");
      return goTo("/app");
    default:
      return goTo("/app");
  }
}

/** A new code on a phone, for this card and a minute. */
export function showCode({ world, now }: Context, card: string): ConsumerCode {
  const digits = Array.from({ length: 17 }, () => randomInt(10)).join("");
  const made = { code: `62${digits}`, card, until: now() + CODE_MS, used: false };
  world.codes.push(made);
  return made;
}
