import type { Checkout } from "../../core/order/checkout.ts";
import type { Frame } from "../frame.ts";
import { words } from "../words.ts";
import { backLink } from "./links.ts";

interface Props {
  readonly frame: Frame;
  readonly checkout: Checkout;
  readonly look: "button" | "link";
  /** Where it leads, by whoever has asked already. */
  readonly href?: string;
}

/** Back to the wallet, where a debt is paid; else to the shop, if it said where; inside its page the script closes the frame instead. */
export function WayBack({ frame, checkout: { order, merchant }, look, href: known }: Props) {
  const href = known ?? backLink(order, merchant);
  if (href === undefined) return null;
  const leaves = frame.embedded ? { target: "_top", "data-back": true } : {};
  const { backTo, backToWallet } = words(frame.lang);
  const text = order.arrearId === undefined ? backTo(merchant.name) : backToWallet;
  return <a class={look} href={href} {...leaves}>{text}</a>;
}
