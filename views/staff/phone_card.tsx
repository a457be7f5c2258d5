import { type Desk, paths } from "../../core/paths.ts";
import type { Lang } from "../words.ts";
import { type PhoneProblem, phoneWords } from "./phone_words.ts";
import { TextField } from "./text_field.tsx";

export interface PhoneCardProps {
  readonly lang: Lang;
  readonly desk: Desk;
  /** Masked; undefined where none is known to be theirs. */
  readonly phone: string | undefined;
  /** Masked: a code is on its way there. */
  readonly waiting: string | undefined;
  /** Whether they have just shown who they are: what comes by phone is part of how they are warned. */
  readonly confirmed: boolean;
  readonly problem: PhoneProblem | undefined;
  /** What came back with a form that was refused. */
  readonly typed?: string | undefined;
}

/** Where somebody is told by text message. */
export function PhoneCard(props: PhoneCardProps) {
  const { lang, desk, phone, waiting, confirmed, problem } = props;
  const w = phoneWords(lang);
  return (
    <section class="card stack" aria-labelledby="own-phone">
      <h2 id="own-phone">{w.phone}</h2>
      {waiting === undefined
        ? null
        : (
          <form class="stack" method="post" action={paths.accountPhoneCode(desk)}>
            <p>{w.sent(waiting)}</p>
            <TextField
              name="phone_code"
              label={w.code}
              autocomplete="one-time-code"
              inputmode="numeric"
              invalid={problem === "phone_code_refused"}
            />
            <button class="button" type="submit">{w.confirm}</button>
          </form>
        )}
      {phone === undefined && waiting !== undefined
        ? null
        : <p>{phone === undefined ? w.noPhone : w.yours(phone)}</p>}
      {confirmed
        ? <Number {...props} />
        : (
          <a class="button quiet" href={paths.confirmation(desk, paths.account(desk))}>
            {title(props)}
          </a>
        )}
      {phone === undefined ? null : (
        <>
          <form method="post" action={paths.accountPhoneRemoval(desk)}>
            <button class="button quiet" type="submit">{w.remove}</button>
          </form>
          <p class="hint">{w.removeHelp}</p>
        </>
      )}
    </section>
  );
}

function Number(props: PhoneCardProps) {
  const { lang, desk, phone, waiting, problem, typed } = props;
  const w = phoneWords(lang);
  const form = (
    <form class="stack" method="post" action={paths.accountPhone(desk)}>
      <TextField
        name="phone"
        label={w.number}
        value={typed ?? ""}
        hint={w.numberHint}
        autocomplete="tel"
        inputmode="tel"
        invalid={problem === "phone"}
      />
      <button class="button quiet" type="submit">{w.send}</button>
    </form>
  );
  if (phone === undefined && waiting === undefined) return form;
  return (
    <details open={problem !== undefined && problem !== "phone_code_refused"}>
      <summary>{title(props)}</summary>
      {form}
    </details>
  );
}

function title({ lang, phone, waiting }: PhoneCardProps): string {
  const w = phoneWords(lang);
  if (waiting !== undefined) return w.again;
  return phone === undefined ? w.send : w.change;
}
