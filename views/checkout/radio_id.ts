import type { MethodName } from "../../core/method/payment_method.ts";

/** Also the class of the button's text for this method, and the target of the error summary. */
export function radioId(method: MethodName): string {
  return `m-${method}`;
}
