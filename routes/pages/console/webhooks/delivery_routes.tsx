import { type Context, Hono } from "hono";
import type { Deps } from "../../../../core/deps.ts";
import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import { redeliver } from "../../../../core/webhook/redeliver.ts";
import { viewDelivery } from "../../../../core/webhook/view_delivery.ts";
import { DeliveryPage, DeliveryPanel } from "../../../../views/console/webhooks/delivery_page.tsx";
import { render } from "../../render.tsx";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";

const ID = ":deliveryId";

/** One delivery with all its attempts, and sending its event once more. */
export function deliveryRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const given = { deps, desk: "console" } as const;

  app.get(paths.consoleDelivery(ID), needs(given, "webhooks:read"), async (c) => {
    const view = await viewIn(c);
    if (!view) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    const props = { frame, who, view };
    return render(c, {
      page: () => <DeliveryPage {...props} />,
      fragment: () => <DeliveryPanel {...props} />,
    });
  });

  app.post(paths.consoleDeliveryAgain(ID), needs(given, "webhooks:write"), async (c) => {
    const view = await viewIn(c);
    if (!view) return unknownAtDesk(c, "console");
    const { eventId, endpointId } = view.delivery;
    const sent = await redeliver(deps, { caller: staffCaller(c), eventId, endpointId });
    if (!sent.ok) {
      return sent.error.code === "event_not_found" || sent.error.code === "key_unknown"
        ? unknownAtDesk(c, "console")
        : c.redirect(paths.consoleDelivery(view.delivery.deliveryId), 303);
    }
    deps.nudge("deliver_webhooks");
    const [newest] = sent.value;
    return c.redirect(paths.consoleDelivery((newest ?? view.delivery).deliveryId), 303);
  });

  return app;

  async function viewIn(c: Context<StaffEnv>) {
    const deliveryId = parseId("dlv", c.req.param("deliveryId") ?? "");
    return deliveryId && await viewDelivery(deps, staffCaller(c), deliveryId);
  }
}
