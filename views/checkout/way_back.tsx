import type { Checkout } from "../../core/order/checkout.ts";
import type { Frame } from "../frame.ts";
import { paths } from "../../core/paths.ts";
import { words } from "../words.ts";
import { backLink } from "./links.ts";

interface Props {
  readonly frame: Frame;
  readonly checkout: Checkout;
  readonly look: "button" | "link";
}

/** Back to the wallet, where a debt is paid; else to the shop, if it said where; inside its page the script closes the frame instead. */
export function WayBack({ frame, checkout: { order, merchant }, look }: Props) {
  if (order.arrearId !== undefined) {
    return <a class={look} href={paths.wallet()}>{words(frame.lang).backToWallet}</a>;
  }
  const href = backLink(order, merchant);
  if (href === undefined) return null;
  const leaves = frame.embedded ? { target: "_top", "data-back": true } : {};
  return <a class={look} href={href} {...leaves}>{words(frame.lang).backTo(merchant.name)}</a>;
}
