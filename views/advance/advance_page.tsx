import type { AdvanceView } from "../../core/deduction/view_advance.ts";
import { advancedAt } from "../../core/deduction/list_advances.ts";
import { type AdvanceWay, advanceWays } from "../../core/deduction/network_advance.ts";
import { paths } from "../../core/paths.ts";
import { Choices } from "../ops/choices.tsx";
import { ReasonField } from "../ops/reason_field.tsx";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import { Time } from "../parts/time.tsx";
import { actFacts } from "../staff/act_facts.tsx";
import type { Who } from "../staff/desk.tsx";
import { Problem } from "../staff/problem.tsx";
import { ProposalAnswers } from "../staff/proposal_answers.tsx";
import { unclaimedWords } from "../unclaimed/words.ts";
import type { Lang } from "../words.ts";
import { type AdvanceError, advanceWords } from "./words.ts";

export interface TypedEnd {
  readonly way: string;
  readonly reference: string;
  readonly reason: string;
}

interface Props {
  readonly lang: Lang;
  readonly who: Who;
  readonly view: AdvanceView;
  readonly mayWrite: boolean;
  readonly formError?: AdvanceError | undefined;
  readonly typed?: TypedEnd | undefined;
}

/** What the network advanced for one charge, and how two people record its end where the channel says nothing. */
export function AdvancePage(props: Props) {
  const { lang, who, view: { found: { deduction, contract }, advance, waiting }, formError } =
    props;
  const w = advanceWords(lang);
  const { deductionId, merchantNo, amount } = deduction;
  const { consumerId } = contract;
  return (
    <>
      <Problem text={formError && w.errors[formError]} field={fieldOf(formError)} />
      <p>
        <a class="link" href={paths.opsAdvances({ state: advance.state })}>{w.title}</a>
      </p>
      <section class="card stack">
        <h1>
          <Amount money={amount} size="large" />
        </h1>
        <Facts
          rows={[
            fact(w.state, w.states[advance.state]),
            fact(
              w.deduction,
              <a class="link mono" href={paths.opsRecord(deductionId)}>{deductionId}</a>,
            ),
            fact(
              unclaimedWords(lang).merchantNo,
              <a class="link mono" href={paths.opsMerchant(merchantNo)}>{merchantNo}</a>,
            ),
            fact(
              w.payer,
              <a class="link mono" href={paths.opsRecord(consumerId)}>{consumerId}</a>,
            ),
            fact(w.since, <Time at={advancedAt(deduction)} lang={lang} />),
          ]}
        />
      </section>
      {waiting
        ? (
          <section class="card stack">
            <h2>{w.waiting}</h2>
            <Facts rows={[[w.way, wayIn(waiting.act, lang)], ...actFacts(waiting.act, lang)]} />
            <ProposalAnswers lang={lang} desk="ops" who={who} proposal={waiting} />
          </section>
        )
        : props.mayWrite && advance.state === "outstanding"
        ? <EndForm {...props} />
        : null}
    </>
  );
}

function wayIn(act: { readonly kind: string; readonly way?: string }, lang: Lang) {
  return act.kind === "end_advance" ? advanceWords(lang).ways[act.way as AdvanceWay] : undefined;
}

function fieldOf(error: AdvanceError | undefined): string {
  if (error === "reference_missing" || error === "reference_unneeded") return "reference";
  return error === "way_missing" ? `way-${advanceWays[0]}` : "reason";
}

function EndForm({ lang, view: { found: { deduction } }, formError, typed }: Props) {
  const w = advanceWords(lang);
  const wrong = fieldOf(formError);
  return (
    <form class="card stack" method="post" action={paths.opsAdvance(deduction.deductionId)}>
      <h2>{w.end}</h2>
      <p class="quiet-text">{w.endHelp}</p>
      <Choices
        type="radio"
        name="way"
        legend={w.way}
        choices={advanceWays.map((way) => ({
          value: way,
          label: w.ways[way],
          checked: typed?.way === way,
        }))}
      />
      <div class="field">
        <label for="reference">{w.reference}</label>
        <input
          id="reference"
          name="reference"
          class="mono"
          maxlength={64}
          autocomplete="off"
          value={typed?.reference ?? ""}
          aria-describedby="reference-hint"
          {...(formError && wrong === "reference" ? { "aria-invalid": "true" as const } : {})}
        />
        <p id="reference-hint" class="hint">{w.referenceHint}</p>
      </div>
      <ReasonField
        label={w.why}
        hint={w.whyHint}
        value={typed?.reason}
        invalid={formError === "reason_missing" || formError === "text_flawed"}
      />
      <button class="button" type="submit">{w.propose}</button>
    </form>
  );
}
