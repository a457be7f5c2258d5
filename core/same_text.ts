import { timingSafeEqual } from "node:crypto";

const encoder = new TextEncoder();

/** Whether both are the same, in time that depends only on their length. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [encoder.encode(a), encoder.encode(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
