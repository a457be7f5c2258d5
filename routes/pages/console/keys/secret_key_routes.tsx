import { type Context, Hono } from "hono";
import type { Deps } from "../../../../core/deps.ts";
import { makeAnotherSecretKey } from "../../../../core/merchant/make_secret_key.ts";
import { revokeSecretKey } from "../../../../core/merchant/revoke_secret_key.ts";
import { paths } from "../../../../core/paths.ts";
import { type KeyWords, keyWords } from "../../../../views/console/keys/key_words.ts";
import { RevocationPage } from "../../../../views/console/keys/revocation_page.tsx";
import { SecretKeysPage } from "../../../../views/console/keys/secret_keys_page.tsx";
import { render } from "../../render.tsx";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";

/** The secret keys of a test number: made, shown once, revoked. */
export function secretKeyRoutes(deps: Deps): Hono<StaffEnv> {
  const given = { deps, desk: "console" } as const;
  const app = new Hono<StaffEnv>();
  const writes = needs(given, "keys:write", { confirmed: true });
  const KEY_ID = ":keyId";

  app.get(paths.consoleSecretKeys(), needs(given, "keys:read"), (c) => show(c, {}));

  app.post(paths.consoleSecretKeys(), writes, async (c) => {
    const made = await makeAnotherSecretKey(deps, staffCaller(c));
    if (made.ok) return await show(c, { made: made.value });
    switch (made.error.code) {
      case "merchant_not_found":
      case "test_mode_only":
        return unknownAtDesk(c, "console");
      case "keys_too_many":
      case "merchant_not_active":
        return await show(c, { problem: made.error.code });
    }
  });

  app.get(paths.consoleSecretKeyRevocation(KEY_ID), writes, async (c) => {
    const keyId = c.req.param("keyId") ?? "";
    const [keys] = await deps.load(deps.merchants.secretKeysOf(staffCaller(c).merchantNo));
    const key = keys.find((each) => each.keyId === keyId);
    if (!key) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    return render(c, {
      page: () => (
        <RevocationPage
          frame={frame}
          who={who}
          name={key.hint}
          help={keyWords(frame.lang).secretRevokeHelp}
          action={paths.consoleSecretKeyRevocation(keyId)}
          back={paths.consoleSecretKeys()}
        />
      ),
    });
  });

  app.post(paths.consoleSecretKeyRevocation(KEY_ID), writes, async (c) => {
    const keyId = c.req.param("keyId") ?? "";
    const revoked = await revokeSecretKey(deps, { caller: staffCaller(c), keyId });
    return revoked.ok ? c.redirect(paths.consoleSecretKeys(), 303) : unknownAtDesk(c, "console");
  });

  return app;

  async function show(
    c: Context<StaffEnv>,
    { made, problem }: {
      readonly made?: string;
      readonly problem?: keyof KeyWords["secretProblems"];
    },
  ): Promise<Response> {
    const { frame, who, here: { merchant } } = c.var;
    if (!merchant) return unknownAtDesk(c, "console");
    const [keys] = await deps.load(deps.merchants.secretKeysOf(merchant.merchantNo));
    const props = { frame, who, mode: merchant.mode, keys, made, problem };
    return render(c, {
      page: () => <SecretKeysPage {...props} />,
      ...(problem === undefined ? {} : { status: 422 }),
    });
  }
}
