import { Hono } from "hono";
import { walletMode } from "../../../core/consumer/wallet_mode.ts";
import type { Deps } from "../../../core/deps.ts";
import { viewMessages } from "../../../core/message/view_messages.ts";
import { MessagesPage } from "../../../views/wallet/messages_page.tsx";
import { sessionOf } from "../consumer_session.ts";
import { type PageEnv, render } from "../render.tsx";
import { comeIn } from "./come_in.tsx";

/** What a person was told. */
export function messageRoutes(deps: Deps): Hono<PageEnv> {
  return new Hono<PageEnv>().get("/wallet/messages", async (c) => {
    const session = sessionOf(c, deps);
    const own = session === undefined ? undefined : await viewMessages(deps, session);
    if (!own) return await comeIn(c, deps);
    const mode = walletMode(deps, own.proof);
    return render(c, {
      page: () => <MessagesPage frame={c.var.frame} mode={mode} messages={own.messages} />,
    });
  });
}
