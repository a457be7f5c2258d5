import { opsPaths } from "./ops_paths.ts";
import { walletPaths } from "./wallet_paths.ts";
import { withQuery } from "./with_query.ts";

/** Where staff work: a merchant's in its console, operators at the institution's desk. */
export const desks = ["console", "ops"] as const;
export type Desk = (typeof desks)[number];

/** What the home of a console draws. */
export const plotNames = ["paid", "outcomes", "deliveries"] as const;
export type PlotName = (typeof plotNames)[number];

/** Every URL as a function. Ids are inserted unescaped because ours need no escaping. */
export const paths = {
  ...opsPaths,
  ...walletPaths,
  order: (orderId: string) => `/v1/orders/${orderId}`,
  orders: () => "/v1/orders",
  refund: (refundId: string) => `/v1/refunds/${refundId}`,
  dispute: (disputeId: string) => `/v1/disputes/${disputeId}`,
  endpoints: () => "/v1/webhook_endpoints",
  endpoint: (endpointId: string) => `/v1/webhook_endpoints/${endpointId}`,
  events: () => "/v1/events",
  event: (eventId: string) => `/v1/events/${eventId}`,
  keys: () => "/v1/keys",
  plan: (planId: string) => `/v1/plans/${planId}`,
  signings: () => "/v1/signings",
  signing: (signingId: string) => `/v1/signings/${signingId}`,
  contract: (contractId: string) => `/v1/contracts/${contractId}`,
  deduction: (deductionId: string) => `/v1/deductions/${deductionId}`,
  /** Where the consumer of a contract signs it again, when its number has moved to another channel. */
  signAgain: (contractId: string, token: string) => `/again/${contractId}/${token}`,
  sign: (signingId: string) => `/sign/${signingId}`,
  signConfirmation: (signingId: string) => `/sign/${signingId}/confirmation`,
  signRefusal: (signingId: string) => `/sign/${signingId}/refusal`,
  /** Of the terms, with a passkey. */
  signSignature: (signingId: string) => `/sign/${signingId}/signature`,
  signSignatureChallenge: (signingId: string) => `/sign/${signingId}/signature/challenge`,
  signCode: (signingId: string) => `/sign/${signingId}/code`,
  signCard: (signingId: string) => `/sign/${signingId}/card`,
  /** For somebody in the app: on to its own sign page. */
  signApp: (signingId: string) => `/sign/${signingId}/app`,
  signStatus: (signingId: string) => `/sign/${signingId}/status`,
  signStream: (signingId: string) => `/sign/${signingId}/stream`,
  consoleBankLines: (given: { readonly state?: string; readonly after?: string } = {}) =>
    withQuery("/console/bank_lines", given),
  consoleReconciliation: (before?: string) =>
    withQuery("/console/reconciliation", before === undefined ? {} : { before }),
  consoleSettlement: (settlementId: string) => `/console/settlements/${settlementId}`,
  consoleSettlementItems: (settlementId: string) =>
    `/console/settlements/${settlementId}/items.csv`,
  consoleStatements: (given: { readonly scope?: string; readonly before?: string } = {}) =>
    withQuery("/console/statements", given),
  consoleStatementMetadata: () => "/console/statement-metadata",
  consoleStatement: (day: string, scope = "own") =>
    withQuery(`/console/statements/${day}`, scope === "own" ? {} : { scope }),
  consoleStatementFile: (day: string, format: string, scope = "own") =>
    withQuery(`/console/statements/${day}/${format}`, scope === "own" ? {} : { scope }),
  consoleFees: () => "/console/fees",
  consoleFeeMonth: (month: string) => `/console/fees/${month}`,
  consoleFeeMonthCsv: (month: string) => `/console/fees/${month}/csv`,
  /** What anybody can verify of a payment. */
  consolePaymentEvidence: (paymentId: string) => `/console/payments/${paymentId}/evidence`,
  consolePaymentFee: (paymentId: string) => `/console/payments/${paymentId}/fee`,
  consoleDeductionFee: (deductionId: string) => `/console/deductions/${deductionId}/fee`,
  signScreen: (signingId: string) => `/sign/${signingId}?screen=1`,
  signScreenStatus: (signingId: string) => `/sign/${signingId}/screen/status`,
  signScreenStream: (signingId: string) => `/sign/${signingId}/screen/stream`,
  /** The sandbox's wallet app with balances. */
  sandboxPurse: () => "/sandbox/purse",
  sandboxPurseKeys: () => "/sandbox/purse/port/jwks.json",
  sandboxPursePort: () => "/sandbox/purse/port",
  sandboxInbox: () => "/sandbox/inbox",
  merchantApplication: (applicationId: string) => `/v1/merchant_applications/${applicationId}`,
  appApplication: (applicationId: string) => `/v1/app_applications/${applicationId}`,
  merchants: () => "/v1/merchants",
  merchant: (merchantNo: string) => `/v1/merchants/${merchantNo}`,
  key: (kid: string) => `/v1/keys/${kid}`,

  home: () => "/",
  legal: (kind: string, version?: string) =>
    version === undefined ? `/${kind}` : `/${kind}/${version}`,
  /** `payer` is the key of a payer without cookies; see `payerKey`. */
  checkout: (orderId: string, payer?: string) =>
    `/checkout/${orderId}${payer === undefined ? "" : `?payer=${payer}`}`,
  checkoutPayments: (orderId: string) => `/checkout/${orderId}/payments`,
  /** The form again, with what is there to pay with. */
  checkoutBalance: (orderId: string) => `/checkout/${orderId}/balance`,
  checkoutCode: (orderId: string) => `/checkout/${orderId}/code.svg`,
  checkoutStatus: (orderId: string) => `/checkout/${orderId}/status`,
  checkoutStream: (orderId: string) => `/checkout/${orderId}/stream`,
  /** Leads to the channel's own page. */
  checkoutLeaving: (orderId: string, paymentId: string) =>
    `/checkout/${orderId}/payments/${paymentId}/leaving`,
  /** Where a bound card is chosen, or bound. */
  checkoutCards: (orderId: string) => `/checkout/${orderId}/cards`,
  checkoutCardsSignIn: (orderId: string) => `/checkout/${orderId}/cards/sign_in`,
  /** To set up what allows more than the code alone, and back. */
  checkoutCardsPin: (orderId: string) => `/checkout/${orderId}/cards/pin`,
  checkoutCardsPasskey: (orderId: string) => `/checkout/${orderId}/cards/passkey`,
  checkoutBalancePasskey: (orderId: string) => `/checkout/${orderId}/balance/passkey`,
  /** Where a payer by this card, or by their balance, is asked for more. */
  checkoutVerification: (orderId: string, bindingId?: string) => verificationOf(orderId, bindingId),
  checkoutVerificationPin: (orderId: string, bindingId?: string) =>
    `${verificationOf(orderId, bindingId)}/pin`,
  checkoutVerificationChallenge: (orderId: string, bindingId?: string) =>
    `${verificationOf(orderId, bindingId)}/challenge`,
  checkoutCardOpenings: (orderId: string) => `/checkout/${orderId}/cards/openings`,
  checkoutCardOpening: (orderId: string, bindingId: string) =>
    `/checkout/${orderId}/cards/openings/${bindingId}`,
  /** The code that the payer was sent; and another one. */
  checkoutPayCode: (orderId: string, paymentId: string) =>
    `/checkout/${orderId}/payments/${paymentId}/code`,
  checkoutNewCode: (orderId: string, paymentId: string) =>
    `/checkout/${orderId}/payments/${paymentId}/new_code`,
  checkoutCancellation: (orderId: string, paymentId: string) =>
    `/checkout/${orderId}/payments/${paymentId}/cancellation`,
  links: () => "/v1/links",
  link: (linkId: string) => `/v1/links/${linkId}`,
  screens: () => "/v1/screens",
  screen: (screenId: string) => `/v1/screens/${screenId}`,
  embedding: () => "/v1/embedding",

  till: () => "/screen",
  tillPairing: () => "/till/pairing",
  tillStatus: () => "/till/status",
  tillStream: () => "/till/stream",
  /** The shop assistant's side of a till. */
  counter: (before?: { readonly paidAt: number; readonly orderId: string }) =>
    before ? `/till?before=${before.paidAt}.${before.orderId}` : "/till",
  counterUnlock: () => "/till/unlock",
  counterLock: () => "/till/lock",
  counterSales: (mark: string) => `/till/sales?mark=${encodeURIComponent(mark)}`,
  counterSearch: () => "/till/search",
  counterSale: (orderId: string) => `/till/sales/${orderId}`,
  counterRefunds: (orderId: string) => `/till/sales/${orderId}/refunds`,
  counterShift: () => "/till/shift",
  counterShiftEnd: () => "/till/shift/end",
  counterSlip: (shiftId: string) => `/till/shifts/${shiftId}`,
  counterScan: () => "/till/scan",
  orderScreen: (orderId: string) => `/screen/${orderId}`,
  orderScreenStatus: (orderId: string) => `/screen/${orderId}/status`,
  orderScreenStream: (orderId: string) => `/screen/${orderId}/stream`,
  code: (token: string) => `/q/${token}`,
  codeClaim: (token: string) => `/q/${token}/claim`,
  codeCancellation: (token: string) => `/q/${token}/cancellation`,
  codePayments: (token: string) => `/q/${token}/payments`,
  codeRelease: (token: string) => `/q/${token}/release`,
  pay: (linkId: string) => `/l/${linkId}`,
  payOrders: (linkId: string) => `/l/${linkId}/orders`,
  payQr: (linkId: string) => `/l/${linkId}/qr.svg`,
  payPoster: (linkId: string) => `/l/${linkId}/poster`,
  payPosterSvg: (linkId: string) => `/l/${linkId}/poster.svg`,
  payTag: (linkId: string) => `/l/${linkId}/tag.ndef`,
  embedScript: () => "/embed.js",
  demoShop: () => "/demo/shop",
  demoShopOrder: () => "/demo/shop/order",
  demoShopCart: () => "/demo/shop/cart",
  language: () => "/language",

  desk: (desk: Desk) => `/${desk}`,
  signIn: (desk: Desk, to?: string) =>
    `/${desk}/sign-in${to === undefined ? "" : `?to=${encodeURIComponent(to)}`}`,
  signInChallenge: (desk: Desk) => `/${desk}/sign-in/challenge`,
  signInCode: (desk: Desk) => `/${desk}/sign-in/code`,
  signOut: (desk: Desk) => `/${desk}/sign-out`,
  join: (desk: Desk, token: string) => `/${desk}/join/${token}`,
  joinChallenge: (desk: Desk, token: string) => `/${desk}/join/${token}/challenge`,
  confirmation: (desk: Desk, to?: string) =>
    `/${desk}/confirmation${to === undefined ? "" : `?to=${encodeURIComponent(to)}`}`,
  confirmationChallenge: (desk: Desk) => `/${desk}/confirmation/challenge`,
  staff: (desk: Desk, query = "") => `/${desk}/staff${query === "" ? "" : `?${query}`}`,
  staffInvitation: (desk: Desk) => `/${desk}/invitation`,
  staffMember: (desk: Desk, staffId: string) => `/${desk}/staff/${staffId}`,
  staffRole: (desk: Desk, staffId: string) => `/${desk}/staff/${staffId}/role`,
  staffLink: (desk: Desk, staffId: string) => `/${desk}/staff/${staffId}/link`,
  staffRemoval: (desk: Desk, staffId: string) => `/${desk}/staff/${staffId}/removal`,
  proposals: (desk: Desk, past?: string) =>
    `/${desk}/proposals${past === undefined ? "" : `?after=${past}`}`,
  proposal: (desk: Desk, proposalId: string) => `/${desk}/proposals/${proposalId}`,
  proposalConfirmation: (desk: Desk, proposalId: string) =>
    `/${desk}/proposals/${proposalId}/confirmation`,
  proposalWithdrawal: (desk: Desk, proposalId: string) =>
    `/${desk}/proposals/${proposalId}/withdrawal`,
  integrate: () => "/console/snippets",
  proposeOwnAccount: () => "/console/settlement-account",
  owners: () => "/ops/owners",
  ownerLink: (staffId: string) => `/ops/owners/${staffId}/link`,
  audit: (desk: Desk, query = "") => `/${desk}/audit${query === "" ? "" : `?${query}`}`,
  /** What a plot is drawn from. */
  plot: (name: PlotName, format?: "csv") =>
    `/console/plots/${name}${format === undefined ? "" : `?format=${format}`}`,
  consoleSettings: () => "/console/settings",
  consoleKey: (kid: string) => `/console/keys/${kid}`,
  consoleNewKey: (replaces?: string) =>
    `/console/key/new${replaces === undefined ? "" : `?replaces=${replaces}`}`,
  consoleKeyRetirement: (kid: string) => `/console/keys/${kid}/retirement`,
  consoleKeyRevocation: (kid: string) => `/console/keys/${kid}/revocation`,
  consoleSecretKeys: () => "/console/secret-keys",
  consoleSecretKeyRevocation: (keyId: string) => `/console/secret-keys/${keyId}/revocation`,
  consoleItem: (list: string, id: string) => `/console/${list}/${id}`,
  consoleChild: (merchantNo: string) => `/console/children/${merchantNo}`,
  consoleNewChild: (applicationId?: string) =>
    `/console/child/new${applicationId === undefined ? "" : `?application=${applicationId}`}`,
  consoleApplication: (applicationId: string) => `/console/applications/${applicationId}`,
  consoleAgreements: () => "/console/agreements",
  /** Where whoever is signed in goes on working. */
  place: () => "/console/place",
  testNumber: () => "/console/test-number",
  consoleList: (noun: string, query = "") => `/console/${noun}${query === "" ? "" : `?${query}`}`,
  consoleSearch: (text?: string) =>
    `/console/search${text === undefined ? "" : `?q=${encodeURIComponent(text)}`}`,
  consoleOrder: (orderId: string) => `/console/orders/${orderId}`,
  consoleOrderClosure: (orderId: string) => `/console/orders/${orderId}/closure`,
  consoleOrderRefunds: (orderId: string) => `/console/orders/${orderId}/refunds`,
  consoleLink: (linkId: string) => `/console/links/${linkId}`,
  consoleLinkState: (linkId: string) => `/console/links/${linkId}/state`,
  consoleNewLink: () => "/console/new/link",
  consolePlan: (planId: string) => `/console/plans/${planId}`,
  consoleNewPlan: () => "/console/new/plan",
  consolePlanChange: (planId: string) => `/console/plans/${planId}/change`,
  consoleSigning: (signingId: string) => `/console/signings/${signingId}`,
  consoleContract: (contractId: string) => `/console/contracts/${contractId}`,
  consoleContractEvidence: (contractId: string) => `/console/contracts/${contractId}/evidence`,
  consoleEvidenceFile: (contractId: string) => `/console/contracts/${contractId}/evidence.json`,
  consoleSignAgainLink: (contractId: string) => `/console/contracts/${contractId}/link`,
  consoleContractTermination: (contractId: string) =>
    `/console/contracts/${contractId}/termination`,
  consoleDeduction: (deductionId: string) => `/console/deductions/${deductionId}`,
  consoleDeductionRefunds: (deductionId: string) => `/console/deductions/${deductionId}/refunds`,
  consoleArrear: (arrearId: string) => `/console/arrears/${arrearId}`,
  consoleArrearWaiver: (arrearId: string) => `/console/arrears/${arrearId}/waiver`,
  consoleDispute: (disputeId: string) => `/console/disputes/${disputeId}`,
  consoleDisputeAnswer: (disputeId: string) => `/console/disputes/${disputeId}/answer`,
  consoleDisputeFiles: (disputeId: string) => `/console/disputes/${disputeId}/files`,
  consoleDisputeFile: (disputeId: string, sha256: string) =>
    `/console/disputes/${disputeId}/files/${sha256}`,
  consoleDisputeEvidence: (disputeId: string) => `/console/disputes/${disputeId}/evidence`,
  consoleDisputeAcceptance: (disputeId: string) => `/console/disputes/${disputeId}/acceptance`,
  consoleRefund: (refundId: string) => `/console/refunds/${refundId}`,
  consoleScreen: (screenId: string) => `/console/screens/${screenId}`,
  consoleNewScreen: () => "/console/screen",
  consoleScreenPin: (screenId: string) => `/console/screens/${screenId}/pin`,
  consoleScreenLimit: (screenId: string) => `/console/screens/${screenId}/refund-limit`,
  consoleScreenUnpairing: (screenId: string) => `/console/screens/${screenId}/unpairing`,
  consoleBranding: () => "/console/settings/branding",
  consoleBrandingPreview: () => "/console/settings/branding/preview",
  account: (desk: Desk) => `/${desk}/account`,
  accountPasskeys: (desk: Desk) => `/${desk}/account/passkeys`,
  accountChallenge: (desk: Desk) => `/${desk}/account/challenge`,
  accountPasskeyName: (desk: Desk, passkeyId: string) =>
    `/${desk}/account/passkeys/${passkeyId}/name`,
  accountPasskeyRemoval: (desk: Desk, passkeyId: string) =>
    `/${desk}/account/passkeys/${passkeyId}/removal`,
  accountCodes: (desk: Desk) => `/${desk}/account/codes`,
  accountPhone: (desk: Desk) => `/${desk}/account/phone`,
  accountPhoneCode: (desk: Desk) => `/${desk}/account/phone/code`,
  accountPhoneRemoval: (desk: Desk) => `/${desk}/account/phone/removal`,
  accountAlerts: (desk: Desk) => `/${desk}/account/alerts`,
  accountSessions: (desk: Desk) => `/${desk}/account/sessions`,
  accountSessionEnd: (desk: Desk, sessionId: string) =>
    `/${desk}/account/sessions/${sessionId}/end`,

  consoleWebhooks: () => "/console/webhooks",
  consoleEndpointNew: () => "/console/webhooks/new",
  consoleEndpoint: (endpointId: string) => `/console/webhooks/endpoints/${endpointId}`,
  consoleEndpointForm: (endpointId: string) => `/console/webhooks/endpoints/${endpointId}/form`,
  consoleEndpointState: (endpointId: string) => `/console/webhooks/endpoints/${endpointId}/state`,
  consoleEndpointSecret: (endpointId: string) => `/console/webhooks/endpoints/${endpointId}/secret`,
  consoleEndpointRemoval: (endpointId: string) =>
    `/console/webhooks/endpoints/${endpointId}/removal`,
  consoleEndpointTest: (endpointId: string) => `/console/webhooks/endpoints/${endpointId}/test`,
  consoleDelivery: (deliveryId: string, attempt?: number) =>
    `/console/webhooks/deliveries/${deliveryId}${
      attempt === undefined ? "" : `#attempt-${attempt}`
    }`,
  consoleDeliveryAgain: (deliveryId: string) =>
    `/console/webhooks/deliveries/${deliveryId}/redelivery`,
  consoleRedeliveries: (query = "") =>
    `/console/webhooks/redeliveries${query === "" ? "" : `?${query}`}`,
  consoleRedelivery: (redeliveryId: string) => `/console/webhooks/redeliveries/${redeliveryId}`,
  consoleRedeliveryStop: (redeliveryId: string) =>
    `/console/webhooks/redeliveries/${redeliveryId}/stop`,

  notice: (channel: string) => `/notify/${channel}`,

  sandboxGateway: () => "/sandbox/gateway",
  sandboxWallet: () => "/sandbox/wallet",
  sandboxDeviceCards: () => "/sandbox/device_cards",
  sandboxWalletRequest: (token: string) => `/sandbox/wallet/${token}`,
  sandboxCashier: (token: string) => `/sandbox/cashier/${token}`,
  sandboxPerson: () => "/sandbox/person",
  sandboxMyContracts: () => "/sandbox/my_contracts",
  sandboxContractEnd: (contractId: string) => `/sandbox/contracts/${contractId}/end`,
  sandboxAccountClosure: () => "/sandbox/account_closure",

  demoSignIn: (desk: Desk, token?: string) =>
    `/demo/sign-in/${desk}${token === undefined ? "" : `?token=${token}`}`,
  demoOrders: () => "/demo/orders",
  demoSignings: () => "/demo/signings",
  demoReceiver: () => "/demo/receiver",
  demoReceiverHook: () => "/demo/receiver/hook",

  logo: (digest: string, type: string) => `/brand/${digest}.${type}`,
  asset: (name: string) => `/assets/${name}`,
  docs: () => "/docs",
  docsGuide: (name: string) => `/docs/guides/${name}`,
  docsResource: (name: string) => `/docs/reference/${name}`,
  docsErrors: () => "/docs/errors",
  docsEvents: () => "/docs/events",
  docsSigned: (operationId?: string) =>
    `/docs/signed${operationId === undefined ? "" : `?operation=${operationId}`}`,
  docsSearch: () => "/docs/search",
  openapi: () => "/openapi.json",
  jwks: () => "/.well-known/jwks.json",
  auditHeads: () => "/.well-known/audit-heads.json",
} as const;

function verificationOf(orderId: string, bindingId: string | undefined): string {
  return bindingId === undefined
    ? `/checkout/${orderId}/balance/verification`
    : `/checkout/${orderId}/cards/verification/${bindingId}`;
}
