import type { Deps } from "../deps.ts";
import { type MerchantNo, merchantNo } from "../id.ts";

const DIGITS = 13;

/** 15 digits of no meaning; taken already, another is drawn. */
export function randomMerchantNo(random: Deps["random"]): MerchantNo {
  const digits = [...random(DIGITS)].map((byte) => byte % 10).join("");
  return merchantNo(`88${digits}`);
}
