import type { statementZh } from "./words_zh.ts";

export const statementEn: typeof statementZh = {
  title: "Statements",
  help:
    "A day's statement is ready a few minutes after midnight (UTC+8), signed, and never changes. Corrections come with the next day's.",
  scopes: { own: "This number", rolled_up: "With all below it" },
  none: "No statement yet. There is one a day, from the day after the first entry on.",
  noneRolledUp: "No statement of the numbers below yet.",
  lines: (n) => `${n} lines`,
  fee: "Fee",
  next: "Earlier",
  of: (day) => `Statement of ${day}`,
  opening: "Opening balance",
  closing: "Closing balance",
  amount: "Received, less refunds",
  net: "Net of fees",
  totals: "By kind",
  columns: { kind: "Kind", lines: "Lines", amount: "Amount", fee: "Fee", net: "Net" },
  kinds: { payment: "Payments", deduction: "Deductions", refund: "Refunds" },
  files: "Files",
  formats: {
    csv: "CSV, amounts in yuan",
    jsonl: "JSON Lines, amounts in fen",
    zm: "UnionPay ZM layout, GBK",
  },
  download: (name) => `Download ${name}`,
  manifest: "Signed manifest",
  manifestHelp:
    "It lists each file's SHA-256, count and sums, and carries the end of the audit chain. With the files, the manifest and the public keys in one folder, anyone can check them offline:",
  keys: "Public keys",
  noExport: "Your role can't download files.",
  metadata: "More columns",
  metadataHelp:
    "Which metadata of your orders become columns, from the next statement on. JSON Lines always has all of it.",
  metadataKeys: "Metadata names, one a line, up to 10",
  noMetadata: "None chosen",
  save: "Save",
  saved: "Saved. It counts from the next statement on.",
  errors: {
    metadata_key_wrong: "A name has letters, digits and the characters _.- only, up to 40 of them.",
    metadata_keys_many: "Up to 10 names.",
    statement_options_changed:
      "Somebody has just changed this. Look at what it is now before you change it.",
  },
  desk: "Statements",
  deskHelp:
    "What each day's statements come to over all merchant numbers, and the institution's file in the ACOM layout: without order numbers, with the last four digits of cards.",
  statements: (n) => `${n} merchant numbers`,
  noDays: "No statements yet.",
  acom: "Download ACOM",
  modes: { live: "Live", test: "Test" },
};
