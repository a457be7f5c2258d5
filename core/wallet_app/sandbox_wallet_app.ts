import { paths } from "../paths.ts";
import type { WalletApp } from "./wallet_app.ts";

/** No app of the configuration may be called so. */
export const SANDBOX_APP = "sandbox";

/** The wallet app of the sandbox, played by the portal itself: it pays test numbers, as any other app would. */
export function sandboxWalletApp(publicUrl: string): WalletApp {
  return {
    name: SANDBOX_APP,
    jwksUrl: publicUrl + paths.sandboxPurseKeys(),
    balances: { url: publicUrl + paths.sandboxPursePort(), mode: "test" },
  };
}
