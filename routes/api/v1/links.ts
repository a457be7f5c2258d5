import { type Context, Hono } from "hono";
import * as z from "zod";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { changeLink } from "../../../core/link/change_link.ts";
import { linkResource } from "../../../core/link/link_resource.ts";
import { type LinkOfMerchant, openLink } from "../../../core/link/open_link.ts";
import { dailyCaps, STATIC_TIER } from "../../../core/method/verification.ts";
import { cny } from "../../../core/money.ts";
import type { ApiEnv } from "../../app_env.ts";
import { currency, fields, text } from "../fields.ts";
import { paths } from "../../../core/paths.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";
import { linkShape, linkState, pageOf } from "../resources.ts";
import { answerList, howToPage, listRefusals, pageFields } from "./list.ts";

const newLink = fields({
  subject: text(1, 128),
  amount: z.int().min(1).max(dailyCaps[STATIC_TIER].fen).nullish().meta({
    description:
      "Integer, in fen; if omitted, the consumer enters the amount. A static code accepts at most ¥500 a day per account, and per card at one merchant number.",
    examples: [1234],
  }),
  currency,
});

const changes = fields({
  state: linkState.meta({ description: "A paused link opens no order." }),
});

const linkFilter = fields({ state: linkState.optional(), ...pageFields });

const link = { description: "The link.", body: linkShape };

/** Links: reusable ways to pay, printed as codes and written to tags. */
export function linkRoutes(deps: Deps): Hono<ApiEnv> {
  const present = (given: LinkOfMerchant) => linkResource(given, deps.config.publicUrl);
  return new Hono<ApiEnv>()
    .post(
      "/",
      operation({
        tag: "Links",
        summary: "Create a link that can be paid many times",
        act: "create",
        description:
          "It has a page, a printable code, a poster and an NFC tag. Each payment is an " +
          "order of its own with the link's `link_id`, and sends webhooks like every order.",
        body: newLink,
        answers: { 201: link },
        refusals: ["merchant_not_active", "product_not_enabled", "amount_out_of_range"],
      }),
      async (c) => {
        const { subject, amount } = c.req.valid("json");
        const opened = await openLink(deps, {
          caller: c.get("caller"),
          subject,
          amount: amount == null ? undefined : cny(amount),
        });
        if (!opened.ok) return problem(c, opened.error);
        c.header("Location", paths.link(opened.value.link.linkId));
        return c.json(present(opened.value), 201);
      },
    )
    .get(
      "/",
      operation({
        tag: "Links",
        summary: "List your links",
        description: howToPage,
        query: linkFilter,
        reads: true,
        answers: { 200: { description: "A page of links.", body: pageOf(linkShape) } },
        refusals: [...listRefusals],
      }),
      (c) => {
        const { state, ...query } = c.req.valid("query");
        return answerList(c, deps, query, {
          prefix: "lnk",
          find: (caller, page) => deps.links.list(caller, page, { state }),
          known: deps.links.ownById,
          idOf: ({ linkId }) => linkId,
          show: (found, merchant) => present({ link: found, merchant }),
        });
      },
    )
    .get(
      "/:link_id",
      operation({
        tag: "Links",
        summary: "Get a link",
        reads: true,
        answers: { 200: link },
        refusals: ["link_not_found"],
      }),
      async (c) => {
        const linkId = parseId("lnk", c.req.param("link_id"));
        if (!linkId) return linkNotFound(c);
        const caller = c.get("caller");
        const [merchant, found] = await deps.load(
          deps.merchants.calling(caller),
          deps.links.ownById(caller, linkId),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });
        return found ? c.json(present({ link: found, merchant })) : linkNotFound(c);
      },
    )
    .patch(
      "/:link_id",
      operation({
        tag: "Links",
        summary: "Pause or resume a link",
        act: "create",
        description: "Orders already opened from it are not affected.",
        body: changes,
        answers: { 200: link },
        refusals: ["link_not_found", "merchant_not_active"],
      }),
      async (c) => {
        const linkId = parseId("lnk", c.req.param("link_id"));
        if (!linkId) return linkNotFound(c);
        const { state } = c.req.valid("json");
        const changed = await changeLink(deps, { caller: c.get("caller"), linkId, state });
        return changed.ok ? c.json(present(changed.value)) : problem(c, changed.error);
      },
    );
}

function linkNotFound(c: Context): Response {
  return problem(c, { code: "link_not_found" });
}
