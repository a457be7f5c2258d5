import { paths } from "../../../core/paths.ts";
import type { Frame } from "../../frame.ts";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import { TextField } from "../../staff/text_field.tsx";
import type { EndpointFormError } from "./form_error.ts";
import { TypeChoice } from "./type_choice.tsx";
import { webhookWords } from "./words.ts";

export interface TypedEndpoint {
  readonly url: string;
  readonly types: readonly string[];
  /** One merchant number per line. */
  readonly about: string;
}

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  /** Undefined for a new one. */
  readonly endpointId: string | undefined;
  readonly typed: TypedEndpoint;
  /** Whether there are numbers below it whose events could be told apart. */
  readonly parent: boolean;
  readonly formError?: EndpointFormError | undefined;
}

const fields = {
  url: "url",
  types: "event_type",
  about: "about",
  stranger: "about",
  too_many: undefined,
} as const;

/** Where webhooks go and which: a new endpoint, or another URL or choice for one. */
export function EndpointForm({ frame, who, endpointId, typed, parent, formError }: Props) {
  const w = webhookWords(frame.lang);
  const title = endpointId === undefined ? w.add : w.editTitle;
  const field = formError && fields[formError];
  const back = endpointId === undefined
    ? paths.consoleWebhooks()
    : paths.consoleEndpoint(endpointId);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="webhooks" title={title}>
      <Problem text={formError && w.formErrors[formError]} field={field} />
      <section class="card stack">
        <h1>{title}</h1>
        {endpointId === undefined ? <p class="quiet-text">{w.addHelp}</p> : null}
        <form
          class="stack"
          method="post"
          action={endpointId === undefined
            ? paths.consoleEndpointNew()
            : paths.consoleEndpointForm(endpointId)}
        >
          <TextField
            name="url"
            label={w.url}
            value={typed.url}
            hint={w.urlHint}
            mono
            invalid={field === "url"}
          />
          <TypeChoice chosen={typed.types} w={w} />
          {parent
            ? (
              <p class="field">
                <label for="about">{w.about}</label>
                <textarea
                  id="about"
                  name="about"
                  class="mono"
                  rows={3}
                  aria-describedby="about-hint"
                  {...(field === "about" ? { "aria-invalid": "true" } : {})}
                >
                  {typed.about}
                </textarea>
                <span id="about-hint" class="hint">{w.aboutHint}</span>
              </p>
            )
            : null}
          <div class="tools">
            <button class="button" type="submit">
              {endpointId === undefined ? w.add : w.save}
            </button>
            <a class="link" href={back}>{w.cancel}</a>
          </div>
        </form>
      </section>
    </DeskLayout>
  );
}
