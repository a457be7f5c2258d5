import { type Context, Hono } from "hono";
import { sendSignInCode } from "../../../core/consumer/send_sign_in_code.ts";
import {
  openAttempt,
  sealAttempt,
  type SignInAttempt,
} from "../../../core/consumer/sign_in_attempt.ts";
import type { SignedInByPhone } from "../../../core/consumer/enter_by_phone.ts";
import { openQuietAccount } from "../../../core/consumer/open_quiet_account.ts";
import { signInByPhone } from "../../../core/consumer/sign_in_by_phone.ts";
import { startAnew } from "../../../core/consumer/start_anew.ts";
import type { TooMany } from "../../../core/budget/spend.ts";
import type { Deps } from "../../../core/deps.ts";
import { paths } from "../../../core/paths.ts";
import { walletMode } from "../../../core/consumer/wallet_mode.ts";
import { PHONE } from "../../../core/text/typed_phone.ts";
import { typedCode } from "../../../core/text/typed_code.ts";
import { CodePage } from "../../../views/wallet/code_page.tsx";
import { QuietPhonePage } from "../../../views/wallet/phone_pages.tsx";
import { SignInPage } from "../../../views/wallet/sign_in_page.tsx";
import type { SignInProblem } from "../../../views/wallet/sign_in_words.ts";
import { sourceOf } from "../../source.ts";
import { browserOf, enter } from "../consumer_session.ts";
import { afterSignIn } from "../after_sign_in.ts";
import { forgetHostCookie, hostCookie, keepHostCookie } from "../cookies.ts";
import { type PageEnv, render } from "../render.tsx";
import { statusOf } from "./pin_status.ts";
import { deviceHere, keepDevice } from "./sign_in_device.ts";

type PageContext = Context<PageEnv>;

const ATTEMPT = "sign_in";
// The code was right, but its phone was silent for long.
const PROVED = "sign_in_proved";
const ATTEMPT_LIFE_SECONDS = 900;

/** In by a phone and the code that is sent to it. Whoever is signed in stays so until the code was right. */
export function phoneSignInRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/wallet/sign_in", (c) => showStart(c, ""));

  app.post("/wallet/sign_in", async (c) => {
    const typed = (await readForm(c)).get("phone") ?? "";
    const phone = typedCode(typed);
    if (!PHONE.test(phone)) return showStart(c, typed, { code: "phone" });
    return await send(c, { phone }, (problem) => showStart(c, typed, problem));
  });

  app.get("/wallet/sign_in/code", async (c) => {
    const attempt = await attemptOf(c);
    return attempt ? showCode(c, attempt) : c.redirect(paths.walletSignIn(), 303);
  });

  app.post("/wallet/sign_in/code", async (c) => {
    const attempt = await attemptOf(c);
    if (!attempt) return c.redirect(paths.walletSignIn(), 303);
    const signedIn = await signInByPhone(deps, {
      attempt,
      typed: (await readForm(c)).get("code") ?? "",
      browser: browserOf(c, deps),
      source: await sourceOf(c, deps),
      device: deviceHere(c, deps),
    });
    if (signedIn.ok) return enterHere(c, signedIn.value);
    if (signedIn.error.code !== "phone_quiet") return showCode(c, attempt, signedIn.error);
    keepHostCookie(c, deps, {
      name: PROVED,
      value: signedIn.error.proved,
      maxAge: ATTEMPT_LIFE_SECONDS,
    });
    return c.redirect(paths.walletSignInHolder(), 303);
  });

  app.get("/wallet/sign_in/holder", (c) => {
    const proved = hostCookie(c, deps, PROVED);
    return proved === undefined ? c.redirect(paths.walletSignIn(), 303) : showQuiet(c);
  });

  app.post("/wallet/sign_in/holder", async (c) => {
    const opened = await openQuietAccount(deps, {
      proved: hostCookie(c, deps, PROVED) ?? "",
      typed: (await readForm(c)).get("proof") ?? "",
      browser: browserOf(c, deps),
    });
    if (opened.ok) return enterHere(c, opened.value);
    if (opened.error.code === "proof_over") return c.redirect(paths.walletSignIn(), 303);
    return showQuiet(c, opened.error);
  });

  app.post("/wallet/sign_in/holder/new", async (c) => {
    const proved = hostCookie(c, deps, PROVED) ?? "";
    const started = await startAnew(deps, { proved, browser: browserOf(c, deps) });
    return started.ok ? enterHere(c, started.value) : c.redirect(paths.walletSignIn(), 303);
  });

  app.post("/wallet/sign_in/code/resend", async (c) => {
    const attempt = await attemptOf(c);
    if (!attempt) return c.redirect(paths.walletSignIn(), 303);
    return await send(c, attempt, (problem) => showCode(c, attempt, problem));
  });

  return app;

  function enterHere(c: PageContext, { device, ...session }: SignedInByPhone): Response {
    keepDevice(c, deps, device);
    forgetHostCookie(c, deps, ATTEMPT);
    forgetHostCookie(c, deps, PROVED);
    return enter(c, deps, { ...session, to: afterSignIn(c, deps) });
  }

  function showQuiet(
    c: PageContext,
    problem?: TooMany | { readonly code: "proof_wrong" },
  ): Response {
    const mode = walletMode(deps, "phone");
    const frame = { ...c.var.frame, here: paths.walletSignInHolder() };
    const said = problem && (problem.code === "proof_wrong" ? "wrong" : "tooMany");
    return render(c, {
      page: () => <QuietPhonePage frame={frame} mode={mode} problem={said} />,
      status: statusOf(c, problem),
    });
  }

  async function send(
    c: PageContext,
    { phone, attempt }: Pick<SignInAttempt, "phone"> & Partial<SignInAttempt>,
    refuse: (problem: SignInProblem) => Response,
  ): Promise<Response> {
    const sent = await sendSignInCode(deps, {
      phone,
      attempt,
      source: await sourceOf(c, deps),
      device: deviceHere(c, deps),
      lang: c.var.frame.lang,
    });
    if (!sent.ok) return refuse(sent.error);
    const value = await sealAttempt(deps.vault, sent.value);
    keepHostCookie(c, deps, { name: ATTEMPT, value, maxAge: ATTEMPT_LIFE_SECONDS });
    return c.redirect(paths.walletSignInCode(), 303);
  }

  function attemptOf(c: PageContext): Promise<SignInAttempt | undefined> {
    return openAttempt(deps.vault, hostCookie(c, deps, ATTEMPT) ?? "");
  }

  function showStart(c: PageContext, typed: string, problem?: SignInProblem): Response {
    const mode = walletMode(deps, "phone");
    const frame = { ...c.var.frame, here: paths.walletSignIn() };
    return answer(
      c,
      problem,
      () => <SignInPage frame={frame} mode={mode} typed={typed} problem={problem} />,
    );
  }

  function showCode(c: PageContext, attempt: SignInAttempt, problem?: SignInProblem): Response {
    const mode = walletMode(deps, "phone");
    const frame = { ...c.var.frame, here: paths.walletSignInCode() };
    const over = attempt.expiresAt <= deps.now();
    return answer(
      c,
      problem,
      () => <CodePage frame={frame} mode={mode} attempt={attempt} over={over} problem={problem} />,
    );
  }
}

function answer(
  c: PageContext,
  problem: SignInProblem | undefined,
  page: Parameters<typeof render>[1]["page"],
): Response {
  return render(c, { page, status: statusOf(c, problem) });
}

async function readForm(c: PageContext): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text());
}
