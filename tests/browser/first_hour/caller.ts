import { requestSigner, type SigningKey } from "../../../client/sign_request.ts";

export interface Caller {
  /** The status of every answer so far. */
  readonly statuses: readonly number[];
  /** Resolves once as many more were answered as are given. */
  goesOn(answers: number): Promise<void>;
  stop(): Promise<void>;
}

/** A program of the merchant that asks with this key, one signed request after the other, until it is stopped. */
export function startCalling(url: string, key: SigningKey): Caller {
  const sign = requestSigner(key);
  const statuses: number[] = [];
  let waiting: { readonly until: number; readonly tell: () => void }[] = [];
  let stopped = false;
  const calls = async () => {
    while (!stopped) {
      const { signature } = await sign("GET", url, new Uint8Array());
      const answer = await fetch(url, { headers: { "Countersign-Signature": signature } });
      await answer.body?.cancel();
      statuses.push(answer.status);
      for (const { until, tell } of waiting) if (statuses.length >= until) tell();
      waiting = waiting.filter(({ until }) => statuses.length < until);
    }
  };
  const ended = calls();
  return {
    statuses,
    goesOn: (answers) =>
      Promise.race([
        new Promise<void>((tell) => {
          waiting = [...waiting, { until: statuses.length + answers, tell }];
        }),
        // A request that got no answer at all fails whoever waits.
        ended,
      ]),
    stop: async () => {
      stopped = true;
      await ended;
    },
  };
}
