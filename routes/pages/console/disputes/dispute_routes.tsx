import { type Context, Hono } from "hono";
import { viewDispute } from "../../../../core/console/view_dispute.ts";
import type { Deps } from "../../../../core/deps.ts";
import {
  acceptDispute,
  type AnswerRefusal,
  contestDispute,
} from "../../../../core/dispute/answer_dispute.ts";
import { attachFile } from "../../../../core/dispute/attach_file.ts";
import { contractEvidence } from "../../../../core/dispute/contract_evidence.ts";
import { ANSWER_CHARACTERS_MAX } from "../../../../core/dispute/dispute.ts";
import type { GiveBackRefusal } from "../../../../core/dispute/give_back.ts";
import { openFile } from "../../../../core/dispute/open_file.ts";
import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import { DisputePage } from "../../../../views/console/disputes/dispute_page.tsx";
import type { DisputeProblem } from "../../../../views/console/disputes/dispute_words.ts";
import { disputeEvidenceAnswer, disputeFileAnswer } from "../../dispute_file_answer.ts";
import { readText } from "../../ops/ops_text.ts";
import { render } from "../../render.tsx";
import { readForm } from "../../staff/form_fields.ts";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";

/** One dispute, and the merchant's two answers to it. */
export function disputeRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const given = { deps, desk: "console" } as const;

  app.get(paths.consoleDispute(":disputeId"), needs(given, "disputes:read"), (c) => show(c));

  const writes = needs(given, ["disputes:read", "disputes:write"]);
  app.post(paths.consoleDisputeAnswer(":disputeId"), writes, async (c) => {
    const disputeId = idIn(c);
    if (!disputeId) return unknownAtDesk(c, "console");
    const typed = (await readForm(c)).get("text") ?? "";
    const text = readText(typed, ANSWER_CHARACTERS_MAX);
    if (!text) return await show(c, "text", typed);
    const contested = await contestDispute(deps, { caller: staffCaller(c), disputeId, text });
    return contested.ok
      ? c.redirect(paths.consoleDispute(disputeId), 303)
      : await refused(c, contested.error, typed);
  });

  app.post(paths.consoleDisputeFiles(":disputeId"), writes, async (c) => {
    const disputeId = idIn(c);
    if (!disputeId) return unknownAtDesk(c, "console");
    const form = await c.req.formData().catch(() => undefined);
    const given = form?.get("file");
    const file = given instanceof File ? given : new File([], "");
    const attached = await attachFile(deps, {
      caller: staffCaller(c),
      disputeId,
      name: file.name,
      content: new Uint8Array(await file.arrayBuffer()),
    });
    if (attached.ok) return c.redirect(paths.consoleDispute(disputeId), 303);
    switch (attached.error.code) {
      case "dispute_not_found":
        return unknownAtDesk(c, "console");
      case "dispute_over":
        return await show(c, "changed");
      case "file_missing":
      case "file_too_large":
      case "file_type_unknown":
      case "file_truncated":
      case "files_too_many":
        return await show(c, attached.error.code);
    }
  });

  const reads = needs(given, "disputes:read");
  app.get(paths.consoleDisputeFile(":disputeId", ":sha256"), reads, async (c) => {
    const dispute = await disputeIn(c);
    const opened = dispute && await openFile(deps, dispute, c.req.param("sha256") ?? "");
    return opened ? disputeFileAnswer(c, opened) : unknownAtDesk(c, "console");
  });

  app.get(paths.consoleDisputeEvidence(":disputeId"), reads, async (c) => {
    const dispute = await disputeIn(c);
    const found = dispute && await contractEvidence(deps, dispute);
    return found
      ? disputeEvidenceAnswer(c, found.contractId, found.jws)
      : unknownAtDesk(c, "console");
  });

  const refunds = needs(given, ["disputes:read", "disputes:write", "refunds:write"]);
  app.post(paths.consoleDisputeAcceptance(":disputeId"), refunds, async (c) => {
    const disputeId = idIn(c);
    if (!disputeId) return unknownAtDesk(c, "console");
    const caller = staffCaller(c);
    const seen = (await readForm(c)).get("left");
    const view = await viewDispute(deps, caller, disputeId);
    if (view && seen !== `${view.left.fen}`) return await show(c, "changed");
    const accepted = await acceptDispute(deps, { caller, disputeId });
    return accepted.ok
      ? c.redirect(paths.consoleDispute(disputeId), 303)
      : await refused(c, accepted.error);
  });

  return app;

  async function disputeIn(c: Context<StaffEnv>) {
    const disputeId = idIn(c);
    if (!disputeId) return undefined;
    const [dispute] = await deps.load(deps.disputes.ownById(staffCaller(c), disputeId));
    return dispute;
  }

  async function refused(
    c: Context<StaffEnv>,
    { code }: AnswerRefusal | GiveBackRefusal,
    typed?: string,
  ): Promise<Response> {
    switch (code) {
      case "key_unknown":
      case "dispute_not_found":
        return unknownAtDesk(c, "console");
      case "dispute_over":
        return await show(c, "changed", typed);
      case "dispute_answered":
        return await show(c, "answered", typed);
      case "refund_window_over":
        return await show(c, "too_old", typed);
    }
  }

  async function show(
    c: Context<StaffEnv>,
    problem?: DisputeProblem,
    typed?: string,
  ): Promise<Response> {
    const disputeId = idIn(c);
    const view = disputeId && await viewDispute(deps, staffCaller(c), disputeId);
    if (!view) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    const props = { frame, who, view, problem, typed };
    return render(c, {
      page: () => <DisputePage {...props} />,
      ...(problem ? { status: 422 } : {}),
    });
  }
}

function idIn(c: Context<StaffEnv>) {
  return parseId("dsp", c.req.param("disputeId") ?? "");
}
