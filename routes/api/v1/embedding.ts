import { Hono } from "hono";
import * as z from "zod";
import type { Deps } from "../../../core/deps.ts";
import { setEmbedOrigins } from "../../../core/merchant/set_embed_origins.ts";
import type { ApiEnv } from "../../app_env.ts";
import { fields } from "../fields.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";
import { originsIn } from "./origins_field.ts";

const shape = z.object({
  origins: z.array(z.string()),
}).meta({ id: "Embedding" });

const embedding = { description: "The current origins.", body: shape };

/** Where a merchant number's checkouts may be framed. */
export function embeddingRoutes(deps: Deps): Hono<ApiEnv> {
  const given = fields({ origins: originsIn(deps.config.demo) });
  return new Hono<ApiEnv>()
    .get(
      "/",
      operation({
        tag: "Embedding",
        summary: "Get the pages that may embed your checkouts",
        reads: true,
        answers: { 200: embedding },
      }),
      async (c) => {
        const [merchant] = await deps.load(deps.merchants.calling(c.get("caller")));
        if (!merchant) return problem(c, { code: "key_unknown" });
        return c.json({ origins: merchant.embedOrigins });
      },
    )
    .put(
      "/",
      operation({
        tag: "Embedding",
        summary: "Set the pages that may embed your checkouts",
        act: "settings",
        description:
          "Exact origins, such as `https://shop.example`, with no path or wildcard. The list replaces the previous one. " +
          "Browsers refuse to show a checkout inside any other page.",
        body: given,
        answers: { 200: embedding },
      }),
      async (c) => {
        const { origins } = c.req.valid("json");
        const set = await setEmbedOrigins(deps, { caller: c.get("caller"), origins });
        return set.ok ? c.json({ origins: set.value.embedOrigins }) : problem(c, set.error);
      },
    );
}
