import type { Merchant } from "../../core/merchant/merchant.ts";
import { allScopes } from "../../core/merchant/merchant_key.ts";
import type { Desk } from "../../core/paths.ts";
import type { MerchantAct } from "../../core/proposal/proposal.ts";
import type { Frame } from "../frame.ts";
import type { ActProblem, ProposingProblem } from "./act_problem.ts";
import { actWords } from "./act_words.ts";
import { DeskLayout, type Who } from "./desk.tsx";
import { Problem } from "./problem.tsx";
import { TextField } from "./text_field.tsx";
import { problemText } from "./problem_text.ts";

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly who: Who;
  readonly merchant: Merchant;
  readonly kind: MerchantAct["kind"];
  /** What was entered in a returned form. */
  readonly typed: URLSearchParams;
  readonly field: ProposingProblem | undefined;
  readonly problem: ActProblem | undefined;
}

/** One form per act about a merchant number that takes two people. */
export function ProposingPage(props: Props) {
  const { frame, desk, who, merchant, kind, field, problem } = props;
  const a = actWords(frame.lang);
  const text = field ? a.problems[field] : problem && problemText(problem, frame.lang);
  return (
    <DeskLayout frame={frame} desk={desk} who={who} title={a.titles[kind]}>
      <Problem text={text} field={field} />
      <section class="card stack narrow-card">
        <h1>{a.titles[kind]}</h1>
        <p>
          <bdi>{merchant.name}</bdi> <span class="mono">{merchant.merchantNo}</span>
        </p>
        <p class="quiet-text">{a.help[kind]}</p>
        <form class="stack" method="post">
          <Fields {...props} />
          <button class="button" type="submit">{a.propose}</button>
        </form>
      </section>
    </DeskLayout>
  );
}

function Fields({ frame: { lang }, kind, typed, field }: Props) {
  const a = actWords(lang);
  const of = (name: ProposingProblem) => ({
    name,
    value: typed.get(name) ?? "",
    invalid: field === name,
  });
  switch (kind) {
    case "set_account":
      return (
        <>
          <TextField {...of("bank")} label={a.bank} />
          <TextField {...of("holder")} label={a.holder} />
          <TextField {...of("account_no")} label={a.accountNo} hint={a.accountNoHint} mono />
        </>
      );
    case "add_key":
      return (
        <p class="field">
          <label for="jwk">{a.jwk}</label>
          <textarea
            id="jwk"
            name="jwk"
            class="mono"
            rows={4}
            required
            spellcheck={false}
            aria-describedby="jwk-hint"
            {...(field === "jwk" ? { "aria-invalid": "true" } : {})}
          >
            {typed.get("jwk") ?? ""}
          </textarea>
          <span id="jwk-hint" class="hint">{a.jwkHint}</span>
        </p>
      );
    case "close":
      return <TextField {...of("reason")} label={a.reason} />;
    case "share":
      return (
        <>
          <TextField {...of("agreement_no")} label={a.agreementNo} />
          <fieldset class="choices" id="covers">
            <legend>{a.covers}</legend>
            {(["children", "all_below"] as const).map((covers) => (
              <Choice
                key={covers}
                type="radio"
                name="covers"
                value={covers}
                label={a.coverings[covers]}
                checked={typed.get("covers") === covers}
              />
            ))}
          </fieldset>
          <div class="halves" id="days">
            {(["first_day", "last_day"] as const).map((name) => (
              <p class="field" key={name}>
                <label for={name}>{name === "first_day" ? a.firstDay : a.lastDay}</label>
                <input
                  id={name}
                  name={name}
                  type="date"
                  required
                  value={typed.get(name) ?? ""}
                  {...(field === "days" ? { "aria-invalid": "true" } : {})}
                />
              </p>
            ))}
          </div>
          <fieldset class="choices" id="shared">
            <legend>{a.shared}</legend>
            {(["contracts", ...allScopes] as const).map((shared) => (
              <Choice
                key={shared}
                type="checkbox"
                name="shared"
                value={shared}
                label={shared === "contracts" ? a.sharesContracts : a.may[shared]}
                checked={typed.getAll("shared").includes(shared)}
              />
            ))}
          </fieldset>
        </>
      );
  }
}

function Choice(
  { type, name, value, label, checked }: {
    readonly type: "radio" | "checkbox";
    readonly name: string;
    readonly value: string;
    readonly label: string;
    readonly checked: boolean;
  },
) {
  const id = `${name}-${value}`;
  return (
    <>
      <input type={type} id={id} name={name} value={value} checked={checked} />
      <label for={id}>{label}</label>
    </>
  );
}
