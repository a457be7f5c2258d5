import { coded, echoOf, factsOf, sealed } from "../acp/answer.ts";
import type { Context } from "../context.ts";
import type { Transaction } from "../world.ts";
import { hidden, type Html, html } from "./html.ts";

/** The way back for whoever has paid: a form with what the gateway says, which proves nothing to the shop. */
export function backWithSuccess(context: Context, transaction: Transaction): Html {
  const { asked } = transaction;
  const message = { ...echoOf(asked), ...factsOf(context, transaction), ...coded("00", "0000000") };
  return form(asked["frontUrl"], sealed(message, context.signer()));
}

/** The same for whoever has not. */
export function backWithout({ asked }: Transaction): Html {
  return form(asked["frontFailUrl"] || asked["frontUrl"], {});
}

function form(action: string | undefined, fields: Readonly<Record<string, string>>): Html {
  if (!action) return html`<p>可以关闭本页 You may close this page</p>`;
  return html`
    <form method="post"
      action="${action}">${hidden(fields)}<button>返回商户 Back to the shop</button></form>
  `;
}
