import type { DocsWords } from "./words_zh.ts";

export const docsEn: DocsWords = {
  title: "Merchant API",
  begin: "Start",
  guides: "Guides",
  reference: "Reference",
  firstPayment: "First payment",
  signedRequests: "Signed requests",
  eventTypes: "Event types",
  guideTitles: {
    authentication: "Authentication",
    webhooks: "Webhooks",
    sandbox: "The sandbox",
    lists: "Lists",
    links: "Links, printed codes and tags",
    real_phones: "Tags and passkeys on real phones",
    screens: "Shop screens and tills",
    transfers: "Bank transfers",
    codes: "Dynamic codes",
    clients: "Clients",
    wallet_balance: "Balances of wallet apps",
    embedding: "Embedding",
    plans: "Plans",
    signing: "Signing",
    contracts: "Contracts",
    deductions: "Deductions",
    arrears: "Arrears",
    receipts: "Receipts",
    merchants: "Merchants",
    states: "States",
    glossary: "Glossary",
    staff: "Staff",
    audit: "The audit chain",
  },
  contents: "Contents",
  previous: "Previous",
  next: "Next",
  search: "Search",
  searchFor: "Field, code…",
  exampleIn: "Language of the example",
  runAs: (file) => `Save as ${file} and run`,
  needs: "needs",

  intro: "JSON over HTTPS. Amounts are integers in fen; times are RFC 3339 in UTC. Base URL:",
  document: "OpenAPI 3.1 document",
  firstRequest: "1 First request",
  answer: "2 Response",
  nextStep: "3 Next step",
  openCheckout: "Open checkout_url in a browser and pay. Test mode moves no real money.",
  orPay: "Or pay it from code, as a consumer would:",
  keyIsYours: "This is the demo merchant's key and works as is.",
  keyIsPlaceholder: "Replace sk_test_… with your own test key.",
  hear: "4 Get notified",
  hearText:
    "Add an endpoint, and we'll post order.paid to it once the order is paid. The secret is in this response and never shown again:",
  hearMore: "How to receive and verify webhooks",
  live: "5 Go live",
  liveText:
    "Every live request must be signed. Test mode accepts signatures too, so try it there first, then switch to your live merchant number's key.",
  repeating: "Retries and idempotency",
  repeatingText:
    "Every write carries a number of your own. The same number with the same content returns the same result (200 instead of 201); " +
    "with different content it is refused (409). So after a dropped connection or a 5xx, send exactly the same request again.",
  allCodes: "All error codes",
  allCodesText: "The type of an error response leads here. Each code links to its explanation.",

  signedText:
    "The signature is a detached JWS over the raw body, in the Countersign-Signature header. Every response to a signed " +
    "request is signed in return: trust it only if the signature matches, and req and status match what you sent and received.",
  newKey: "1 Make a key and register it",
  newKeyText:
    "The private key stays in private_key.pem and never leaves your server. Use the kid of the response in every signature.",
  signedRequest: "2 Send a signed request",
  choose: "Endpoint",
  show: "Show",
  moreAbout: "All the rules:",

  object: "Object",
  query: "Query parameters",
  body: "Body",
  example: "Example",
  sameSigned: "The same request, signed",
  answers: "Responses",
  answerExample: (status) => `Example response (${status})`,
  mayRefuse: (count) => `Possible errors (${count})`,
  characters: "characters",
  required: "required",
  optional: "optional",

  problems: "Error codes",
  problemsText:
    "Errors are application/problem+json with type, title, status, code, detail and the relevant facts. Branch on code. " +
    "When code is fields_invalid, errors lists each field.",
  status: (status) => `HTTP ${status}`,
  eventsText:
    "Every webhook that your endpoints can get. data is the resource as it was then; sequence numbers the events about one resource, from 1.",
  receive: "Receive and verify",
  receiveText:
    "This program receives webhooks, verifies them with WEBHOOK_SECRET and answers 204. It verifies the bytes exactly as received.",
  receiveShell: "This script verifies one webhook that was saved.",
  dataIs: "data:",

  englishOnly: "This guide is in English only.",
  found: (query, count) => `“${query}”: ${count} found`,
  foundMany: (query, shown) => `“${query}”: the first ${shown}; be more specific`,
  nothingFound: (query) =>
    `Nothing found for “${query}”. Try a field, an error code or a path, such as refund or order_not_open.`,
  searchWhat: "Enter a field, an error code, an event type, a path, or any word.",
  kinds: {
    guide: "Guide",
    operation: "Endpoint",
    object: "Object",
    field: "Field",
    problem: "Error code",
    event: "Event",
  },
};
