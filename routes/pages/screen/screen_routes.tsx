import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import type { Result } from "../../../core/result.ts";
import {
  type OrderScreen,
  type OrderScreenRefusal,
  viewOrderScreen,
} from "../../../core/screen/view_order_screen.ts";
import { type Duration, milliseconds } from "../../../core/time.ts";
import { clockOf } from "../../../core/watch.ts";
import { UnknownOrder, UnknownOrderPage } from "../../../views/checkout/unknown_order_page.tsx";
import { NotGrantedPage } from "../../../views/screen/not_granted_page.tsx";
import { ScreenPage } from "../../../views/screen/screen_page.tsx";
import { ScreenPanelChange } from "../../../views/screen/screen_panel.tsx";
import { follows, type Place, type Shown } from "../../../views/screen/shown.ts";
import { type PageEnv, render } from "../render.tsx";
import { type Followed, streamChanges } from "../stream_changes.ts";
import { problems } from "../../api/problem.ts";

type PageContext = Context<PageEnv>;

/** A shop's screen for one order: the page, and what an open page polls. */
export function orderScreenRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/screen/:orderId", async (c) => {
    const found = await find(c, deps);
    if (!found.ok) return refuse(c, found.error);
    return showScreen(c, { state: "order", ...found.value }, "order");
  });

  app.get("/screen/:orderId/status", async (c) => {
    const found = await find(c, deps);
    if (!found.ok) return refuse(c, found.error);
    return showChange(c, { state: "order", ...found.value }, "order");
  });

  app.get("/screen/:orderId/stream", async (c) => {
    const load = async () => {
      const found = await find(c, deps);
      return found.ok ? followed({ state: "order", ...found.value }, "order") : undefined;
    };
    return await streamChanges(c, deps, {
      seen: c.req.header("last-event-id") ?? c.req.query("mark"),
      subjects: [c.req.param("orderId")],
      load,
    });
  });

  return app;
}

/** The whole page of what a screen shows. */
export function showScreen(c: PageContext, shown: Shown, place: Place): Response {
  const { frame } = c.var;
  return render(c, { page: () => <ScreenPage frame={frame} shown={shown} place={place} /> });
}

/** The panel for a page with another mark, 204 for a page with this one. */
export function showChange(c: PageContext, shown: Shown, place: Place): Response {
  const seen = c.req.query("mark");
  if (seen === shown.mark) return c.body(null, 204);
  const { frame } = c.var;
  const fragment = () => (
    <ScreenPanelChange
      frame={frame}
      shown={shown}
      place={place}
      seen={seen}
    />
  );
  return render(c, { page: fragment, fragment });
}

/** What a stream follows: the order and the one before, and its merchant's clock, on which codes renew. */
export function followed(shown: Shown, place: Place, more: readonly string[] = []): Followed {
  const { merchantNo } = shown.merchant;
  const base = { mark: shown.mark, open: follows(shown, place) };
  if (shown.state !== "order") return { ...base, subjects: [clockOf(merchantNo), ...more] };
  const { order, lastOrderId, lastSale } = shown;
  const last = lastOrderId === undefined ? [] : [lastOrderId];
  return {
    ...base,
    changesIn: soonest(shown.changesIn, lastSale?.endsIn),
    subjects: [order.orderId, ...last, clockOf(merchantNo), ...more],
  };
}

function soonest(...times: readonly (Duration | undefined)[]): Duration | undefined {
  const known = times.filter((each) => each !== undefined);
  return known.length === 0 ? undefined : milliseconds(Math.min(...known));
}

async function find(
  c: PageContext,
  deps: Deps,
): Promise<Result<OrderScreen, OrderScreenRefusal>> {
  const text = c.req.param("orderId") ?? "";
  const orderId = parseId("ord", text);
  if (!orderId) return { ok: false, error: { code: "order_not_found", order_id: text } };
  return await viewOrderScreen(deps, { orderId });
}

function refuse(c: PageContext, { code }: OrderScreenRefusal): Response {
  const { frame } = c.var;
  const { status } = problems[code];
  if (code === "product_not_enabled") {
    return render(c, { page: () => <NotGrantedPage frame={frame} />, status });
  }
  return render(c, {
    page: () => <UnknownOrderPage frame={frame} />,
    fragment: () => <UnknownOrder frame={frame} />,
    status,
  });
}
