import type { Page } from "playwright-core";

export interface VirtualAuthenticator {
  /** From now on it asks nobody who they are. */
  stopVerifying(): Promise<void>;
  /** As if the device were lost. */
  lose(): Promise<void>;
}

/** A device with passkeys inside this page's browser, whose owner always agrees. */
export async function virtualAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    stopVerifying: async () => {
      await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    },
    lose: async () => {
      await session.send("WebAuthn.clearCredentials", { authenticatorId });
    },
  };
}
