import { Hono } from "hono";
import { generateSpecs } from "hono-openapi";
import type { Deps } from "../../core/deps.ts";
import type { AppEnv } from "../app_env.ts";
import { paths } from "../../core/paths.ts";
import { unauthorized } from "./describe_operation.ts";

export type OpenApiDocument = Awaited<ReturnType<typeof generateSpecs>>;

/** The reference as OpenAPI 3.1, made of the routes mounted on `app` when it is first asked for. */
export function createDocument(app: Hono<AppEnv>, deps: Deps): () => Promise<OpenApiDocument> {
  let made: Promise<OpenApiDocument> | undefined;
  return () => made ??= generateSpecs(app, { documentation: frameOf(deps) });
}

export function openapiRoutes(document: () => Promise<OpenApiDocument>): Hono<AppEnv> {
  return new Hono<AppEnv>().get(paths.openapi(), async (c) =>
    c.json(await document(), 200, {
      "Cache-Control": "public, max-age=300",
      "Access-Control-Allow-Origin": "*",
    }));
}

function frameOf({ config }: Deps) {
  return {
    info: {
      title: "Countersign merchant API",
      version: "1",
      description:
        "Amounts are integers in fen. Times are RFC 3339 in UTC. Unknown names in bodies and queries are " +
        "refused. Errors are problem details (RFC 9457) with a stable `code`. Every write carries a number of your own, which makes it safe to repeat. " +
        "Text that people read stands on one line unless a field says otherwise, has a visible character, and no " +
        "control characters, direction controls (Unicode `Bidi_Control`) or card numbers. " +
        "Where an agreement allows it, a request is made for a merchant number below yours by naming that in " +
        "`Countersign-Merchant`, or, signed, as `merchant_no` in the signature's header.",
    },
    servers: [{ url: config.publicUrl }],
    externalDocs: { url: `${config.publicUrl}${paths.docs()}` },
    security: [{ secretKey: [] }, { signature: [] }],
    components: {
      securitySchemes: {
        secretKey: {
          type: "http" as const,
          scheme: "bearer",
          description: "Test mode: `sk_test_…`.",
        },
        signature: {
          type: "apiKey" as const,
          in: "header",
          name: "Countersign-Signature",
          description: "Detached JWS over the raw body, with alg, kid, iat, jti, htm and htu.",
        },
      },
      responses: { Unauthorized: unauthorized },
    },
  };
}
