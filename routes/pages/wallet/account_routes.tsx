import { type Context, Hono } from "hono";
import { walletMode } from "../../../core/consumer/wallet_mode.ts";
import type { Deps } from "../../../core/deps.ts";
import { askErasure, cancelErasure } from "../../../core/erasure/ask_erasure.ts";
import { sealAskedHere } from "../../../core/erasure/asked_here.ts";
import { giveData } from "../../../core/own_data/give_data.ts";
import { ownFieldIn, revealOwn, viewOwn } from "../../../core/own_data/reveal_own.ts";
import { paths } from "../../../core/paths.ts";
import { askRecoveryHere } from "../../../core/recovery/ask_recovery.ts";
import { cancelByOwner } from "../../../core/recovery/cancel_recovery.ts";
import { type ConsumerHere, consumerOfSession } from "../../../core/session/consumer_of_session.ts";
import { AccountPage } from "../../../views/wallet/account_page.tsx";
import { ErasurePage } from "../../../views/wallet/erasure_page.tsx";
import { sessionOf } from "../consumer_session.ts";
import { forgetHostCookie, hostCookie, keepHostCookie } from "../cookies.ts";
import { refuseTooMany } from "../refuse.tsx";
import { type PageEnv, render } from "../render.tsx";
import { readForm } from "../staff/form_fields.ts";
import { comeIn } from "./come_in.tsx";
import { forgetErasure, keepErasure } from "./erasure_cookie.ts";

const REVEALED = "revealed";

type PageContext = Context<PageEnv>;
type Act = (c: PageContext, here: ConsumerHere) => Promise<Response>;

/** A person's data: given, and erased; and the recovery of who is still signed in somewhere. */
export function accountRoutes(deps: Deps): Hono<PageEnv> {
  const signedIn = (act: Act) => async (c: PageContext) => {
    const session = sessionOf(c, deps);
    const here = session === undefined ? undefined : await consumerOfSession(deps, session);
    return here ? await act(c, here) : await comeIn(c, deps);
  };
  const back = (c: PageContext) => c.redirect(paths.walletAccount(), 303);

  return new Hono<PageEnv>()
    .get("/wallet/account", signedIn((c, here) => show(c, here)))
    .post(
      "/wallet/data",
      signedIn(async (c, here) => {
        const given = await giveData(deps, here);
        if (!given.ok) return await show(c, here, true);
        const bytes = ReadableStream.from(given.value).pipeThrough(new TextEncoderStream());
        return new Response(bytes, {
          headers: {
            "Content-Type": "application/json; charset=utf-8",
            "Content-Disposition": 'attachment; filename="my_data.json"',
            "Cache-Control": "no-store",
          },
        });
      }),
    )
    .post(
      paths.walletAccountReveal(),
      signedIn(async (c, here) => {
        const field = ownFieldIn((await readForm(c)).get("field") ?? undefined);
        if (!field) return back(c);
        const revealed = await revealOwn(deps, here, field);
        if (revealed.ok) {
          keepHostCookie(c, deps, { name: REVEALED, value: revealed.value, maxAge: 60 });
          return back(c);
        }
        return revealed.error.code === "too_many_requests"
          ? await refuseTooMany(c, revealed.error)
          : await show(c, here, true);
      }),
    )
    .post(
      "/wallet/account/recovery",
      signedIn(async (c, here) => {
        const asked = await askRecoveryHere(deps, here);
        return asked.ok ? back(c) : await show(c, here, true);
      }),
    )
    .post(
      "/wallet/recovery/cancellation",
      signedIn(async (c, { consumer }) => {
        await cancelByOwner(deps, consumer.consumerId);
        return back(c);
      }),
    )
    .get(
      "/wallet/erasure",
      signedIn(async (c, { consumer, session }) => {
        const [left] = await deps.load(deps.erasures.left(consumer.consumerId));
        const mode = walletMode(deps, session.proof);
        return render(c, {
          page: () => <ErasurePage frame={c.var.frame} mode={mode} left={left} />,
        });
      }),
    )
    .post(
      "/wallet/erasure",
      signedIn(async (c, here) => {
        const { consumerId } = here.consumer;
        const [waiting, left] = await deps.load(
          deps.erasures.waiting(consumerId),
          deps.erasures.left(consumerId),
        );
        const asked = await askErasure(deps, here);
        if (!asked.ok) return await show(c, here, true);
        // Asked again, some of it may have ended already.
        if (!waiting) keepErasure(c, deps, await sealAskedHere(deps, consumerId, left));
        return back(c);
      }),
    )
    .post(paths.walletErased(), (c) => {
      forgetErasure(c, deps);
      return c.redirect(paths.wallet(), 303);
    })
    .post(
      "/wallet/erasure/cancellation",
      signedIn(async (c, { consumer }) => {
        await cancelErasure(deps, consumer.consumerId);
        forgetErasure(c, deps);
        return back(c);
      }),
    );

  async function show(
    c: PageContext,
    here: ConsumerHere,
    notFresh = false,
  ): Promise<Response> {
    const { consumer: { consumerId }, session } = here;
    const [recovery, erasure, left] = await deps.load(
      deps.recoveries.waiting(consumerId),
      deps.erasures.waiting(consumerId),
      deps.erasures.left(consumerId),
    );
    const frame = { ...c.var.frame, here: paths.walletAccount() };
    // Shown once: a page that is loaded again is masked again.
    const revealed = hostCookie(c, deps, REVEALED);
    if (revealed !== undefined) forgetHostCookie(c, deps, REVEALED);
    const own = await viewOwn(deps, here, revealed);
    const shown = { mode: walletMode(deps, session.proof), own, recovery, notFresh };
    return render(c, {
      page: () => <AccountPage frame={frame} {...shown} erasing={erasure && left} />,
      status: notFresh ? 422 : 200,
    });
  }
}
