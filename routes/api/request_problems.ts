import type { JsonRefusal } from "../../core/strict_json.ts";
import type { ProblemKind } from "./problem_kind.ts";

/** What the middleware refuses before a command runs, or makes of what it throws. */
export const requestProblems = {
  body_not_json: {
    status: 400,
    title: "The body is not valid JSON",
    detail: "Send one JSON object in UTF-8, with no duplicate names and at most 32 levels deep.",
  },
  body_incomplete: {
    status: 400,
    title: "The body ended early",
    detail: "Nothing was changed. Send the whole body again.",
  },
  fields_invalid: {
    status: 422,
    title: "Some fields are invalid",
    detail: "Nothing was changed. `errors` lists each field and what is wrong with it.",
  },
  cursor_unknown: {
    status: 404,
    title: "No such place in the list",
    detail: "`errors` names the parameter. Pass the `next` of an earlier page, or start again.",
  },
  cursors_combined: {
    status: 409,
    title: "A list is paged in one direction",
    detail: "Send `before` or `after`, not both.",
  },
  host_malformed: {
    status: 400,
    title: "The Host header is malformed",
    detail: "Send one host name or address, with a port if needed.",
  },
  content_type_unsupported: {
    status: 415,
    title: "Unsupported content type",
    detail: "Send `Content-Type: application/json`.",
  },
  content_encoding_unsupported: {
    status: 415,
    title: "Unsupported content encoding",
    detail: "Send the body as it is, not compressed (no gzip), without `Content-Encoding`.",
  },
  body_too_large: {
    status: 413,
    title: "The body is too large",
    detail: "The limit is 64 KiB.",
  },
  route_unknown: {
    status: 404,
    title: "No such endpoint",
    detail: "Check the path against the API reference.",
  },
  method_not_allowed: {
    status: 405,
    title: "Method not allowed",
    detail: "The `Allow` header lists the methods this endpoint accepts.",
  },
  key_missing: {
    status: 401,
    title: "No key was sent",
    detail: "Send `Authorization: Bearer sk_test_…`, or sign the request.",
  },
  key_malformed: {
    status: 401,
    title: "The key cannot be read",
    detail: "A secret key is `sk_test_` followed by 40 letters and digits.",
  },
  signature_required: {
    status: 401,
    title: "A live request must be signed",
    detail: "Register a public key and send a detached JWS in `Countersign-Signature`.",
  },
  changed_meanwhile: {
    status: 409,
    title: "Concurrent changes got in the way",
    detail: "This request changed nothing. Send it again.",
  },
  overloaded: {
    status: 503,
    title: "Writing is not possible right now",
    detail:
      "The database is overloaded or does not answer. Send the request again with the same number after the number of seconds in `Retry-After`; repeating is safe.",
  },
  unavailable: {
    status: 503,
    title: "Reading is not possible right now",
    detail:
      "The database does not answer. Send the request again with the same number after the number of seconds in `Retry-After`; repeating is safe.",
  },
  outcome_unknown: {
    status: 503,
    title: "The outcome is not known yet",
    detail:
      "Send the request again with the same number: it either returns what was done or does it now.",
  },
  fault: {
    status: 500,
    title: "Something went wrong on our side",
    detail: "It was logged under `request_id`. Retry with the same number; repeating is safe.",
  },
} as const satisfies Record<string, ProblemKind>;

/** `body_not_json` in the words of its cause. */
export const notJsonDetails: Readonly<Record<JsonRefusal["reason"], string>> = {
  empty: "The body is empty. Send one JSON object.",
  byte_order_mark: "The body starts with a byte-order mark (BOM). Send UTF-8 without one.",
  not_utf8: "The body is not UTF-8. Send JSON as UTF-8 text, not compressed.",
  not_json: "The body is not well-formed JSON. Send one JSON object.",
  too_deep: "The body is more than 32 levels deep.",
  repeated_name: "A name appears twice in one object. Send each name once.",
};

/** What a form of a page is refused; programs, which send no cookie, never are. */
export const formProblems = {
  origin_refused: {
    status: 403,
    title: "The form came from another site",
    detail: "Open the page on this site and submit the form from there.",
  },
} as const satisfies Record<string, ProblemKind>;
