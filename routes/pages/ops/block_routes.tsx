import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { addBlocks } from "../../../core/block/add_blocks.ts";
import {
  type Block,
  blockKinds,
  type BlockState,
  type BlockTarget,
} from "../../../core/block/block.ts";
import { allBlocks, listBlocks } from "../../../core/block/list_blocks.ts";
import { findPayer } from "../../../core/block/find_payer.ts";
import { proposeLift } from "../../../core/block/propose_lift.ts";
import { readTarget } from "../../../core/block/read_target.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { isOpen } from "../../../core/proposal/proposal.ts";
import { staffNames } from "../../../core/staff/staff_names.ts";
import { BlockForm } from "../../../views/ops/block_form.tsx";
import { BlockListPage } from "../../../views/ops/block_list.tsx";
import { BlockPage } from "../../../views/ops/block_page.tsx";
import { blockTable } from "../../../views/ops/block_table.ts";
import { type BlockFormError, blockWords } from "../../../views/ops/block_words.ts";
import { PayerForm } from "../../../views/ops/payer_form.tsx";
import type { TypedTarget } from "../../../views/ops/target_fields.tsx";
import { csvFile } from "../staff/csv_file.ts";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";
import { readReason } from "./read_reason.ts";

const VALUE_CHARACTERS_MAX = 64;

/** The block list: one person puts somebody on it at once, two take them off. */
export function blockRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "blocks:read");
  const writes = needs(given, "blocks:write", { confirmed: true });

  app.get(paths.opsBlocks(), reads, (c) => showList(c));

  app.get(paths.opsBlocksCsv(), needs(given, ["blocks:read", "exports:read"]), async (c) => {
    const blocks = await allBlocks(deps, stateIn(c));
    if (!blocks) return await showList(c, "too_many");
    return csvFile(c, "blocks.csv", blockTable(c.var.frame.lang, blocks, await namesIn(blocks)));
  });

  app.post(paths.opsFindBlock(), reads, async (c) => {
    const form = await readForm(c);
    const typed = typedIn(form);
    const target = await targetOf(typed);
    if (!target) return await showList(c, "value_wrong", typed);
    const [[found]] = await deps.load(deps.blocks.inForce([target.digest]));
    return found
      ? c.redirect(paths.opsBlock(found.blockId), 303)
      : await showList(c, "not_listed", typed);
  });

  app.get(paths.opsNewBlock(), writes, (c) => page(c, <BlockForm lang={c.var.frame.lang} />));

  app.post(paths.opsNewBlock(), writes, async (c) => {
    const form = await readForm(c);
    const typed = { ...typedIn(form), reason: form.get("reason") ?? "" };
    const again = (formError: BlockFormError) =>
      page(c, <BlockForm lang={c.var.frame.lang} formError={formError} typed={typed} />, formError);
    const target = await targetOf(typed);
    if (!target) return again("value_wrong");
    const reason = readReason(typed.reason);
    if (!reason.ok) return again(reason.error);
    const { here } = c.var;
    const added = await addBlocks(deps, { targets: [target], reason: reason.value, here });
    return added.ok ? toBlock(c, added.value) : again(added.error.code);
  });

  app.get(paths.opsBlock(":blockId"), reads, (c) => show(c));

  app.post(
    paths.opsBlockLift(":blockId"),
    needs(given, ["blocks:write", "proposals:write"], { confirmed: true }),
    async (c) => {
      const of = parseId("blk", c.req.param("blockId") ?? "");
      if (!of) return unknownAtDesk(c, "ops");
      const typed = (await readForm(c)).get("reason") ?? "";
      const reason = readReason(typed);
      if (!reason.ok) return await show(c, reason.error, typed);
      const proposed = await proposeLift(deps, { of, reason: reason.value, here: c.var.here });
      if (proposed.ok) return c.redirect(paths.proposal("ops", proposed.value.proposalId), 303);
      return proposed.error.code === "block_not_found"
        ? unknownAtDesk(c, "ops")
        : await show(c, "changed", typed);
    },
  );

  app.get(paths.opsBlockPayer(":subjectId"), writes, async (c) => {
    const subjectId = c.req.param("subjectId") ?? "";
    const payer = await findPayer(deps, subjectId);
    if (!payer) return unknownAtDesk(c, "ops");
    return page(c, <PayerForm lang={c.var.frame.lang} subjectId={subjectId} payer={payer} />);
  });

  app.post(paths.opsBlockPayer(":subjectId"), writes, async (c) => {
    const subjectId = c.req.param("subjectId") ?? "";
    const payer = await findPayer(deps, subjectId);
    if (!payer) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const typed = { chosen: form.getAll("what"), reason: form.get("reason") ?? "" };
    const again = (formError: BlockFormError) => {
      const { lang } = c.var.frame;
      const props = { lang, subjectId, payer, formError, typed };
      return page(c, <PayerForm {...props} />, formError);
    };
    const targets = payer.targets.filter(({ kind }) => typed.chosen.includes(kind));
    if (targets.length === 0) return again("nothing_chosen");
    const reason = readReason(typed.reason);
    if (!reason.ok) return again(reason.error);
    const { here } = c.var;
    const added = await addBlocks(deps, { targets, reason: reason.value, here });
    return added.ok ? toBlock(c, added.value) : again(added.error.code);
  });

  return app;

  function targetOf({ kind, value }: TypedTarget): Promise<BlockTarget | undefined> {
    const known = blockKinds.find((each) => each === kind);
    return known ? readTarget(deps.vault, known, value) : Promise.resolve(undefined);
  }

  function namesIn(blocks: readonly Block[]) {
    return staffNames(
      deps,
      blocks.flatMap((each) => [
        each.addedBy,
        ...(each.state === "lifted" ? [each.liftedBy] : []),
      ]),
    );
  }

  async function showList(
    c: Context<StaffEnv>,
    formError?: BlockFormError,
    typed?: TypedTarget,
  ): Promise<Response> {
    const state = stateIn(c);
    const list = await listBlocks(deps, state, parseId("blk", c.req.query("after") ?? ""));
    const { frame: { lang }, who: { role } } = c.var;
    const props = {
      lang,
      state,
      list,
      names: await namesIn(list.blocks),
      mayWrite: permits(role, "blocks:write"),
      mayExport: permits(role, "exports:read"),
      formError,
      typed,
    };
    return page(c, <BlockListPage {...props} />, formError);
  }

  async function show(
    c: Context<StaffEnv>,
    formError?: BlockFormError,
    typed?: string,
  ): Promise<Response> {
    const blockId = parseId("blk", c.req.param("blockId") ?? "");
    const [block] = blockId ? await deps.load(deps.blocks.byId(blockId)) : [undefined];
    if (!block) return unknownAtDesk(c, "ops");
    const [people, proposals] = await deps.load(
      deps.blocks.peopleBehind(block.digest),
      deps.proposals.about(block.blockId),
    );
    const { frame: { lang }, who: { role } } = c.var;
    const props = {
      lang,
      block,
      people,
      names: await namesIn([block]),
      waiting: proposals.find((each) => isOpen(each, deps.now())),
      mayLift: permits(role, "blocks:write") && permits(role, "proposals:write"),
      formError,
      typed,
    };
    return page(c, <BlockPage {...props} />, formError);
  }

  /** To the one that was made, or to the list of several. */
  function toBlock(c: Context<StaffEnv>, [block, ...more]: readonly Block[]): Response {
    const one = block && more.length === 0 ? paths.opsBlock(block.blockId) : paths.opsBlocks();
    return c.redirect(one, 303);
  }

  function page(c: Context<StaffEnv>, body: Child, formError?: BlockFormError): Response {
    const { title } = blockWords(c.var.frame.lang);
    return opsPage(c, { section: "blocks", title, status: formError && 422 }, body);
  }
}

function stateIn(c: Context<StaffEnv>): BlockState {
  return c.req.query("state") === "lifted" ? "lifted" : "in_force";
}

function typedIn(form: URLSearchParams): TypedTarget {
  return {
    kind: form.get("kind") ?? "",
    value: (form.get("value") ?? "").slice(0, VALUE_CHARACTERS_MAX),
  };
}
