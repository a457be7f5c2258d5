import { type Context, Hono } from "hono";
import { sendSignInCode } from "../../../core/consumer/send_sign_in_code.ts";
import {
  openAttempt,
  sealAttempt,
  type SignInAttempt,
} from "../../../core/consumer/sign_in_attempt.ts";
import { signInByPhone } from "../../../core/consumer/sign_in_by_phone.ts";
import type { Deps } from "../../../core/deps.ts";
import { paths } from "../../../core/paths.ts";
import { walletMode } from "../../../core/consumer/wallet_mode.ts";
import { typedCode } from "../../../core/text/typed_code.ts";
import { CodePage } from "../../../views/wallet/code_page.tsx";
import { SignInPage } from "../../../views/wallet/sign_in_page.tsx";
import type { SignInProblem } from "../../../views/wallet/sign_in_words.ts";
import { sourceOf } from "../../source.ts";
import { browserOf, enter } from "../consumer_session.ts";
import { afterSignIn } from "../after_sign_in.ts";
import { forgetHostCookie, hostCookie, keepHostCookie } from "../cookies.ts";
import { type PageEnv, render } from "../render.tsx";
import { deviceHere, keepDevice } from "./sign_in_device.ts";

type PageContext = Context<PageEnv>;

const PHONE = /^\+?\d{7,15}$/;

const ATTEMPT = "sign_in";
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
    if (!signedIn.ok) return showCode(c, attempt, signedIn.error);
    const { sessionToken, device, besideAnother } = signedIn.value;
    keepDevice(c, deps, device);
    forgetHostCookie(c, deps, ATTEMPT);
    return enter(c, deps, { sessionToken, besideAnother, to: afterSignIn(c, deps) });
  });

  app.post("/wallet/sign_in/code/resend", async (c) => {
    const attempt = await attemptOf(c);
    if (!attempt) return c.redirect(paths.walletSignIn(), 303);
    return await send(c, attempt, (problem) => showCode(c, attempt, problem));
  });

  return app;

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
  if (problem?.code !== "too_many_requests") {
    return render(c, { page, status: problem === undefined ? 200 : 422 });
  }
  c.header("Retry-After", `${problem.retry_after}`);
  return render(c, { page, status: 429 });
}

async function readForm(c: PageContext): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text());
}
