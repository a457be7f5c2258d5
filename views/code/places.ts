import { paths } from "../../core/paths.ts";
import { carrying } from "../parts/carrying.ts";

/** The URLs of one scanned code; a phone without cookies carries its proof, the pair `carried`, through all of them. */
export function codePlaces(token: string, carried: string | undefined) {
  const kept = (path: string, mark?: string) => carrying(path, { mark, carried });
  return {
    page: kept(paths.code(token)),
    /** For a page that has already seen `mark`. */
    poll: (mark: string) => kept(paths.code(token), mark),
    claim: kept(paths.codeClaim(token)),
    payments: kept(paths.codePayments(token)),
    release: kept(paths.codeRelease(token)),
    cancellation: kept(paths.codeCancellation(token)),
  };
}
