import { Hono } from "hono";
import * as z from "zod";
import type { Deps } from "../../../core/deps.ts";
import {
  EMBED_ORIGINS_MAX,
  isOrigin,
  ORIGIN_CHARS_MAX,
  setEmbedOrigins,
} from "../../../core/merchant/set_embed_origins.ts";
import type { ApiEnv } from "../../app_env.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";

const shape = z.object({
  origins: z.array(z.string()),
}).meta({ id: "Embedding" });

const embedding = { description: "The origins in force.", body: shape };

/** Where a merchant number's checkouts may be framed. */
export function embeddingRoutes(deps: Deps): Hono<ApiEnv> {
  const given = z.object({
    origins: z.array(originIn(deps.config.demo)).max(EMBED_ORIGINS_MAX)
      .refine((origins) => new Set(origins).size === origins.length, {
        error: "must not name an origin twice",
        params: { code: "repeated" },
      }),
  });
  return new Hono<ApiEnv>()
    .get(
      "/",
      operation({
        tag: "Embedding",
        summary: "Read which pages may frame your checkouts",
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
        summary: "Set which pages may frame your checkouts",
        description:
          "Exact origins, such as `https://shop.example`: no path, no wildcard. The list replaces the one before. " +
          "A browser refuses to show a checkout in any other page.",
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

function originIn(allowHttp: boolean) {
  return z.string().max(ORIGIN_CHARS_MAX).refine((text) => isOrigin(text, allowHttp), {
    error: `must be an origin as a browser writes it, such as https://shop.example${
      allowHttp ? "" : "; only https"
    }`,
    params: { code: "wrong_format" },
  });
}
