/** How somebody stands to a template, as `contract.info` says. */
export type Standing =
  | { readonly type: "signed"; readonly contractNo: string }
  | { readonly type: "ended" }
  | { readonly type: "never_signed" }
  | { readonly type: "unknown" };

/** Of the answer's parameters; a state that nobody knows is unknown, and so is "signed" without a number. */
export function standingOf(params: Readonly<Record<string, string>>): Standing {
  switch (params["contractStatus"] ?? "") {
    case "":
    case "0":
      return { type: "never_signed" };
    case "1": {
      const contractNo = params["contractId"];
      return contractNo ? { type: "signed", contractNo } : { type: "unknown" };
    }
    case "3":
      return { type: "ended" };
    default:
      return { type: "unknown" };
  }
}
