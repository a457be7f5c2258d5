import { type Context, Hono } from "hono";
import type { Deps } from "../../../../core/deps.ts";
import { allScopes, type MerchantKey } from "../../../../core/merchant/merchant_key.ts";
import { merchantNow } from "../../../../core/merchant/merchant.ts";
import { registerKey } from "../../../../core/merchant/register_key.ts";
import { revokeKey } from "../../../../core/merchant/revoke_key.ts";
import { setRetirement } from "../../../../core/merchant/set_retirement.ts";
import { paths } from "../../../../core/paths.ts";
import { proposeAboutMerchant } from "../../../../core/proposal/propose_about_merchant.ts";
import { openPerson } from "../../../../core/staff/seal_staff.ts";
import { parseId } from "../../../../core/id.ts";
import { after, days, formShanghaiTime } from "../../../../core/time.ts";
import { KeyPage, type RetirementProblem } from "../../../../views/console/keys/key_page.tsx";
import { keyWords } from "../../../../views/console/keys/key_words.ts";
import { NewKeyPage, type NewKeyProblem } from "../../../../views/console/keys/new_key_page.tsx";
import { RevocationPage } from "../../../../views/console/keys/revocation_page.tsx";
import { render } from "../../render.tsx";
import { readForm } from "../../staff/form_fields.ts";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";
import { readNewKey, timeIn } from "./read_new_key.ts";

/** Both keys sign for so long, unless somebody says otherwise. */
const OVERLAP = days(7);

/** Public keys: registered, rotated, retired, revoked. */
export function keyRoutes(deps: Deps): Hono<StaffEnv> {
  const given = { deps, desk: "console" } as const;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "keys:read");
  const writes = needs(given, "keys:write", { confirmed: true });
  const KID = ":kid";

  app.get(paths.consoleNewKey(), writes, (c) => {
    const { merchant } = c.var.here;
    if (!merchant) return unknownAtDesk(c, "console");
    const now = merchantNow(merchant, deps.now());
    const typed = new URLSearchParams(allScopes.map((scope) => ["scopes", scope]));
    typed.set("old_retire_at", formShanghaiTime(after(now, OVERLAP)));
    return showNew(c, { replaces: c.req.query("replaces"), typed });
  });

  app.post(paths.consoleNewKey(), writes, async (c) => {
    const { here } = c.var;
    const { merchant } = here;
    const typed = await readForm(c);
    const replaces = typed.get("replaces") ?? undefined;
    const read = await readNewKey(typed);
    if (!merchant) return unknownAtDesk(c, "console");
    if (!read.ok) return showNew(c, { replaces, typed, problem: read.error });
    const asked = read.value;
    if (merchant.mode === "live") {
      const { merchantNo } = merchant;
      const act = { kind: "register_key", ...asked } as const;
      const proposed = await proposeAboutMerchant(deps, { act, merchantNo, here });
      if (proposed.ok) return c.redirect(paths.proposal("console", proposed.value.proposalId), 303);
      return refused(c, proposed.error.code, { replaces, typed });
    }
    const registered = await registerKey(deps, { caller: staffCaller(c), asked });
    if (registered.ok) return c.redirect(paths.consoleKey(registered.value.key.kid), 303);
    return refused(c, registered.error.code, { replaces, typed });
  });

  app.get(paths.consoleKey(KID), reads, (c) => show(c));

  app.post(paths.consoleKeyRetirement(KID), writes, async (c) => {
    const kid = c.req.param("kid") ?? "";
    const form = await readForm(c);
    const typed = form.get("retire_at") ?? "";
    const retireAt = timeIn(form, "retire_at");
    if (retireAt === "wrong") return await show(c, { typed, problem: "retire_at" });
    const set = await setRetirement(deps, { caller: staffCaller(c), kid, retireAt });
    if (set.ok) return c.redirect(paths.consoleKey(kid), 303);
    return set.error.code === "key_not_found"
      ? unknownAtDesk(c, "console")
      : await show(c, { typed, problem: set.error.code });
  });

  app.get(paths.consoleKeyRevocation(KID), writes, async (c) => {
    const [keys, key] = await find(c);
    if (!key || key.state === "revoked") return unknownAtDesk(c, "console");
    const others = keys.filter(({ kid, state }) => state === "active" && kid !== key.kid);
    const { frame, who } = c.var;
    return render(c, {
      page: () => (
        <RevocationPage
          frame={frame}
          who={who}
          name={key.kid}
          help={keyWords(frame.lang).revokeHelp}
          action={paths.consoleKeyRevocation(key.kid)}
          back={paths.consoleKey(key.kid)}
          isLast={others.length === 0}
        />
      ),
    });
  });

  app.post(paths.consoleKeyRevocation(KID), writes, async (c) => {
    const kid = c.req.param("kid") ?? "";
    const revoked = await revokeKey(deps, { caller: staffCaller(c), kid });
    return revoked.ok ? c.redirect(paths.consoleKey(kid), 303) : unknownAtDesk(c, "console");
  });

  return app;

  async function find(
    c: Context<StaffEnv>,
  ): Promise<readonly [readonly MerchantKey[], MerchantKey | undefined]> {
    const [keys] = await deps.load(deps.merchants.keysOf(staffCaller(c)));
    return [keys, keys.find(({ kid }) => kid === c.req.param("kid"))];
  }

  async function show(
    c: Context<StaffEnv>,
    { typed, problem }: {
      readonly typed?: string;
      readonly problem?: RetirementProblem;
    } = {},
  ): Promise<Response> {
    const [, key] = await find(c);
    if (!key) return unknownAtDesk(c, "console");
    const [events] = await deps.load(deps.desk.eventsOf(key.kid, EVENTS_MAX));
    const addedBy = events.at(-1)?.by ?? "";
    const staffId = parseId("stf", addedBy.replace(/^staff:/, ""));
    const [staff] = staffId ? await deps.load(deps.staff.byId(staffId)) : [undefined];
    const { name } = staff ? await openPerson(deps.vault, staff) : { name: undefined };
    const { frame, who } = c.var;
    const shown = { frame, who, addedBy, name, typed, problem };
    return render(c, {
      page: () => KeyPage({ ...shown, key }),
      ...(problem === undefined ? {} : { status: 422 }),
    });
  }

  function refused(
    c: Context<StaffEnv>,
    code: string,
    about: { readonly replaces: string | undefined; readonly typed: URLSearchParams },
  ): Response {
    return showNew(c, { ...about, problem: isProblem(code) ? code : "merchant_not_found" });
  }

  function showNew(
    c: Context<StaffEnv>,
    { replaces, typed, problem }: {
      readonly replaces: string | undefined;
      readonly typed: URLSearchParams;
      readonly problem?: NewKeyProblem;
    },
  ): Response {
    const { frame, who, here: { merchant } } = c.var;
    const mode = merchant?.mode ?? "live";
    const props = { frame, who, mode, replaces, typed, problem };
    return render(c, {
      page: () => <NewKeyPage {...props} />,
      ...(problem === undefined ? {} : { status: 422 }),
    });
  }
}

/** A key has few: it is added, its retirement set now and then, and it ends. */
const EVENTS_MAX = 200;

function isProblem(code: string): code is NewKeyProblem {
  return code in keyWords("en").problems;
}
