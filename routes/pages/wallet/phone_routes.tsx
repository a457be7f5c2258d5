import { type Context, Hono } from "hono";
import { sendSignInCode } from "../../../core/consumer/send_sign_in_code.ts";
import { openAttempt, sealAttempt } from "../../../core/consumer/sign_in_attempt.ts";
import { walletMode } from "../../../core/consumer/wallet_mode.ts";
import type { Deps } from "../../../core/deps.ts";
import { changePhone, mayChangePhone } from "../../../core/identity/change_phone.ts";
import { removePhone } from "../../../core/identity/remove_phone.ts";
import { viewPhone } from "../../../core/identity/view_phone.ts";
import { paths } from "../../../core/paths.ts";
import { type ConsumerHere, consumerOfSession } from "../../../core/session/consumer_of_session.ts";
import { PHONE } from "../../../core/text/typed_phone.ts";
import type { Instant } from "../../../core/time.ts";
import { typedCode } from "../../../core/text/typed_code.ts";
import { PhoneCodePage, PhonePage } from "../../../views/wallet/phone_pages.tsx";
import type { PhoneProblem } from "../../../views/wallet/phone_words.ts";
import { sourceOf } from "../../source.ts";
import { sessionOf } from "../consumer_session.ts";
import { type PageEnv, render } from "../render.tsx";
import { readForm } from "../staff/form_fields.ts";
import { comeIn } from "./come_in.tsx";
import { deviceHere, keepDevice } from "./sign_in_device.ts";

type PageContext = Context<PageEnv>;
type Act = (c: PageContext, here: ConsumerHere) => Promise<Response>;

/** The phone that opens a person's account: changed by a code to the new one, and removed. */
export function phoneRoutes(deps: Deps): Hono<PageEnv> {
  const signedIn = (act: Act) => async (c: PageContext) => {
    const session = sessionOf(c, deps);
    const here = session === undefined ? undefined : await consumerOfSession(deps, session);
    return here ? await act(c, here) : await comeIn(c, deps);
  };

  return new Hono<PageEnv>()
    .get("/wallet/phone", signedIn((c, here) => show(c, here)))
    .post(
      "/wallet/phone",
      signedIn(async (c, here) => {
        const phone = typedCode((await readForm(c)).get("phone") ?? "");
        if (!PHONE.test(phone)) return await show(c, here, "phone");
        const refused = await mayChangePhone(deps, here);
        if (refused) return await show(c, here, refused.code);
        const sent = await sendSignInCode(deps, { phone, purpose: "change", ...await from(c) });
        if (!sent.ok) return await show(c, here, sent.error.code);
        const { expiresAt } = sent.value;
        const asked = await sealAttempt(deps.vault, sent.value);
        return code(c, here, { asked, phone, expiresAt });
      }),
    )
    .post(
      "/wallet/phone/code",
      signedIn(async (c, here) => {
        const form = await readForm(c);
        const asked = form.get("asked") ?? "";
        const attempt = await openAttempt(deps.vault, asked);
        if (!attempt) return c.redirect(paths.walletPhone(), 303);
        const typed = form.get("code") ?? "";
        const changed = await changePhone(deps, { here, ...attempt, typed, ...await from(c) });
        if (changed.ok) {
          keepDevice(c, deps, changed.value.device);
          return c.redirect(paths.walletPhone(), 303);
        }
        const problem = changed.error.code;
        if (problem !== "sign_in_code_refused") return await show(c, here, problem);
        const { phone, expiresAt } = attempt;
        return code(c, here, { asked, phone, expiresAt, problem });
      }),
    )
    .post(
      "/wallet/phone/code/resend",
      signedIn(async (c, here) => {
        const asked = (await readForm(c)).get("asked") ?? "";
        const attempt = await openAttempt(deps.vault, asked);
        if (!attempt) return c.redirect(paths.walletPhone(), 303);
        const refused = await mayChangePhone(deps, here);
        if (refused) return await show(c, here, refused.code);
        const again = { ...attempt, purpose: "change", ...await from(c) } as const;
        const sent = await sendSignInCode(deps, again);
        if (!sent.ok) return code(c, here, { asked, ...attempt, problem: sent.error.code });
        return code(c, here, { ...sent.value, asked: await sealAttempt(deps.vault, sent.value) });
      }),
    )
    .post(
      "/wallet/phone/removal",
      signedIn(async (c, here) => {
        const removed = await removePhone(deps, here);
        if (!removed.ok) return await show(c, here, removed.error.code);
        return c.redirect(paths.walletPhone(), 303);
      }),
    );

  async function from(c: PageContext) {
    const source = await sourceOf(c, deps);
    return { source, device: deviceHere(c, deps), lang: c.var.frame.lang };
  }

  async function show(c: PageContext, here: ConsumerHere, problem?: PhoneProblem) {
    const own = await viewPhone(deps, here);
    const frame = { ...c.var.frame, here: paths.walletPhone() };
    const shown = { mode: walletMode(deps, here.session.proof), own, problem };
    return render(c, {
      page: () => <PhonePage frame={frame} {...shown} />,
      status: statusOf(problem),
    });
  }

  function code(
    c: PageContext,
    here: ConsumerHere,
    given: {
      readonly asked: string;
      readonly phone: string;
      readonly expiresAt: Instant;
      readonly problem?: PhoneProblem;
    },
  ) {
    const frame = { ...c.var.frame, here: paths.walletPhone() };
    const shown = { mode: walletMode(deps, here.session.proof), ...given };
    return render(c, {
      page: () => <PhoneCodePage frame={frame} {...shown} />,
      status: statusOf(given.problem),
    });
  }
}

function statusOf(problem: PhoneProblem | undefined) {
  if (problem === undefined) return 200;
  return problem === "too_many_requests" ? 429 : 422;
}
