import type { BankLine, BankLineState } from "../../core/bank_line/bank_line.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { ListStates } from "../ops/list_states.tsx";
import { formatMoney } from "../parts/money.tsx";
import { dayOf } from "../parts/time.tsx";
import { DeskLayout, type Who } from "../staff/desk.tsx";
import { placeName } from "../staff/place_name.ts";
import { bankLineWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly state: BankLineState;
  readonly lines: readonly BankLine[];
  readonly next: string | undefined;
}

/** Transfers that name a merchant number's orders, for its own people to look at. */
export function OwnBankLinesPage({ frame, who, state, lines, next }: Props) {
  const { lang } = frame;
  const w = bankLineWords(lang);
  const title = placeName("own_bank_lines", lang);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="own_bank_lines" title={title}>
      <h1>{title}</h1>
      <p class="quiet-text">{w.ownHelp}</p>
      <section class="card stack">
        <ListStates
          states={w.states}
          shown={state}
          href={(each) => paths.consoleBankLines({ state: each })}
        />
        {lines.length === 0 ? <p>{w.none[state]}</p> : null}
        <ul class="rows">
          {lines.map((line) => (
            <li key={line.lineId}>
              <span>
                <b>{formatMoney(line.amount)}</b>
                <span class="small quiet-text">
                  {dayOf(line.bookedOn, lang)} ·{" "}
                  {line.reason ? w.reasons[line.reason] : w.states[line.state]}
                </span>
                <span class="line small">
                  <bdi>{line.remark}</bdi>
                </span>
                {line.orderId === undefined
                  ? null
                  : (
                    <a class="link mono small" href={paths.consoleOrder(line.orderId)}>
                      {line.orderId}
                    </a>
                  )}
              </span>
            </li>
          ))}
        </ul>
        {next === undefined
          ? null
          : (
            <a class="button quiet" href={paths.consoleBankLines({ state, after: next })}>
              {w.next}
            </a>
          )}
      </section>
    </DeskLayout>
  );
}
