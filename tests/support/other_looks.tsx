import type { ReceivedWebhook, SignatureVerdict } from "../../sandbox/demo/demo_receiver.ts";
import { ReceiverPage } from "../../sandbox/demo/receiver_page.tsx";
import { type ErrorKind, ErrorPage } from "../../views/error_page.tsx";
import { START } from "./fake_clock.ts";
import { keysOf, type Looks, looksOf } from "./look.ts";

const kinds = keysOf<ErrorKind>({
  unknown: true,
  foreign: true,
  too_large: true,
  too_often: true,
  busy: true,
  unavailable: true,
  broken: true,
});
const verdicts = keysOf<SignatureVerdict>({ holds: true, wrong: true, missing: true });

const received = verdicts.map((verdict, seq): ReceivedWebhook & { readonly seq: number } => ({
  seq,
  webhookId: "evt_01KAG8M0000000000000000031",
  type: "order.paid",
  receivedAt: START,
  body: `{"type":"order.paid","data":{"order_id":"ord_1","amount":8800,"sequence":2}}`,
  headers: { "webhook-id": "evt_01KAG8M0000000000000000031" },
  endpointId: undefined,
  standard: verdict,
  jws: verdict,
}));

/** Every look of the remaining pages: error pages, and the demo's receiver. */
export const otherLooks: Looks = {
  ...looksOf(
    "error",
    kinds,
    (kind) => (frame) => <ErrorPage frame={frame} kind={kind} requestId="req-1" />,
  ),
  "demo/receiver/none": (frame) => <ReceiverPage frame={frame} received={[]} mark="0" />,
  "demo/receiver/some": (frame) => <ReceiverPage frame={frame} received={received} mark="2" />,
};
