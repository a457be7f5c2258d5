import { type WebhookType, webhookTypes } from "../../../core/webhook/event_type.ts";
import type { WebhookWords } from "./words_zh.ts";

interface Props {
  readonly chosen: readonly string[];
  readonly w: WebhookWords;
}

/** Which types of events; none is every one. */
export function TypeChoice({ chosen, w }: Props) {
  return (
    <fieldset id="event_type" class="types" aria-describedby="types-hint">
      <legend>{w.types}</legend>
      <p id="types-hint" class="hint">{w.typesHint}</p>
      <div>
        {webhookTypes.map((each: WebhookType) => (
          <label key={each} class="mono">
            <input
              type="checkbox"
              name="event_type"
              value={each}
              checked={chosen.includes(each)}
            />{" "}
            {each}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
