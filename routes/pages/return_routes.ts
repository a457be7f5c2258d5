import { type Context, Hono } from "hono";
import { paths } from "../../core/paths.ts";
import type { AppEnv } from "../app_env.ts";

/** Only pages of ours that show how a payment stands, or which cards are bound. */
const STATUS_PAGE = /^\/checkout\/ord_[0-9A-HJKMNP-TV-Z]{26}(?:\/cards|\?payer=[0-9a-f]{32})?$/;

/**
 * Where a channel's page sends the browser when the payer is done there, by a form from elsewhere. Nothing in it is
 * believed or even read: our own page shows what is known, and a notice or a query makes it known.
 */
export function returnRoutes(): Hono<AppEnv> {
  const lead = (c: Context) => {
    const to = c.req.query("to") ?? "";
    return c.redirect(STATUS_PAGE.test(to) ? to : paths.home(), 303);
  };
  return new Hono<AppEnv>().get("/return/unionpay", lead).post("/return/unionpay", lead);
}
