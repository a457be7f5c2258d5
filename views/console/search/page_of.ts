import type { FoundNumber } from "../../../core/desk/found_number.ts";
import { paths } from "../../../core/paths.ts";

/** The page of what was found; undefined where there is none. */
export function pageOf(
  { kind, id, of }: Pick<FoundNumber, "kind" | "id" | "of">,
): string | undefined {
  switch (kind) {
    case "order":
      return paths.consoleOrder(id);
    case "refund":
      return paths.consoleRefund(id);
    case "payment":
      return `${paths.consoleOrder(of ?? "")}#${id}`;
    case "event":
      return pageOfSubject(of ?? "");
    case "deduction":
    case "contract":
    case "signing":
    case "link":
    case "plan":
      return pageOfSubject(id);
    case "merchant":
      return undefined;
  }
}

const pages: Readonly<Record<string, (id: string) => string>> = {
  ord: paths.consoleOrder,
  rfd: paths.consoleRefund,
  ded: paths.consoleDeduction,
  arr: paths.consoleArrear,
  ctr: paths.consoleContract,
  sgn: paths.consoleSigning,
  lnk: paths.consoleLink,
  pln: paths.consolePlan,
  dsp: paths.consoleDispute,
};

/** The page of what an event happened to. */
function pageOfSubject(subjectId: string): string | undefined {
  return pages[subjectId.split("_")[0] ?? ""]?.(subjectId);
}
