import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { findSales, readEnding } from "../../../core/till/find_sale.ts";
import { beginShift, endShift } from "../../../core/till/turn_shift.ts";
import type { OpenTill, SalePlace } from "../../../core/till/till.ts";
import { viewDay, viewShift } from "../../../core/till/view_day.ts";
import { instant } from "../../../core/time.ts";
import { CounterPage } from "../../../views/till/counter_page.tsx";
import { DayPanelChange } from "../../../views/till/day_panel.tsx";
import { FoundPage } from "../../../views/till/found_page.tsx";
import { NotePage } from "../../../views/till/note_page.tsx";
import { SlipPage } from "../../../views/till/slip_page.tsx";
import { tillWords } from "../../../views/till/words.ts";
import { type PageEnv, render } from "../render.tsx";
import { withTill } from "./locked.tsx";
import { tillHere } from "./session_cookie.ts";

type PageContext = Context<PageEnv>;

const SHIFTS_SHOWN = 8;
const TYPED_MAX = 20;

/** The shop assistant's side of a till, while it is unlocked. */
export function counterRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  const atTill = withTill(deps);

  app.get(paths.counter(), (c) =>
    atTill(c, async (till) => {
      const before = placeIn(c.req.query("before"));
      const [day, [shifts]] = await Promise.all([
        viewDay(deps, till, before),
        deps.load(deps.tills.shifts(till.screen.screenId, SHIFTS_SHOWN)),
      ]);
      const ended = shifts.filter(({ endedAt }) => endedAt !== undefined);
      const shown = { till, day, shifts: ended, older: before !== undefined };
      return render(c, { page: () => <CounterPage frame={c.var.frame} {...shown} /> });
    }));

  app.get("/till/sales", async (c) => {
    const till = await tillHere(c, deps, { somebody: false });
    // Locked meanwhile: the whole page is a different one.
    if (!till) {
      c.header("HX-Refresh", "true");
      return c.body(null, 204);
    }
    const seen = c.req.query("mark") ?? "";
    const day = await viewDay(deps, till);
    if (day.mark === seen) return c.body(null, 204);
    const fragment = () => <DayPanelChange frame={c.var.frame} day={day} seen={seen} />;
    return render(c, { page: fragment, fragment });
  });

  app.get(paths.counterSearch(), (c) =>
    atTill(c, async (till) => {
      const typed = (c.req.query("ending") ?? "").slice(0, TYPED_MAX);
      const ending = readEnding(typed);
      const sales = ending === undefined ? undefined : await findSales(deps, till, ending);
      const [only, another] = sales ?? [];
      if (only && !another) return c.redirect(paths.counterSale(only.order.orderId), 303);
      return render(c, {
        page: () => <FoundPage frame={c.var.frame} till={till} typed={typed} sales={sales} />,
        status: sales ? 200 : 422,
      });
    }));

  app.post(paths.counterShift(), (c) =>
    atTill(c, async (till) => {
      await beginShift(deps, till);
      return c.redirect(paths.counter(), 303);
    }));

  app.post(paths.counterShiftEnd(), (c) =>
    atTill(c, async (till) => {
      const shift = await endShift(deps, till);
      return c.redirect(shift ? paths.counterSlip(shift.shiftId) : paths.counter(), 303);
    }));

  app.get("/till/shifts/:shiftId", (c) =>
    atTill(c, async (till) => {
      const shiftId = parseId("shf", c.req.param("shiftId") ?? "");
      const [shift] = shiftId
        ? await deps.load(deps.tills.shift(till.screen.screenId, shiftId))
        : [undefined];
      if (!shift) return c.redirect(paths.counter(), 303);
      const takings = await viewShift(deps, till, shift);
      const shown = { till, shift, takings };
      return render(c, { page: () => <SlipPage frame={c.var.frame} {...shown} /> });
    }));

  // No channel takes a payer's code yet: who can is asked of none, and the code goes nowhere.
  app.post(paths.counterScan(), (c) =>
    atTill(c, async (till) => {
      const { code } = await c.req.parseBody();
      const read = typeof code === "string" && /\d/.test(code);
      return noteOf(c, till, read);
    }));

  return app;

  function noteOf(c: PageContext, till: OpenTill, read: boolean): Response {
    const { frame } = c.var;
    const w = tillWords(frame.lang);
    const names = Object.entries(w.channels).flatMap(([channel, name]) =>
      channel in deps.channels ? [name] : []
    );
    const text = names.length === 0
      ? w.scanned.nothing
      : w.scanned.text(names.join(frame.lang === "zh" ? "和" : " and "));
    const shown = read
      ? { mark: "closed", title: w.scanned.title, text } as const
      : { mark: "failed", title: w.scan, text: w.scanned.empty } as const;
    return render(c, {
      page: () => <NotePage frame={frame} till={till} {...shown} />,
      status: read ? 409 : 422,
    });
  }
}

const PLACE = /^(\d{1,15})\.(ord_\w{26})$/;

function placeIn(text: string | undefined): SalePlace | undefined {
  const [, paidAt, id = ""] = PLACE.exec(text ?? "") ?? [];
  const orderId = parseId("ord", id);
  return orderId && { paidAt: instant(Number(paidAt)), orderId };
}
