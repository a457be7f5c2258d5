import type { SigningView } from "../../core/signing/view_signing.ts";
import type { Frame } from "../frame.ts";
import { fullTitle } from "../layout.tsx";
import { Outcome } from "./outcome.tsx";
import { Outside } from "./outside.tsx";
import type { Place } from "./place.ts";
import type { Typed } from "./fields.tsx";
import { pollEvery, statusUrl, streamUrl } from "./polling.ts";
import { SignForm } from "./sign_form.tsx";
import { statusCopy } from "./status_copy.ts";
import { errorText, fieldOf } from "./summary.tsx";
import type { SignFormError } from "./words.ts";

export interface SigningPanelProps {
  readonly frame: Frame;
  readonly view: SigningView;
  readonly place: Place;
  /** Why the form just sent is shown again. */
  readonly formError?: SignFormError | undefined;
  readonly typed?: Typed | undefined;
  /** True in the response that brings a change to an open page: its seal may be stamped. */
  readonly arrived?: boolean;
}

/** Everything that changes while a sign page is open. It listens and polls only as long as something can change. */
export function SigningPanel({ arrived, ...given }: SigningPanelProps) {
  const { frame, view } = given;
  const seconds = pollEvery(view);
  const poll = seconds === undefined ? {} : {
    "hx-get": statusUrl(view),
    "hx-trigger": `every ${seconds}s, ask`,
    "hx-swap": "outerHTML",
    "hx-nonce": frame.nonce,
    "data-stream": streamUrl(view),
  };
  return (
    <div id="signing" class={arrived ? "stack arrived" : "stack"} {...poll}>
      <Body {...given} arrived={arrived ?? false} />
    </div>
  );
}

/**
 * The panel as a poll or a form returns it: with the page's new title and one sentence for the status line. What is
 * wrong with a field is spoken by the field, which has the focus.
 */
export function SigningPanelChange(given: SigningPanelProps) {
  const { frame, view, formError } = given;
  const { text, title } = statusCopy(view, frame.lang);
  const spoken = formError ? errorText(view, formError, frame.lang) : text;
  return (
    <>
      <title>{fullTitle(frame.lang, view.merchant.mode, title)}</title>
      <SigningPanel {...given} arrived />
      <hx-partial hx-target="#status" hx-swap="textContent">
        {fieldOf(view, formError) ? "" : spoken}
      </hx-partial>
    </>
  );
}

function Body({ arrived, ...given }: SigningPanelProps & { readonly arrived: boolean }) {
  const { frame, view, place, formError, typed } = given;
  const { standing, consumer } = view;
  if (standing.state === "outside") {
    return <Outside frame={frame} view={view} place={place} formError={formError} />;
  }
  if (standing.state === "ready" && consumer) {
    const refused = standing.refusal === undefined ? undefined : "channel_refused";
    return (
      <SignForm
        frame={frame}
        view={view}
        consumer={consumer}
        place={place}
        formError={formError ?? refused}
        typed={typed}
      />
    );
  }
  return <Outcome frame={frame} view={view} arrived={arrived} />;
}
