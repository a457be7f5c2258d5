import { type Context, Hono } from "hono";
import { viewContract, viewEvidence } from "../../../../core/console/view_contract.ts";
import { terminateContract } from "../../../../core/contract/terminate_contract.ts";
import type { Deps } from "../../../../core/deps.ts";
import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import { endSignAgainLink } from "../../../../core/signing/end_sign_again_link.ts";
import { mustSignAgain } from "../../../../core/signing/sign_again_link.ts";
import { ContractPage } from "../../../../views/console/contracts/contract_page.tsx";
import { EvidencePage } from "../../../../views/console/contracts/evidence_page.tsx";
import { SignAgainLinkPage } from "../../../../views/console/contracts/sign_again_link_page.tsx";
import { ContractEndPage } from "../../../../views/console/contracts/termination_page.tsx";
import { render } from "../../render.tsx";
import { readForm, readLine } from "../../staff/form_fields.ts";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";

const CONTRACT_ID = ":contractId";
const REASON_CHARACTERS_MAX = 200;

/** One contract, what its consumer signed, and its end. */
export function contractRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const given = { deps, desk: "console" } as const;
  const reads = needs(given, "contracts:read");
  const writes = needs(given, ["contracts:read", "contracts:write"]);

  app.get(paths.consoleContract(CONTRACT_ID), reads, async (c) => {
    const contractId = contractIn(c);
    const view = contractId && await viewContract(deps, staffCaller(c), contractId);
    if (!view) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    return render(c, { page: () => <ContractPage frame={frame} who={who} view={view} /> });
  });

  app.get(paths.consoleContractEvidence(CONTRACT_ID), reads, async (c) => {
    const contractId = contractIn(c);
    const view = contractId && await viewEvidence(deps, staffCaller(c), contractId);
    if (!view) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    return render(c, { page: () => <EvidencePage frame={frame} who={who} view={view} /> });
  });

  app.get(paths.consoleEvidenceFile(CONTRACT_ID), reads, async (c) => {
    const contractId = contractIn(c);
    const view = contractId && await viewEvidence(deps, staffCaller(c), contractId);
    if (!view) return unknownAtDesk(c, "console");
    c.header("Content-Disposition", `attachment; filename="${contractId}.json"`);
    return c.json(view.bundle);
  });

  app.get(paths.consoleContractTermination(CONTRACT_ID), writes, (c) => ask(c));

  app.post(paths.consoleContractTermination(CONTRACT_ID), writes, async (c) => {
    const contractId = contractIn(c);
    if (!contractId) return unknownAtDesk(c, "console");
    const typed = (await readForm(c)).get("reason")?.trim() ?? "";
    const reason = typed === "" ? undefined : readLine(typed, REASON_CHARACTERS_MAX);
    if (typed !== "" && reason === undefined) return await ask(c, typed);
    const ended = await terminateContract(deps, {
      contractId,
      by: "merchant",
      reason,
      caller: staffCaller(c),
    });
    if (!ended.ok) return unknownAtDesk(c, "console");
    return c.redirect(paths.consoleContract(contractId), 303);
  });

  app.get(paths.consoleSignAgainLink(CONTRACT_ID), writes, async (c) => {
    const contractId = contractIn(c);
    const [found] = contractId
      ? await deps.load(deps.contracts.ownById(staffCaller(c), contractId, deps.now()))
      : [undefined];
    if (!found) return unknownAtDesk(c, "console");
    const { contract, owner } = found;
    if (!mustSignAgain(contract, owner)) {
      return c.redirect(paths.consoleContract(contract.contractId), 303);
    }
    const { frame, who } = c.var;
    return render(c, {
      page: () => <SignAgainLinkPage frame={frame} who={who} contract={contract} />,
    });
  });

  app.post(paths.consoleSignAgainLink(CONTRACT_ID), writes, async (c) => {
    const contractId = contractIn(c);
    if (!contractId) return unknownAtDesk(c, "console");
    const ended = await endSignAgainLink(deps, staffCaller(c), contractId);
    if (!ended.ok && ended.error.code !== "nothing_to_sign") return unknownAtDesk(c, "console");
    return c.redirect(paths.consoleContract(contractId), 303);
  });

  return app;

  async function ask(c: Context<StaffEnv>, refused?: string): Promise<Response> {
    const contractId = contractIn(c);
    const [found] = contractId
      ? await deps.load(deps.contracts.ownById(staffCaller(c), contractId, deps.now()))
      : [undefined];
    if (!found) return unknownAtDesk(c, "console");
    const { contract } = found;
    if (contract.state === "terminating" || contract.state === "terminated") {
      return c.redirect(paths.consoleContract(contract.contractId), 303);
    }
    const { frame, who } = c.var;
    return render(c, {
      page: () => <ContractEndPage frame={frame} who={who} contract={contract} refused={refused} />,
      ...(refused === undefined ? {} : { status: 422 }),
    });
  }
}

function contractIn(c: Context<StaffEnv>) {
  return parseId("ctr", c.req.param("contractId") ?? "");
}
