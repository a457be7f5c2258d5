import type { SigningOfMerchant } from "../../../core/console/view_signing.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { signingResource } from "../../../core/signing/signing_resource.ts";
import type { Frame } from "../../frame.ts";
import { fact, Facts } from "../../parts/facts.tsx";
import { Time } from "../../parts/time.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { AsJson, Deliveries, Timeline } from "../detail.tsx";
import { StateWord } from "../state_word.tsx";
import { shownSigningState, signingMarks } from "./signing_columns.tsx";
import { signingWords } from "./signing_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly view: SigningOfMerchant;
}

/** One signing: how it stands, where it is signed, and what came of it. */
export function SigningPage({ frame, who, view: { signing, steps, deliveries } }: Props) {
  const { lang } = frame;
  const w = signingWords(lang);
  const { columns } = w;
  const state = shownSigningState(signing);
  const mono = (text: string | undefined) => text && <span class="mono">{text}</span>;
  const way = (href: string) => <a class="link" href={href}>{href}</a>;
  const signed = signing.state === "signed" ? signing : undefined;
  return (
    <DeskLayout
      frame={frame}
      desk="console"
      who={who}
      section="signings"
      title={signing.contractCode}
    >
      <p>
        <a class="link" href={paths.consoleList("signings")}>{w.title}</a>
      </p>
      <section class="card stack">
        <h1>
          <StateWord mark={signingMarks[state]} text={w.states[state]} />
        </h1>
        {signed?.alreadySigned ? <p>{w.alreadySigned}</p> : null}
        <Facts
          rows={[
            fact(columns.contractCode, mono(signing.contractCode)),
            fact(columns.signingId, mono(signing.signingId)),
            fact(columns.userId, mono(signing.userId)),
            fact(columns.created, <Time at={signing.createdAt} lang={lang} />),
            fact(columns.expires, <Time at={signing.expiresAt} lang={lang} />),
            fact(
              columns.planId,
              <>
                <a class="link mono" href={paths.consolePlan(signing.planId)}>{signing.planId}</a>
                {" "}
                v{signing.planVersion}
              </>,
            ),
            fact(
              w.contract,
              signed && (
                <a class="link mono" href={paths.consoleContract(signed.contractId)}>
                  {signed.contractId}
                </a>
              ),
            ),
            fact(
              columns.orderId,
              signing.orderId && (
                <a class="link mono" href={paths.consoleOrder(signing.orderId)}>
                  {signing.orderId}
                </a>
              ),
            ),
            fact(w.page, way(paths.sign(signing.signingId))),
            fact(w.screen, way(paths.signScreen(signing.signingId))),
          ]}
        />
      </section>
      <Timeline lang={lang} steps={steps} />
      {permits(who.role, "webhooks:read")
        ? <Deliveries lang={lang} deliveries={deliveries} />
        : null}
      <AsJson lang={lang} resource={signingResource(signing, frame.origin)} />
    </DeskLayout>
  );
}
