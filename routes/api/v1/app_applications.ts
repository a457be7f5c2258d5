import { type Context, Hono } from "hono";
import { appApplicationResource } from "../../../core/app/app_application_resource.ts";
import { applyForApp } from "../../../core/app/apply_for_app.ts";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import type { ApiEnv } from "../../app_env.ts";
import { fields } from "../fields.ts";
import { operation } from "../operation.ts";
import { problem } from "../problem.ts";
import { appTerms, reference } from "./merchant_fields.ts";
import { appApplicationShape } from "./merchant_shapes.ts";

const form = fields({
  reference: reference.meta({
    description: "Your own name for it; the same again is the same application.",
  }),
  ...appTerms,
});

/** An app id of its own, which a merchant number applies for by itself. */
export function appApplicationRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .post(
      "/",
      operation({
        tag: "Merchants",
        summary: "Apply for an app ID of your own",
        act: "settings",
        description:
          "For a number that shares the app of the one above it, or whose own has no cooperation agreement yet. " +
          "A test number gets it at once; for a live one the operator decides. " +
          "Repeating the request returns the same application; after a rejection, the next form under the `reference` is its next version.",
        body: form,
        answers: {
          202: {
            description: "The application; of a test number approved.",
            body: appApplicationShape,
          },
        },
        refusals: ["merchant_not_active", "app_application_pending", "app_already_granted"],
      }),
      async (c) => {
        const { reference, name, agreement_digest: agreementDigest } = c.req.valid("json");
        const caller = c.get("caller");
        const applied = await applyForApp(deps, {
          caller,
          form: { reference, name, agreementDigest },
        });
        if (!applied.ok) return problem(c, applied.error);
        c.header("Location", paths.appApplication(applied.value.applicationId));
        return c.json(appApplicationResource(applied.value), 202);
      },
    )
    .get(
      "/:app_application_id",
      operation({
        tag: "Merchants",
        summary: "Get an application for an app ID",
        reads: true,
        answers: { 200: { description: "Its latest version.", body: appApplicationShape } },
        refusals: ["app_application_not_found"],
      }),
      async (c) => {
        const applicationId = parseId("apa", c.req.param("app_application_id"));
        if (!applicationId) return notFound(c);
        const caller = c.get("caller");
        const [merchant, found] = await deps.load(
          deps.merchants.calling(caller),
          deps.appApplications.ownById(caller, applicationId),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });
        return found ? c.json(appApplicationResource(found)) : notFound(c);
      },
    );
}

function notFound(c: Context): Response {
  return problem(c, { code: "app_application_not_found" });
}
