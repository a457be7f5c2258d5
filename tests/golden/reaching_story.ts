import { SLOW } from "../../sandbox/bank/magic.ts";
import { must } from "../support/fixtures.ts";
import { bankPaid, byTwo, refundSent } from "../support/settlements.ts";
import { signedIn } from "../support/staff.ts";
import type { Recorder } from "./recorder.ts";

type Asking = Pick<Recorder, "app" | "ask">;

/** By which the sandbox gives a refund back, and has a charge advanced and repaid. */
const [CAME_BACK, ADVANCED] = [800_006, 7_722];

/** A refund whose card is closed, paid to another account of its payer's. */
export async function refundReachesNobody({ app, ask }: Asking, orderId: string): Promise<void> {
  const body = { merchant_refund_no: "TEA-6-R", amount: CAME_BACK };
  const { refund_id: refundId } = await ask(`/v1/orders/${orderId}/refunds`, { body });
  await app.settle();
  app.clock.advance(SLOW);
  await app.settle();
  await ask(`/v1/refunds/${refundId}`);
  const people = { li: await signedIn(app, "admin"), chen: await signedIn(app, "admin") };
  const run = await refundSent(app, people, refundId);
  must(await byTwo(app, people, bankPaid(run, CAME_BACK, "BK-0118")));
  await app.settle();
}

/** A charge that the network advances, and whose payer repays it. */
export async function chargeIsAdvanced({ app, ask }: Asking, contractId: string): Promise<void> {
  const body = { merchant_order_no: "TEA-70", amount: ADVANCED, subject: "续杯" };
  const charge = { contract_id: contractId, ...body };
  const { deduction_id } = await ask("/v1/deductions", { body: charge });
  await app.settle();
  app.clock.advance(SLOW);
  await app.settle();
  await ask(`/v1/deductions/${deduction_id}`);
}
