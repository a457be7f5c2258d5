import { type Context, Hono } from "hono";
import { applicationResource } from "../../../core/application/application_resource.ts";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import type { ApiEnv } from "../../app_env.ts";
import { fields } from "../fields.ts";
import { operation } from "../operation.ts";
import { problem } from "../problem.ts";
import { pageOf } from "../resources.ts";
import { answerList, howToPage, listRefusals, pageFields } from "./list.ts";
import { applicationShape } from "./merchant_shapes.ts";

const applicationPage = fields(pageFields);

/** What a live merchant number has applied for. */
export function merchantApplicationRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .get(
      "/",
      operation({
        tag: "Merchants",
        summary: "List your applications for live numbers, each in its latest version",
        description: howToPage,
        query: applicationPage,
        reads: true,
        answers: {
          200: { description: "A page of applications.", body: pageOf(applicationShape) },
        },
        refusals: [...listRefusals],
      }),
      (c) =>
        answerList(c, deps, c.req.valid("query"), {
          prefix: "apl",
          find: deps.applications.list,
          known: deps.applications.ownById,
          idOf: ({ applicationId }) => applicationId,
          show: (each) => applicationResource(each),
        }),
    )
    .get(
      "/:application_id",
      operation({
        tag: "Merchants",
        summary: "Get an application for a live number",
        reads: true,
        answers: { 200: { description: "Its latest version.", body: applicationShape } },
        refusals: ["application_not_found"],
      }),
      async (c) => {
        const applicationId = parseId("apl", c.req.param("application_id"));
        if (!applicationId) return notFound(c);
        const caller = c.get("caller");
        const [merchant, found] = await deps.load(
          deps.merchants.calling(caller),
          deps.applications.ownById(caller, applicationId),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });
        return found ? c.json(applicationResource(found)) : notFound(c);
      },
    );
}

function notFound(c: Context): Response {
  return problem(c, { code: "application_not_found" });
}
