import type { Deps } from "../deps.ts";
import type { ConsumerId } from "../id.ts";
import { besideAnother } from "../session/beside_another.ts";
import { beginSession, type Browser } from "../session/begin_session.ts";
import type { Instant } from "../time.ts";
import { holderMark, newDevice } from "./known_device.ts";

export interface SignedInByPhone {
  /** For the cookie; 256 random bits, of which only the digest is kept. */
  readonly sessionToken: string;
  /** For the browser to show next time. */
  readonly device: string;
  /** Somebody else is signed in in this browser: it may be the same person, who says so. */
  readonly besideAnother: boolean;
}

interface Entering {
  readonly consumerId: ConsumerId;
  readonly phoneDigest: string;
  readonly browser: Browser;
  /** Since when the browser is one of this phone; undefined where it is new. */
  readonly knownSince: Instant | undefined;
}

/** A session for whoever has shown that this phone, and the account that it opens, is theirs. */
export async function enterByPhone(
  deps: Deps,
  { consumerId, phoneDigest, browser, knownSince }: Entering,
): Promise<SignedInByPhone> {
  const beside = await besideAnother(deps, browser.had, consumerId);
  const sessionToken = await beginSession(deps, {
    consumerId,
    proof: "phone",
    browser: {
      ...browser,
      had: beside ? undefined : browser.had,
      isNew: knownSince === undefined,
      knownSince,
    },
  });
  const device = await newDevice(deps, await holderMark(deps, phoneDigest), knownSince);
  return { sessionToken, device, besideAnother: beside };
}
