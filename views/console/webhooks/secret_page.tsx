import { paths } from "../../../core/paths.ts";
import type { EndpointWithSecret } from "../../../core/webhook/add_endpoint.ts";
import { secretsInForce } from "../../../core/webhook/endpoint.ts";
import type { Frame } from "../../frame.ts";
import { Band } from "../../parts/band.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { webhookWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly made: EndpointWithSecret;
}

/** A secret that was just made, this once. */
export function SecretPage({ frame, who, made: { endpoint, secret, at } }: Props) {
  const w = webhookWords(frame.lang);
  const [newest] = secretsInForce(endpoint, at);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="webhooks" title={w.secretTitle}>
      <section class="card stack">
        <h1>{w.secretTitle}</h1>
        <p class="mono line">{endpoint.url}</p>
        <Band mark="limit">
          <p>{w.secretOnce}</p>
        </Band>
        <p class="field wide-field">
          <label for="secret">{w.secret}</label>
          <input id="secret" class="mono" readonly value={secret} />
        </p>
        <p class="field wide-field">
          <label for="public_key">{w.newPublicKey}</label>
          <input id="public_key" class="mono" readonly value={newest?.publicKey ?? ""} />
        </p>
        <a class="button quiet" href={paths.consoleEndpoint(endpoint.endpointId)}>{w.done}</a>
      </section>
    </DeskLayout>
  );
}

interface RotationProps {
  readonly frame: Frame;
  readonly who: Who;
  readonly endpointId: string;
  readonly url: string;
}

/** How long the old secret goes on, before there is a new one. */
export function RotationPage({ frame, who, endpointId, url }: RotationProps) {
  const w = webhookWords(frame.lang);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="webhooks" title={w.rotate}>
      <section class="card stack narrow-card">
        <h1>{w.rotate}</h1>
        <p class="mono line">{url}</p>
        <p>{w.rotateHelp}</p>
        <form class="stack" method="post" action={paths.consoleEndpointSecret(endpointId)}>
          <p class="field">
            <label for="overlap">{w.overlap}</label>
            <select id="overlap" name="overlap">
              {Object.entries(w.overlaps).map(([seconds, text]) => (
                <option key={seconds} value={seconds} selected={seconds === "86400"}>{text}</option>
              ))}
            </select>
          </p>
          <div class="actions">
            <button class="button" type="submit">{w.rotate}</button>
            <a class="button quiet" href={paths.consoleEndpoint(endpointId)}>{w.cancel}</a>
          </div>
        </form>
      </section>
    </DeskLayout>
  );
}

/** The one question before an endpoint is deleted. */
export function EndpointRemovalPage({ frame, who, endpointId, url }: RotationProps) {
  const w = webhookWords(frame.lang);
  return (
    <DeskLayout
      frame={frame}
      desk="console"
      who={who}
      section="webhooks"
      title={w.removeQuestion}
    >
      <section class="card stack narrow-card">
        <h1>{w.removeQuestion}</h1>
        <p class="mono line">{url}</p>
        <p>{w.removeHelp}</p>
        <form class="actions" method="post" action={paths.consoleEndpointRemoval(endpointId)}>
          <button class="button" type="submit">{w.remove}</button>
          <a class="button quiet" href={paths.consoleEndpoint(endpointId)}>{w.keep}</a>
        </form>
      </section>
    </DeskLayout>
  );
}
