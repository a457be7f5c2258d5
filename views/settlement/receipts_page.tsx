import { paths } from "../../core/paths.ts";
import { isWallet, type WalletChannel } from "../../core/channel/channel.ts";
import type { OpenDay } from "../../core/receipt/clearing_days.ts";
import type { Receipt, ReceiptSource } from "../../core/receipt/receipt.ts";
import { isolated } from "../../core/text/isolated.ts";
import { Choices } from "../ops/choices.tsx";
import { Amount, formatMoney } from "../parts/money.tsx";
import { dayOf } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { sourceText } from "./act_words.ts";
import { errorText, type SettlementError, settlementWords } from "./words.ts";

export interface TypedReceipt {
  readonly source: string;
  readonly merchant: string;
  readonly amount: string;
  readonly day: string;
  readonly reference: string;
  readonly clearing_day: string;
  readonly parts: readonly string[];
}

interface Props {
  readonly lang: Lang;
  readonly receipts: readonly Receipt[];
  /** What channels have cleared and has not come. */
  readonly open: readonly OpenDay[];
  /** Whose money it can be. */
  readonly sources: readonly (ReceiptSource | WalletChannel)[];
  readonly next: string | undefined;
  readonly mayWrite: boolean;
  readonly formError?: SettlementError | undefined;
  readonly typed?: TypedReceipt | undefined;
}

/** Money that came to our reserve, the latest first, and where more of it is recorded. */
export function ReceiptsPage(props: Props) {
  const { lang, receipts, open, next, mayWrite, formError } = props;
  const w = settlementWords(lang);
  return (
    <>
      <Problem
        text={formError && errorText(formError, lang)}
        field={formError && fieldOf(formError)}
      />
      <p>
        <a class="link" href={paths.opsSettlements()}>{w.title}</a>
      </p>
      <h1>{w.receipts}</h1>
      <p class="quiet-text">{w.receiptsHelp}</p>
      {open.length === 0 ? null : (
        <section class="card stack">
          <h2>{w.openDays}</h2>
          <ul class="rows">
            {open.map(({ merchantNo, channel, day, open }) => (
              <li key={`${merchantNo} ${channel} ${day}`}>
                <span>
                  {w.clearedOn(dayOf(day, lang))}
                  {isWallet(channel) ? ` · ${sourceText(channel, lang)}` : null}
                  <a class="line link mono small" href={paths.opsSettlementsOf(merchantNo)}>
                    {merchantNo}
                  </a>
                </span>
                <span class="end">
                  <Amount money={open} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="card stack">
        {receipts.length === 0 ? <p>{w.noReceipts}</p> : null}
        <ul class="rows">
          {receipts.map((
            { receiptId, source, channel, merchantNo, day, amount, reference, days },
          ) => (
            <li key={receiptId}>
              <span>
                <a class="link" href={paths.opsRecord(receiptId)}>
                  {sourceText(isWallet(channel) && source === "channel" ? channel : source, lang)}
                </a>
                <span class="small quiet-text">
                  {dayOf(day, lang)} · <span class="mono">{merchantNo}</span> ·{" "}
                  {isolated(reference)}
                </span>
                {source === "merchant" ? null : (
                  <span class="line small quiet-text">
                    {days.length === 0
                      ? w.noDays
                      : [...new Set(days.map((each) => w.clearedOn(dayOf(each.day, lang))))].join(
                        ", ",
                      )}
                    {days.some((each) => each.merchantNo) ? ` · ${w.numbers(days.length)}` : null}
                  </span>
                )}
              </span>
              <span class="end">
                <Amount money={amount} />
              </span>
            </li>
          ))}
        </ul>
        {next === undefined
          ? null
          : <a class="button quiet" rel="next" href={paths.opsReceipts(next)}>{w.next}</a>}
      </section>
      {mayWrite ? <RecordForm {...props} /> : null}
    </>
  );
}

const fields: Readonly<Partial<Record<SettlementError, string>>> = {
  amount_wrong: "amount",
  day_wrong: "day",
  source_missing: "source",
  reference_missing: "reference",
  receipt_known: "reference",
  clearing_day_wrong: "clearing_day",
  clearing_day_not_open: "clearing_day",
  receipt_parts_wrong: "amount",
};

/** What a day's checkbox sends. */
function partValue({ merchantNo, day, open }: OpenDay): string {
  return `${merchantNo}.${day}.${open.fen}`;
}

function fieldOf(error: SettlementError): string {
  return fields[error] ?? "merchant";
}

function RecordForm({ lang, open, sources, typed, formError }: Props) {
  const w = settlementWords(lang);
  const field = formError && fieldOf(formError);
  const input = (
    name: Exclude<keyof TypedReceipt, "parts">,
    label: string,
    type: "text" | "date" = "text",
  ) => (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type={type}
        {...(name === "clearing_day" || name === "merchant" ? {} : { required: true })}
        autocomplete="off"
        maxlength={64}
        value={typed?.[name] ?? ""}
        {...(field === name ? { "aria-invalid": "true" } : {})}
      />
    </div>
  );
  return (
    <form class="card stack" method="post" action={paths.opsReceipts()}>
      <h2>{w.record}</h2>
      <Choices
        type="radio"
        name="source"
        legend={w.source}
        choices={sources.map((value) => ({
          value,
          label: sourceText(value, lang),
          checked: typed?.source === value,
        }))}
      />
      {input("merchant", w.merchant)}
      {input("amount", w.amountInYuan)}
      {input("day", w.day, "date")}
      {input("reference", w.reference)}
      {input("clearing_day", w.clearingDayIf, "date")}
      {open.length < 2 ? null : (
        <details open={typed && typed.parts.length > 0}>
          <summary>{w.forSeveral}</summary>
          <Choices
            type="checkbox"
            name="part"
            legend={w.parts}
            choices={open.map((each) => ({
              value: partValue(each),
              label: formatMoney(each.open),
              help: [
                each.merchantNo,
                dayOf(each.day, lang),
                ...(isWallet(each.channel) ? [sourceText(each.channel, lang)] : []),
              ].join(" · "),
              checked: typed?.parts.includes(partValue(each)) ?? false,
            }))}
          />
        </details>
      )}
      <button class="button" type="submit">{w.propose}</button>
    </form>
  );
}
