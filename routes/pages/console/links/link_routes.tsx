import { type Context, Hono } from "hono";
import { viewLinkOfMerchant } from "../../../../core/console/view_link.ts";
import type { Deps } from "../../../../core/deps.ts";
import { parseId } from "../../../../core/id.ts";
import { changeLink } from "../../../../core/link/change_link.ts";
import { openLink } from "../../../../core/link/open_link.ts";
import { typedYuan } from "../../../../core/money.ts";
import { paths } from "../../../../core/paths.ts";
import { ConsoleLinkPage } from "../../../../views/console/links/link_page.tsx";
import {
  NewLinkPage,
  type NewLinkProblem,
} from "../../../../views/console/links/new_link_page.tsx";
import { render } from "../../render.tsx";
import { readForm, readLine } from "../../staff/form_fields.ts";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";

const SUBJECT_CHARACTERS_MAX = 128;

interface Typed {
  readonly linkId: string;
  readonly subject: string;
  readonly amount: string;
}

/** One payment link, a new one, and whether it takes payments. */
export function linkRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const given = { deps, desk: "console" } as const;
  const reads = needs(given, "links:read");
  const writes = needs(given, ["links:read", "links:write"]);

  app.get(paths.consoleLink(":linkId"), reads, async (c) => {
    const linkId = linkIn(c);
    const view = linkId && await viewLinkOfMerchant(deps, staffCaller(c), linkId);
    if (!view) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    return render(c, { page: () => <ConsoleLinkPage frame={frame} who={who} view={view} /> });
  });

  app.post(paths.consoleLinkState(":linkId"), writes, async (c) => {
    const linkId = linkIn(c);
    if (!linkId) return unknownAtDesk(c, "console");
    const state = (await readForm(c)).get("state") === "paused" ? "paused" : "active";
    const changed = await changeLink(deps, { caller: staffCaller(c), linkId, state });
    if (changed.ok || changed.error.code === "merchant_not_active") {
      return c.redirect(paths.consoleLink(linkId), 303);
    }
    return unknownAtDesk(c, "console");
  });

  app.get(paths.consoleNewLink(), writes, (c) => form(c));

  app.post(paths.consoleNewLink(), writes, async (c) => {
    const fields = await readForm(c);
    const typed = {
      linkId: fields.get("link_id") ?? "",
      subject: fields.get("subject") ?? "",
      amount: (fields.get("amount") ?? "").trim(),
    };
    const subject = readLine(typed.subject, SUBJECT_CHARACTERS_MAX);
    if (subject === undefined) return form(c, "subject", typed);
    const amount = typed.amount === "" ? undefined : typedYuan(typed.amount);
    if (typed.amount !== "" && amount === undefined) return form(c, "amount", typed);
    const linkId = parseId("lnk", typed.linkId);
    const opened = await openLink(deps, {
      caller: staffCaller(c),
      subject,
      amount,
      ...(linkId ? { linkId } : {}),
    });
    if (opened.ok) return c.redirect(paths.consoleLink(opened.value.link.linkId), 303);
    switch (opened.error.code) {
      case "key_unknown":
        return unknownAtDesk(c, "console");
      case "amount_out_of_range":
        return form(c, "amount", typed);
      case "product_not_enabled":
        return form(c, "product", typed);
      case "merchant_not_active":
        return form(c, "halted", typed);
    }
  });

  return app;

  function form(c: Context<StaffEnv>, problem?: NewLinkProblem, typed?: Typed): Response {
    const { frame, who } = c.var;
    const linkId = parseId("lnk", typed?.linkId ?? "") ?? deps.newId("lnk");
    const shown = { frame, who, linkId, typed: typed ?? { subject: "", amount: "" }, problem };
    return render(c, {
      page: () => <NewLinkPage {...shown} />,
      ...(problem ? { status: 422 } : {}),
    });
  }
}

function linkIn(c: Context<StaffEnv>) {
  return parseId("lnk", c.req.param("linkId") ?? "");
}
