import type { Fee } from "./fee_of.ts";

/** A fee line by line, in fen. */
export function feeResource({ total, parts }: Fee) {
  return {
    total: total.fen,
    issuer: parts.issuer.fen,
    network_of_issuer: parts.network_of_issuer.fen,
    network_of_acquirer: parts.network_of_acquirer.fen,
    acquirer: parts.acquirer.fen,
  };
}
