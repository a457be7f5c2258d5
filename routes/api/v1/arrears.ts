import { Hono } from "hono";
import { arrearResource } from "../../../core/arrear/arrear_resource.ts";
import { waiveArrear } from "../../../core/arrear/waive_arrear.ts";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import type { ApiEnv } from "../../app_env.ts";
import { fields, reference, text } from "../fields.ts";
import { operation } from "../operation.ts";
import { problem } from "../problem.ts";
import { pageOf } from "../resources.ts";
import { arrearShape, arrearState } from "./arrear_shape.ts";
import { answerList, howToPage, listRefusals, pageFields, timeFields } from "./list.ts";

const arrearFilter = fields({
  contract_id: reference().optional(),
  deduction_id: reference().optional(),
  state: arrearState.optional(),
  ...timeFields,
  ...pageFields,
});

const waiver = fields({ reason: text(1, 200).nullish() });

const arrear = { description: "The arrear.", body: arrearShape };

export function arrearRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .get(
      "/",
      operation({
        tag: "Arrears",
        summary: "List what is owed, or what was owed for a charge",
        description: howToPage,
        query: arrearFilter,
        reads: true,
        answers: { 200: { description: "A page of arrears.", body: pageOf(arrearShape) } },
        refusals: [...listRefusals],
      }),
      (c) => {
        const { contract_id, deduction_id, state, ...query } = c.req.valid("query");
        const filters = { contract_id, deduction_id, state };
        return answerList(c, deps, query, {
          prefix: "arr",
          find: (caller, page) => deps.arrears.list(caller, page, filters),
          known: deps.arrears.ownById,
          idOf: ({ arrearId }) => arrearId,
          show: arrearResource,
        });
      },
    )
    .get(
      "/:arrear_id",
      operation({
        tag: "Arrears",
        summary: "Get an arrear",
        reads: true,
        answers: { 200: arrear },
        refusals: ["arrear_not_found"],
      }),
      async (c) => {
        const arrearId = parseId("arr", c.req.param("arrear_id"));
        if (!arrearId) return problem(c, { code: "arrear_not_found" });
        const caller = c.get("caller");
        const [merchant, found] = await deps.load(
          deps.merchants.calling(caller),
          deps.arrears.ownById(caller, arrearId),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });
        if (!found) return problem(c, { code: "arrear_not_found" });
        return c.json(arrearResource(found));
      },
    )
    .post(
      "/:arrear_id/waiver",
      operation({
        tag: "Arrears",
        summary: "Waive an arrear",
        act: "charge",
        description:
          "Nobody tries it again and its consumer no longer owes it. Waiving it again changes nothing.",
        body: waiver,
        bodyOptional: true,
        answers: { 200: arrear },
        refusals: ["arrear_not_found", "arrear_not_owed", "arrear_being_paid"],
      }),
      async (c) => {
        const arrearId = parseId("arr", c.req.param("arrear_id"));
        if (!arrearId) return problem(c, { code: "arrear_not_found" });
        const { reason } = c.req.valid("json");
        const caller = c.get("caller");
        const waived = await waiveArrear(deps, { caller, arrearId, reason: reason ?? undefined });
        return waived.ok ? c.json(arrearResource(waived.value)) : problem(c, waived.error);
      },
    );
}
