import type { Caller } from "./caller.ts";
import { allScopes, type Scope } from "./merchant_key.ts";

/** What an operation does: what keys may be limited to, or a change of settings (keys, endpoints, children). */
export type Act = Scope | "settings";

export type KeyScopeMissing = { readonly code: "key_scope_missing"; readonly scope: Act };

/**
 * Whether this caller may do it, decided in this one place. Everybody may read. A key signs within its scopes, and
 * changes settings if it has all of them; a parent acts for a child within their agreement, and never on its settings.
 */
export function mayNot(caller: Caller, act: Act): KeyScopeMissing | undefined {
  const missing = { code: "key_scope_missing", scope: act } as const;
  switch (caller.type) {
    case "secret_key":
    case "staff":
    case "till":
    case "portal":
      return undefined;
    case "signed": {
      const needed: readonly Scope[] = act === "settings" ? allScopes : [act];
      return needed.every((each) => caller.scopes.includes(each)) ? undefined : missing;
    }
    case "acting":
      return act !== "settings" && caller.scopes.includes(act) ? undefined : missing;
  }
}
