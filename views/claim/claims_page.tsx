import { type Claim, type ClaimState, claimStates, takes } from "../../core/claim/claim.ts";
import { paths } from "../../core/paths.ts";
import { ListStates } from "../ops/list_states.tsx";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import { Time } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type ClaimFormError, claimWords } from "./claim_words.ts";

interface Props {
  readonly lang: Lang;
  readonly state: ClaimState;
  readonly claims: readonly Claim[];
  readonly mayWrite: boolean;
  readonly formError?: ClaimFormError | undefined;
}

/** What channels took twice, by how far its claim has come: what waits for a person to begin with. */
export function ClaimsPage({ lang, state, claims, mayWrite, formError }: Props) {
  const w = claimWords(lang);
  const shown = Object.fromEntries(claimStates.map((each) => [each, w.states[each]]));
  return (
    <>
      <Problem text={formError && w.errors[formError]} />
      <h1>{w.title}</h1>
      <p class="quiet-text">{w.help}</p>
      <section class="card stack">
        <ListStates
          states={shown as Readonly<Record<ClaimState, string>>}
          shown={state}
          href={(each) => paths.opsClaims(each === "open" ? undefined : each)}
        />
        {claims.length === 0 ? <p>{w.none}</p> : null}
      </section>
      {claims.map((claim) => (
        <section class="card stack" key={claim.claimId}>
          <h2>
            <Amount money={claim.amount} size="large" />
          </h2>
          <ClaimFacts lang={lang} claim={claim} />
          {mayWrite && takes(claim, "dropped") ? <ClaimForm lang={lang} claim={claim} /> : null}
        </section>
      ))}
    </>
  );
}

function ClaimFacts({ lang, claim }: { readonly lang: Lang; readonly claim: Claim }) {
  const w = claimWords(lang);
  const { merchantNo, disputeId, subjectId, openedAt, state } = claim;
  return (
    <Facts
      rows={[
        fact(
          w.merchantNo,
          <a class="link mono" href={paths.opsMerchant(merchantNo)}>{merchantNo}</a>,
        ),
        fact(w.dispute, <a class="link mono" href={paths.opsDispute(disputeId)}>{disputeId}</a>),
        fact(w.of, <a class="link mono" href={paths.opsRecord(subjectId)}>{subjectId}</a>),
        fact(w.opened, <Time at={openedAt} lang={lang} />),
        fact(
          w.reference,
          state === "sent" ? <span class="mono">{claim.reference}</span> : undefined,
        ),
        fact(w.sentAt, state === "sent" ? <Time at={claim.sentAt} lang={lang} /> : undefined),
        fact(
          w.ended,
          state === "won" || state === "dropped"
            ? <Time at={claim.endedAt} lang={lang} />
            : undefined,
        ),
        fact(w.why, state === "dropped" ? <bdi>{claim.why}</bdi> : undefined),
      ]}
    />
  );
}

/** Each act in a form of its own, so that what one needs is not asked for by the other. */
function ClaimForm({ lang, claim }: { readonly lang: Lang; readonly claim: Claim }) {
  const w = claimWords(lang);
  const { claimId, version } = claim;
  const action = paths.opsClaim(claimId);
  const [id, why] = [`reference-${claimId}`, `why-${claimId}`];
  const seen = <input type="hidden" name="version" value={`${version}`} />;
  return (
    <>
      {takes(claim, "sent")
        ? (
          <form class="stack" method="post" action={action}>
            {seen}
            <div class="field">
              <label for={id}>{w.reference}</label>
              <input
                id={id}
                name="reference"
                class="mono"
                maxlength={64}
                autocomplete="off"
                aria-describedby={`${id}-hint`}
              />
              <p id={`${id}-hint`} class="hint">{w.referenceHint}</p>
            </div>
            <button class="button" type="submit" name="act" value="sent">{w.send}</button>
          </form>
        )
        : null}
      <details>
        <summary>{w.drop}</summary>
        <form class="stack" method="post" action={action}>
          {seen}
          <div class="field">
            <label for={why}>{w.why}</label>
            <input
              id={why}
              name="reason"
              maxlength={200}
              autocomplete="off"
              aria-describedby={`${why}-hint`}
            />
            <p id={`${why}-hint`} class="hint">{w.dropHint}</p>
          </div>
          <button class="button quiet" type="submit" name="act" value="dropped">{w.drop}</button>
        </form>
      </details>
    </>
  );
}
