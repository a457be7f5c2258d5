import type { RefusalText } from "../refusal.ts";

/** About applications for live merchant numbers. */
export const applicationRefusals = {
  application_not_found: {
    kind: "not_found",
    title: "No such application",
    detail: "You have made no application with this ID.",
  },
  licence_no_wrong: {
    kind: "conflict",
    title: "No licence has this number",
    detail: "Its last character does not check the others: look for a typing error.",
  },
  application_required: {
    kind: "conflict",
    title: "A live number is applied for",
    detail: "Send `application` and a `reference`: the operator examines who it is for.",
  },
  application_only_live: {
    kind: "conflict",
    title: "A test number needs no application",
    detail: "Leave `application` out: a test number is opened at once.",
  },
  application_pending: {
    kind: "conflict",
    title: "The application is already being examined",
    detail: "Another form was submitted under this reference. Wait for the decision on it.",
  },
} as const satisfies Record<string, RefusalText>;
