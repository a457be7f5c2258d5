import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { contractEvidence } from "../../../core/dispute/contract_evidence.ts";
import { disputeReasons } from "../../../core/dispute/dispute.ts";
import {
  escalateDispute,
  type FollowUpRefusal,
  viewOwnDispute,
  withdrawDispute,
} from "../../../core/dispute/follow_up.ts";
import { openFile } from "../../../core/dispute/open_file.ts";
import {
  type DisputeSubject,
  openDispute,
  ownDisputable,
  refusalOf,
} from "../../../core/dispute/open_dispute.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { DisputePage } from "../../../views/wallet/dispute_page.tsx";
import { DisputingPage } from "../../../views/wallet/disputing_page.tsx";
import { UnknownChargePage } from "../../../views/wallet/unknown_charge_page.tsx";
import { sessionOf } from "../consumer_session.ts";
import { disputeEvidenceAnswer, disputeFileAnswer } from "../dispute_file_answer.ts";
import { type PageEnv, render } from "../render.tsx";
import { modeHere } from "./come_in.tsx";

type PageContext = Context<PageEnv>;

/** What somebody says is wrong with a payment or a charge of theirs, and what becomes of it. */
export function walletDisputeRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get(paths.walletDisputing(":subjectId"), (c) => showForm(c, { submitted: false }));

  app.post(paths.walletDisputing(":subjectId"), async (c) => {
    const here = subjectHere(c);
    if (!here) return absent(c);
    const form = await c.req.parseBody();
    const reason = disputeReasons.find((each) => each === form["reason"]);
    if (!reason) return await showForm(c, { submitted: true });
    const opened = await openDispute(deps, { ...here, reason });
    if (opened.ok) return c.redirect(paths.walletDispute(opened.value.disputeId), 303);
    switch (opened.error.code) {
      case "session_over":
      case "dispute_subject_not_found":
        return absent(c);
      case "nothing_left_to_dispute":
      case "dispute_too_late":
        return await showForm(c, { submitted: true });
    }
  });

  app.get(paths.walletDispute(":disputeId"), (c) => show(c));
  app.post(paths.walletEscalation(":disputeId"), (c) => follow(c, escalateDispute));
  app.post(paths.walletWithdrawal(":disputeId"), (c) => follow(c, withdrawDispute));

  app.get(paths.walletDisputeFile(":disputeId", ":sha256"), async (c) => {
    const dispute = await ownDispute(c);
    const opened = dispute && await openFile(deps, dispute, c.req.param("sha256") ?? "");
    return opened ? disputeFileAnswer(c, opened) : await absent(c);
  });

  app.get(paths.walletDisputeEvidence(":disputeId"), async (c) => {
    const dispute = await ownDispute(c);
    const found = dispute && await contractEvidence(deps, dispute);
    return found ? disputeEvidenceAnswer(c, found.contractId, found.jws) : await absent(c);
  });

  return app;

  async function ownDispute(c: PageContext) {
    const here = disputeHere(c);
    const view = here && await viewOwnDispute(deps, here);
    return view?.ok ? view.value.dispute : undefined;
  }

  async function showForm(
    c: PageContext,
    { submitted }: { readonly submitted: boolean },
  ): Promise<Response> {
    const here = subjectHere(c);
    const found = here && await ownDisputable(deps, here);
    if (!found?.ok) return absent(c);
    const { dispute } = found.value;
    if (dispute) return c.redirect(paths.walletDispute(dispute.disputeId), 303);
    const refused = refusalOf(deps, found.value)?.code;
    const props = {
      frame: c.var.frame,
      found: found.value,
      refused,
      missing: submitted && refused === undefined,
    };
    return render(c, {
      page: () => <DisputingPage {...props} />,
      ...(submitted ? { status: 422 } : {}),
    });
  }

  async function follow(c: PageContext, act: typeof escalateDispute): Promise<Response> {
    const here = disputeHere(c);
    if (!here) return absent(c);
    const done = await act(deps, here);
    if (done.ok) return c.redirect(paths.walletDispute(here.disputeId), 303);
    return isAbsent(done.error) ? absent(c) : await show(c, true);
  }

  async function show(c: PageContext, changed = false): Promise<Response> {
    const here = disputeHere(c);
    const view = here && await viewOwnDispute(deps, here);
    if (!view?.ok) return absent(c);
    const props = { frame: c.var.frame, changed, ...view.value };
    return render(c, {
      page: () => <DisputePage {...props} />,
      ...(changed ? { status: 409 } : {}),
    });
  }

  function subjectHere(c: PageContext) {
    const session = sessionOf(c, deps);
    const subjectId = parseSubject(c.req.param("subjectId") ?? "");
    return session === undefined || !subjectId ? undefined : { session, subjectId };
  }

  function disputeHere(c: PageContext) {
    const session = sessionOf(c, deps);
    const disputeId = parseId("dsp", c.req.param("disputeId") ?? "");
    return session === undefined || !disputeId ? undefined : { session, disputeId };
  }

  /** Whoever is not signed in begins at the wallet; of what is not theirs nothing is said. */
  async function absent(c: PageContext): Promise<Response> {
    const session = sessionOf(c, deps);
    if (session === undefined) return c.redirect(paths.wallet(), 303);
    const frame = { ...c.var.frame, here: paths.wallet() };
    return await render(c, {
      page: () => <UnknownChargePage frame={frame} mode={modeHere(deps)} />,
      status: 404,
    });
  }
}

function parseSubject(text: string): DisputeSubject | undefined {
  return parseId("ded", text) ?? parseId("pay", text);
}

function isAbsent({ code }: FollowUpRefusal): boolean {
  return code === "session_over" || code === "dispute_not_found";
}
