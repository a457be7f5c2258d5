import type { CheckName } from "../../core/connection/going_live.ts";

export interface GoingLiveWords {
  readonly title: string;
  readonly help: string;
  readonly states: Readonly<Record<"on" | "trial" | "none", string>>;
  readonly notConnected: string;
  readonly checks: Readonly<Record<CheckName, string>>;
  readonly verdicts: Readonly<Record<"ok" | "wrong" | "untried" | "unneeded", string>>;
  readonly checkNow: string;
  readonly trial: string;
  readonly trialHelp: string;
  readonly placeTrial: string;
  readonly openTrial: string;
  readonly refundTrial: string;
  readonly switchOn: string;
  readonly switchHelp: string;
  readonly notReady: string;
  readonly sheet: string;
  readonly sheetHelp: string;
  readonly numbers: Readonly<Record<"merId" | "gateway" | "access" | "app" | "requestor", string>>;
  readonly addresses: Readonly<Record<"notices" | "contracts" | "returns", string>>;
  readonly cases: string;
  readonly columns: Readonly<Record<"what" | "message" | "order" | "txn" | "at", string>>;
  readonly kinds: Readonly<Record<SheetKind, string>>;
  readonly none: string;
}

/** Of the joint test, each with the message it is (type/subtype/product/channel). */
export const sheetCases = {
  wap_page: "01/01/000201/08",
  cashier: "01/01/000201/07",
  app_control: "01/01/000201/08 (appTransReq)",
  screen_code: "01/07/000000/08",
  consumer_code: "01/06/000000/08",
  bound_card: "79/00, 77/02, 01/01/000902",
  query: "00/00/000000/07",
  refund: "04/00, 31/00",
  reversal: "99/01/000000/08",
  deduction: "01/10/000000/07",
  file: "76/01/000000",
} as const;
export type SheetKind = keyof typeof sheetCases;
