import type { Mode } from "../../core/merchant/merchant.ts";
import type { Bounds, LimitedThing } from "../../core/own_limit/own_limit.ts";
import type { OwnLimitView } from "../../core/own_limit/view_own_limits.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { formatMoney, typedAmount } from "../parts/money.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type OwnLimitProblem, ownLimitWords } from "./own_limit_words.ts";

/** A form that comes back. */
export interface OwnLimitTyped {
  readonly about: LimitedThing;
  readonly problem: OwnLimitProblem;
  /** Which field it is about; undefined where it is about none. */
  readonly of: keyof Bounds | undefined;
  readonly typed: Readonly<Record<keyof Bounds, string>>;
}

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  readonly limits: readonly OwnLimitView[];
  readonly back?: OwnLimitTyped | undefined;
}

/** A person's own lower limits: for everything, or for one contract. */
export function OwnLimitsPage({ frame, mode, limits, back }: Props) {
  const { lang } = frame;
  const w = ownLimitWords(lang);
  const contract = limits[0]?.contract;
  const title = contract ? w.contractTitle(contract.payee) : w.title;
  return (
    <Layout frame={frame} title={title} mode={mode} width="column" script={false}>
      <div class="stack">
        <Problem text={back && w.problems[back.problem]} />
        <hgroup>
          <h1>{title}</h1>
          <p class="quiet-text">{w.help}</p>
        </hgroup>
        {back?.problem === "session_not_fresh"
          ? <a class="button quiet" href={paths.walletSignIn()}>{w.signInAgain}</a>
          : null}
        {limits.map((limit) => (
          <LimitForm
            key={limit.about}
            limit={limit}
            back={back?.about === limit.about ? back : undefined}
            lang={lang}
          />
        ))}
        <a
          class="link"
          href={contract ? paths.walletContract(contract.contractId) : paths.wallet()}
        >
          {contract ? w.backToContract : w.back}
        </a>
      </div>
    </Layout>
  );
}

interface FormProps {
  readonly limit: OwnLimitView;
  readonly back: OwnLimitTyped | undefined;
  readonly lang: Lang;
}

function LimitForm({ limit: { about, bounds, contract }, back, lang }: FormProps) {
  const w = ownLimitWords(lang);
  const { perTransaction, perDay } = bounds;
  const typed = back?.typed ?? {
    perTransaction: perTransaction ? typedAmount(perTransaction) : "",
    perDay: perDay ? typedAmount(perDay) : "",
  };
  const thing = about === "charges" || about === "payments" ? w.things[about] : undefined;
  const field = (of: keyof Bounds) => (
    <Field about={about} of={of} value={typed[of]} invalid={back?.of === of} lang={lang} />
  );
  return (
    <form class="card stack" method="post" action={paths.walletLimit(about)}>
      {thing ? <h2>{thing.name}</h2> : null}
      <p>
        {contract
          ? w.agreed(
            formatMoney(contract.perTransactionLimit),
            formatMoney(contract.perDayLimit),
          )
          : thing?.help}
      </p>
      {about === "payments" ? null : field("perTransaction")}
      {field("perDay")}
      <p class="hint" id={`hint-${about}`}>{w.hint}</p>
      <button
        class="button quiet"
        type="submit"
        {...(thing ? { "aria-label": w.saveOf(thing.name) } : {})}
      >
        {w.save}
      </button>
    </form>
  );
}

interface FieldProps {
  readonly about: LimitedThing;
  readonly of: keyof Bounds;
  readonly value: string;
  readonly invalid: boolean;
  readonly lang: Lang;
}

const names = { perTransaction: "per_transaction", perDay: "per_day" } as const;

function Field({ about, of, value, invalid, lang }: FieldProps) {
  const id = fieldId(about, of);
  return (
    <div class="field">
      <label for={id}>{ownLimitWords(lang)[of]}</label>
      <input
        id={id}
        name={names[of]}
        value={value}
        inputmode="decimal"
        autocomplete="off"
        maxlength={16}
        aria-describedby={`hint-${about}`}
        {...(invalid ? { "aria-invalid": "true" } : {})}
      />
    </div>
  );
}

function fieldId(about: LimitedThing, of: keyof Bounds): string {
  return `${names[of]}-${about}`;
}
