import { type Context, Hono } from "hono";
import {
  sendSignInCode,
  type SendSignInCodeRefusal,
} from "../../../core/consumer/send_sign_in_code.ts";
import { walletMode } from "../../../core/consumer/wallet_mode.ts";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { askRecovery } from "../../../core/recovery/ask_recovery.ts";
import { cancelByLink } from "../../../core/recovery/cancel_recovery.ts";
import { PHONE } from "../../../core/text/typed_phone.ts";
import type { Instant } from "../../../core/time.ts";
import { typedCode } from "../../../core/text/typed_code.ts";
import {
  RecoveryCancelPage,
  RecoveryCodePage,
  type RecoveryOutcome,
  RecoveryOutcomePage,
  RecoveryPage,
  type RecoveryProblem,
} from "../../../views/wallet/recovery_pages.tsx";
import { sourceOf } from "../../source.ts";
import { type PageEnv, render } from "../render.tsx";
import { deviceHere } from "./sign_in_device.ts";

type PageContext = Context<PageEnv>;

// Sealed texts without the end of the code had another.
const CONTEXT = "recovery asked for";
const CANCEL = "/wallet/recoveries/:recoveryId/cancellation";

interface Asked {
  readonly attempt: string;
  /** Of its code. */
  readonly expiresAt: Instant;
  readonly lostPhone: string;
  readonly newPhone: string;
  readonly idOrPin: string;
}

/** For whoever is signed in nowhere: back in by another phone, and the link by which that is cancelled. */
export function recoveryRoutes(deps: Deps): Hono<PageEnv> {
  const mode = () => walletMode(deps, "phone");

  return new Hono<PageEnv>()
    .get("/wallet/recovery", (c) => start(c))
    .post("/wallet/recovery", async (c) => {
      const form = new URLSearchParams(await c.req.text());
      const typed = (name: string) => typedCode(form.get(name) ?? "");
      const lostPhone = typed("lost_phone");
      const newPhone = typed("new_phone");
      if (!PHONE.test(lostPhone) || !PHONE.test(newPhone)) return start(c, "phoneWrong");
      const sent = await send(c, { newPhone });
      if (!sent.ok) return start(c, problemOf(sent.error));
      const { attempt, expiresAt } = sent.value;
      const idOrPin = typed("id_number");
      const asked: Asked = { attempt, expiresAt, lostPhone, newPhone, idOrPin };
      return code(c, { asked, sealed: await seal(asked) });
    })
    .post("/wallet/recovery/code", async (c) => {
      const form = new URLSearchParams(await c.req.text());
      const sealed = form.get("asked") ?? "";
      const asked = await open(sealed);
      if (!asked) return c.redirect(paths.walletRecovery(), 303);
      const answer = await askRecovery(deps, {
        ...asked,
        typed: form.get("code") ?? "",
        source: await sourceOf(c, deps),
        device: deviceHere(c, deps),
      });
      if (answer.ok) return outcome(c, "asked");
      const problem = answer.error.code === "too_many_requests" ? "tooMany" : "codeWrong";
      return code(c, { asked, sealed, problem });
    })
    .post("/wallet/recovery/code/resend", async (c) => {
      const sealed = new URLSearchParams(await c.req.text()).get("asked") ?? "";
      const asked = await open(sealed);
      if (!asked) return c.redirect(paths.walletRecovery(), 303);
      const sent = await send(c, asked);
      if (!sent.ok) return code(c, { asked, sealed, problem: problemOf(sent.error) });
      const again = { ...asked, expiresAt: sent.value.expiresAt };
      return code(c, { asked: again, sealed: await seal(again) });
    })
    .get(CANCEL, (c) => {
      const action = c.req.path + new URL(c.req.url).search;
      return render(c, {
        page: () => <RecoveryCancelPage frame={c.var.frame} mode={mode()} action={action} />,
      });
    })
    .post(CANCEL, async (c) => {
      const recoveryId = parseId("rec", c.req.param("recoveryId"));
      const key = c.req.query("key") ?? "";
      const cancelled = recoveryId && await cancelByLink(deps, { recoveryId, key });
      return outcome(c, cancelled?.ok ? "cancelled" : "gone");
    });

  function seal(asked: Asked): Promise<string> {
    return deps.vault.seal(JSON.stringify(asked), CONTEXT);
  }

  /** Undefined for what we did not seal. */
  async function open(sealed: string): Promise<Asked | undefined> {
    const opened = await deps.vault.open(sealed, CONTEXT).catch(() => undefined);
    return opened === undefined ? undefined : JSON.parse(opened);
  }

  async function send(
    c: PageContext,
    { newPhone: phone, attempt }: Pick<Asked, "newPhone"> & Partial<Asked>,
  ) {
    return await sendSignInCode(deps, {
      phone,
      attempt,
      purpose: "recovery",
      source: await sourceOf(c, deps),
      device: deviceHere(c, deps),
      lang: c.var.frame.lang,
    });
  }

  function start(c: PageContext, problem?: RecoveryProblem) {
    const frame = { ...c.var.frame, here: paths.walletRecovery() };
    return render(c, {
      page: () => <RecoveryPage frame={frame} mode={mode()} problem={problem} />,
      status: statusOf(problem),
    });
  }

  function code(
    c: PageContext,
    { asked, sealed, problem }: {
      readonly asked: Asked;
      readonly sealed: string;
      readonly problem?: RecoveryProblem;
    },
  ) {
    const frame = { ...c.var.frame, here: paths.walletRecovery() };
    const { newPhone: phone, expiresAt } = asked;
    const shown = { mode: mode(), asked: sealed, phone, expiresAt, problem };
    return render(c, {
      page: () => <RecoveryCodePage frame={frame} {...shown} />,
      status: statusOf(problem),
    });
  }

  function outcome(c: PageContext, outcome: RecoveryOutcome) {
    const frame = { ...c.var.frame, here: paths.wallet() };
    return render(c, {
      page: () => <RecoveryOutcomePage frame={frame} mode={mode()} outcome={outcome} />,
      status: outcome === "gone" ? 404 : 200,
    });
  }
}

function problemOf({ code }: SendSignInCodeRefusal): RecoveryProblem {
  return code === "too_many_requests" ? "tooMany" : "notSent";
}

function statusOf(problem: RecoveryProblem | undefined) {
  if (problem === undefined) return 200;
  return problem === "tooMany" ? 429 : 422;
}
