import { checkRequest } from "../acp/check.ts";
import { respMsg } from "../acp/resp_code.ts";
import type { Context } from "../context.ts";
import { findByNumber, remember } from "../world.ts";
import { goTo, html, page } from "./html.ts";

/** A browser that comes with a merchant's form: on to the page that it asks for, or told why not. */
export function enterFront(
  context: Context,
  request: { readonly contentType: string; readonly body: string },
): Response {
  const checked = checkRequest(context, { place: "front", ...request });
  if (!checked.ok) return refused(checked.code, checked.detail);
  const { asked, kind } = checked;
  const known = findByNumber(context.world, asked);
  const at = context.now();
  const name = kind.name === "token_opening" ? kind.name : "page";
  const { token } = known ?? remember(context.world, { kind: name, asked, at });
  return goTo(name === "page" ? `/pay/${token}` : `/card/${token}`);
}

function refused(code: string, detail: string): Response {
  return page(
    "不能支付 Refused",
    html`<p class="bad"><code>${code}</code> ${respMsg(code, detail)}</p>`,
  );
}
