import fc from "fast-check";
import { untilSeen } from "../support/model_runs.ts";
import { expect } from "vitest";
import { hours } from "../../core/time.ts";
import {
  type Answers,
  type Model,
  newBrowser,
  phoneOf,
  type Portals,
  type Seen,
} from "./guessing.ts";
import { signIn, signInCommands } from "./guessing_codes.ts";
import { otherCommands, othersBegin } from "./guessing_other_codes.ts";

/** Strangers and owners at many browsers, from many addresses, at two portals: each answer is the model's. */
export async function guessingCodes(
  portals: Portals,
  { runs, steps }: { readonly runs: number; readonly steps: number },
): Promise<void> {
  const none = (): Answers => ({ wrong: 0, right: 0, locked: 0 });
  const seen: Seen = {
    ...none(),
    besides: 0,
    spentCodes: 0,
    recovery: none(),
    change: none(),
    pin: none(),
    recoveriesOver: 0,
    pinBesides: 0,
    addresses: 0,
  };
  // One for all runs: whose phone it is, known or not, is never to be seen.
  const pages = new Map<string, string>();
  const addresses = new Set<string>();
  let run = 0;
  const round = () =>
    fc.assert(
      fc.asyncProperty(
        fc.commands([...signInCommands(seen), ...otherCommands(seen)], {
          maxCommands: steps,
          size: "max",
        }),
        async (given) => {
          // No window of an earlier run is open.
          portals.advance(hours(25));
          run++;
          const phones = Array.from({ length: 5 }, (_, i) => phoneOf(run, i));
          const browsers = Array.from({ length: 9 }, newBrowser);
          const model: Model = {
            phones,
            browsers,
            windows: new Map(),
            pages,
            addresses,
            devices: 0,
            run,
          };
          const real = { portals, model };
          // Two of the phones have an owner, whose browser is known; nobody has ever heard of the third.
          for (const i of [0, 1]) {
            await signIn(real, { browser: 2 * i, phone: i, address: 0, at: 0 });
          }
          await othersBegin(real);
          await fc.asyncModelRun(() => ({ model, real }), given);
          await passkeyStaysOpen(portals, run);
        },
      ),
      { numRuns: runs },
    );
  await untilSeen(
    round,
    () => neverIn({ ...seen, addresses: Math.max(0, addresses.size - ADDRESSES_MIN) }),
  );
}

const ADDRESSES_MIN = 50;

function neverIn(seen: Seen): readonly string[] {
  return Object.entries(seen).flatMap(([what, times]) =>
    typeof times === "number"
      ? times === 0 ? [what] : []
      : Object.entries(times).filter(([, each]) => each === 0).map(([how]) => `${what} ${how}`)
  );
}

async function passkeyStaysOpen({ urls }: Portals, run: number): Promise<void> {
  const [url = ""] = urls;
  const answer = await fetch(`${url}/wallet/sign_in/passkey/challenge`, {
    method: "POST",
    headers: { Origin: url, "X-Forwarded-For": `198.18.${run % 250}.1` },
    body: new URLSearchParams(),
  });
  await answer.body?.cancel();
  expect(answer.status).toBe(200);
}
