import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { Mode } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type OpenApp, secretContext } from "./open_app.ts";
import { noticeKeysOf } from "./notice_keys.ts";

export interface SetOpenApp
  extends Pick<OpenApp, "appId" | "mode" | "baseUrl" | "launchUrl" | "noticeKeys"> {
  readonly secret: string;
  readonly by: Actor;
}

export type SetOpenAppRefusal =
  | { readonly code: "notice_keys_unusable"; readonly detail: string }
  /** What numbers are connected by keeps its environment. */
  | { readonly code: "mode_differs"; readonly mode: Mode };

/** Keeps an app of the open platform, or what it has become. Its secret is sealed. */
export async function setOpenApp(
  deps: Deps,
  { secret, by, ...app }: SetOpenApp,
): Promise<Result<OpenApp, SetOpenAppRefusal>> {
  const keys = await noticeKeysOf(app.noticeKeys);
  if (!keys.ok) return rejected({ code: "notice_keys_unusable", detail: keys.error });
  const sealedSecret = await deps.vault.seal(secret, secretContext(app.appId));
  return await retryOnConflict(async () => {
    const [known] = await deps.load(deps.openPlatform.app(app.appId));
    if (known && known.mode !== app.mode) {
      return rejected({ code: "mode_differs", mode: known.mode });
    }
    const openApp: OpenApp = { ...app, sealedSecret, version: (known?.version ?? 0) + 1 };
    const stamp = { eventId: deps.newId("evt"), at: deps.now(), by };
    await deps.commit([{ type: "open_app.set", openApp, ...stamp }]);
    return ok(openApp);
  });
}
