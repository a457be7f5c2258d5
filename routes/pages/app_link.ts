import type { Deps } from "../../core/deps.ts";

/** A channel whose app opens pages of ours. */
export function appOf({ channels }: Pick<Deps, "channels">) {
  return Object.values(channels).find((each) => each.contracts?.appUrl);
}

/** A link that opens this page of ours inside an app; undefined where no app is known to us. */
export async function appLink(deps: Deps, path: string): Promise<string | undefined> {
  return await appOf(deps)?.contracts?.appUrl?.(deps.config.publicUrl + path, undefined);
}
