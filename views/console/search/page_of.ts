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
    case "merchant":
      return undefined;
  }
}

/** The page of what an event happened to. */
function pageOfSubject(subjectId: string): string | undefined {
  if (subjectId.startsWith("ord_")) return paths.consoleOrder(subjectId);
  return subjectId.startsWith("rfd_") ? paths.consoleRefund(subjectId) : undefined;
}
