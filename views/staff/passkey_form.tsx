import type { Child } from "hono/jsx";
import type { Frame } from "../frame.ts";
import type { StaffWords } from "./words_zh.ts";

/** What it says: with recovery codes or without, there is another way. */
export type PasskeyWords = Pick<
  StaffWords,
  | "passkeyCancelled"
  | "passkeyUnsupported"
  | "passkeyElsewhere"
  | "passkeyNeedsScript"
  | "tooMany"
  | "unreachable"
>;

interface Props {
  /** `get` signs with a passkey, `create` makes one. */
  readonly use: "get" | "create";
  readonly action: string;
  /** Where the script asks what is to be signed. */
  readonly challenge: string;
  readonly button: string;
  /** Where another way stands above it. */
  readonly quiet?: boolean;
  readonly w: PasskeyWords;
  readonly children?: Child;
}

/** A form that a passkey fills in: the script asks the device and then sends it like any other. */
export function PasskeyForm({ use, action, challenge, button, quiet, w, children }: Props) {
  return (
    <form
      class="stack"
      method="post"
      action={action}
      data-passkey={use}
      data-challenge={challenge}
    >
      {children}
      <input type="hidden" name="response" value="" />
      <p class="band ochre" role="alert" data-problem="cancelled" hidden>{w.passkeyCancelled}</p>
      <p class="band ochre" role="alert" data-problem="unsupported" hidden>
        {w.passkeyUnsupported}
      </p>
      <p class="band ochre" role="alert" data-problem="elsewhere" hidden>{w.passkeyElsewhere}</p>
      <p class="band ochre" role="alert" data-problem="too_many" hidden>{w.tooMany}</p>
      <p class="band ochre" role="alert" data-problem="unreachable" hidden>{w.unreachable}</p>
      <button class={quiet ? "button quiet" : "button"} type="submit">{button}</button>
      <noscript>
        <p class="hint">{w.passkeyNeedsScript}</p>
      </noscript>
    </form>
  );
}

/** Goes into the head of a page with such a form. */
export function PasskeyScripts({ frame: { asset, nonce } }: { readonly frame: Frame }) {
  return (
    <>
      <script src={asset("webauthn.js")} nonce={nonce} defer />
      <script src={asset("passkey.js")} nonce={nonce} defer />
    </>
  );
}
