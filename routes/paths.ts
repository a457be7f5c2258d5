/** Every URL as a function. A leaf: it imports nothing. Ids are put in unescaped because ours need none. */
export const paths = {
  order: (orderId: string) => `/v1/orders/${orderId}`,
  orders: () => "/v1/orders",
  refund: (refundId: string) => `/v1/refunds/${refundId}`,
  endpoints: () => "/v1/webhook_endpoints",
  endpoint: (endpointId: string) => `/v1/webhook_endpoints/${endpointId}`,
  events: () => "/v1/events",
  event: (eventId: string) => `/v1/events/${eventId}`,
  keys: () => "/v1/keys",
  key: (kid: string) => `/v1/keys/${kid}`,

  checkout: (orderId: string) => `/checkout/${orderId}`,
  checkoutPayments: (orderId: string) => `/checkout/${orderId}/payments`,
  checkoutStatus: (orderId: string) => `/checkout/${orderId}/status`,
  checkoutStream: (orderId: string) => `/checkout/${orderId}/stream`,
  checkoutCancellation: (orderId: string, paymentId: string) =>
    `/checkout/${orderId}/payments/${paymentId}/cancellation`,
  screen: (orderId: string) => `/screen/${orderId}`,
  language: () => "/language",

  notice: (channel: string) => `/notify/${channel}`,

  sandboxGateway: (verb: string) => `/sandbox/gateway/${verb}`,
  sandboxWallet: () => "/sandbox/wallet",
  sandboxWalletRequest: (token: string) => `/sandbox/wallet/${token}`,
  sandboxCashier: (token: string) => `/sandbox/cashier/${token}`,

  demo: () => "/demo",
  demoReceiver: () => "/demo/receiver",
  demoReceiverHook: () => "/demo/receiver/hook",

  asset: (name: string) => `/assets/${name}`,
  docs: () => "/docs",
  openapi: () => "/openapi.json",
  jwks: () => "/.well-known/jwks.json",
} as const;
