import { type Context, Hono } from "hono";
import { viewOrder } from "../../../../core/console/view_order.ts";
import type { Deps } from "../../../../core/deps.ts";
import { parseId } from "../../../../core/id.ts";
import { closeOrder } from "../../../../core/order/close_order.ts";
import { loadReceipt } from "../../../../core/payment_receipt/load_receipt.ts";
import { paths } from "../../../../core/paths.ts";
import { ClosurePage } from "../../../../views/console/orders/closure_page.tsx";
import { OrderPage } from "../../../../views/console/orders/order_page.tsx";
import { receiptFile } from "../../receipt_file.ts";
import { render } from "../../render.tsx";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";

const ORDER_ID = ":orderId";

/** One order, and its end before anybody has paid. */
export function orderRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const given = { deps, desk: "console" } as const;
  const reads = needs(given, "orders:read");
  const writes = needs(given, "orders:write");

  app.get(paths.consoleOrder(ORDER_ID), reads, (c) => show(c));

  app.get(paths.consolePaymentEvidence(":paymentId"), needs(given, "payments:read"), async (c) => {
    const paymentId = parseId("pay", c.req.param("paymentId") ?? "");
    const [own] = paymentId
      ? await deps.load(deps.payments.ownById(staffCaller(c), paymentId))
      : [undefined];
    const receipt = own && await loadReceipt(deps, own.payment.paymentId);
    return receipt ? await receiptFile(c, deps, receipt) : unknownAtDesk(c, "console");
  });

  app.get(paths.consoleOrderClosure(ORDER_ID), writes, async (c) => {
    const orderId = orderIn(c);
    const [found] = orderId
      ? await deps.load(deps.orders.ownById(staffCaller(c), orderId))
      : [undefined];
    if (!found) return unknownAtDesk(c, "console");
    const { order } = found;
    if (order.state !== "open") return c.redirect(paths.consoleOrder(order.orderId), 303);
    const { frame, who } = c.var;
    return render(c, { page: () => <ClosurePage frame={frame} who={who} order={order} /> });
  });

  app.post(paths.consoleOrderClosure(ORDER_ID), writes, async (c) => {
    const orderId = orderIn(c);
    if (!orderId) return unknownAtDesk(c, "console");
    const closed = await closeOrder(deps, { caller: staffCaller(c), orderId });
    if (closed.ok) return c.redirect(paths.consoleOrder(orderId), 303);
    switch (closed.error.code) {
      case "order_not_found":
      case "key_unknown":
        return unknownAtDesk(c, "console");
      case "order_not_open":
        return await show(c, true);
    }
  });

  return app;

  async function show(c: Context<StaffEnv>, notOpen = false): Promise<Response> {
    const orderId = orderIn(c);
    const view = orderId && await viewOrder(deps, staffCaller(c), orderId);
    if (!view) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    return render(c, {
      page: () => <OrderPage frame={frame} who={who} view={view} notOpen={notOpen} />,
      ...(notOpen ? { status: 422 } : {}),
    });
  }
}

function orderIn(c: Context<StaffEnv>) {
  return parseId("ord", c.req.param("orderId") ?? "");
}
