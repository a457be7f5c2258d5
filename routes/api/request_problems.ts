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
  content_type_unsupported: {
    status: 415,
    title: "Unsupported content type",
    detail: "Send `Content-Type: application/json`.",
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

/** What a form of a page is refused; programs, which send no cookie, never are. */
export const formProblems = {
  origin_refused: {
    status: 403,
    title: "The form came from another site",
    detail: "Open the page on this site and submit the form from there.",
  },
} as const satisfies Record<string, ProblemKind>;
