import { Hono } from "hono";
import * as z from "zod";
import type { Deps } from "../../../core/deps.ts";
import { allScopes } from "../../../core/merchant/merchant_key.ts";
import { addKey } from "../../../core/merchant/add_key.ts";
import { keyResource } from "../../../core/merchant/key_resource.ts";
import { findKey, listKeys } from "../../../core/merchant/list_keys.ts";
import { revokeKey } from "../../../core/merchant/revoke_key.ts";
import type { ApiEnv } from "../../app_env.ts";
import { fields, time } from "../fields.ts";
import { paths } from "../../../core/paths.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";
import { listOf } from "../resources.ts";
import { publicJwk, readJwk, weaknessOf } from "./jwk.ts";

const newKey = fields({
  jwk: publicJwk.meta({
    description:
      "A public JWK: Ed25519, P-256, or RSA with 2,048 to 4,096 bits. The key type determines the algorithm.",
  }),
  not_before: time.nullish(),
  retire_at: time.nullish(),
  scopes: z.array(z.enum(allScopes)).min(1).max(allScopes.length).meta({ uniqueItems: true })
    .nullish().meta({
      description:
        "What it may sign for; everything if omitted. `create`: orders, links and screens; `sign`: plans, signings and contracts; `charge`: deductions and their notices; `refund`: refunds. Any key may read; only one with all scopes changes settings.",
    }),
});

const keyShape = z.object({
  kid: z.string(),
  alg: z.enum(["EdDSA", "ES256", "PS256"]),
  state: z.enum(["active", "retired", "revoked"]),
  not_before: z.iso.datetime(),
  retire_at: z.iso.datetime().nullable(),
  scopes: z.array(z.enum(allScopes)),
  last_signed_on: z.iso.date().nullable().meta({
    description: "The day in Asia/Shanghai on which it last signed; it may be a day late.",
  }),
  created_at: z.iso.datetime(),
  jwk: z.record(z.string(), z.string()),
}).meta({ id: "Key" });

const key = { description: "The key.", body: keyShape };

export function keyRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .post(
      "/",
      operation({
        tag: "Keys",
        summary: "Register a public key",
        act: "settings",
        description:
          "Several keys can be active at once, so a new one can take over before the old one retires. " +
          "Registering the same key with the same dates again returns the first registration. " +
          "A key that anybody could sign for is refused with `weak_key`.",
        body: newKey,
        answers: {
          201: key,
          200: { ...key, description: "The key already registered." },
        },
        refusals: ["key_not_usable", "key_dates_wrong", "key_already_registered", "keys_too_many"],
      }),
      async (c) => {
        const body = c.req.valid("json");
        const jwk = await readJwk(body.jwk);
        if ("path" in jwk) return problem(c, { code: "key_not_usable", errors: [jwk] });
        const caller = c.get("caller");
        if (body.jwk.kty === "RSA") {
          // Examining its modulus takes long, so it must be somebody's whom we know.
          const known = await listKeys(deps, caller);
          if (!known.ok) return problem(c, known.error);
          const weakness = weaknessOf(body.jwk.n);
          if (weakness) return problem(c, { code: "key_not_usable", errors: [weakness] });
        }
        const added = await addKey(deps, {
          caller,
          ...jwk,
          notBefore: body.not_before ?? undefined,
          retireAt: body.retire_at ?? undefined,
          scopes: allScopes.filter((each) => body.scopes?.includes(each) ?? true),
        });
        if (!added.ok) return problem(c, added.error);

        c.header("Location", paths.key(added.value.key.kid));
        return c.json(keyResource(added.value.key), added.value.events.length > 0 ? 201 : 200);
      },
    )
    .get(
      "/",
      operation({
        tag: "Keys",
        summary: "List your keys, newest first",
        reads: true,
        answers: { 200: { description: "All keys, on one page.", body: listOf(keyShape) } },
      }),
      async (c) => {
        const keys = await listKeys(deps, c.get("caller"));
        if (!keys.ok) return problem(c, keys.error);
        return c.json({ data: keys.value.map(keyResource), next: null });
      },
    )
    .get(
      "/:kid",
      operation({
        tag: "Keys",
        summary: "Get a key",
        reads: true,
        answers: { 200: key },
        refusals: ["key_not_found"],
      }),
      async (c) => {
        const found = await findKey(deps, c.get("caller"), c.req.param("kid"));
        return found.ok ? c.json(keyResource(found.value)) : problem(c, found.error);
      },
    )
    .delete(
      "/:kid",
      operation({
        tag: "Keys",
        summary: "Revoke a key",
        act: "settings",
        description: "From the next request on, its signatures are refused. This can't be undone.",
        answers: { 200: key },
        refusals: ["key_not_found"],
      }),
      async (c) => {
        const revoked = await revokeKey(deps, {
          caller: c.get("caller"),
          kid: c.req.param("kid"),
        });
        return revoked.ok ? c.json(keyResource(revoked.value.key)) : problem(c, revoked.error);
      },
    );
}
