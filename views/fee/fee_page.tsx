import type { Child } from "hono/jsx";
import type { Explained, FeeView } from "../../core/console/view_fee.ts";
import type { ExactPart, Fee } from "../../core/fee/fee_of.ts";
import { type FeePart, feeParts } from "../../core/fee/tariff.ts";
import { cny, subtract } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import { dayOf } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { exactYuan, percent } from "./exact_yuan.ts";
import { feeWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly view: FeeView;
}

/** How the fee of one payment or deduction came about, line by line. */
export function FeePage({ lang, view }: Props) {
  const w = feeWords(lang);
  const { of, merchantOrderNo, amount, fee, explained, cardType } = view;
  const card = explained?.cardType ?? cardType;
  const back = of.kind === "order" ? paths.consoleOrder(of.id) : paths.consoleDeduction(of.id);
  return (
    <>
      <p>
        <a class="link" href={back}>{of.kind === "order" ? w.order : w.deduction}</a>
      </p>
      <section class="card stack">
        <h1>{w.of(merchantOrderNo)}</h1>
        {fee ? null : <p>{w.none}</p>}
        <Facts
          rows={[
            fact(w.amount, <Amount money={amount} />),
            fact(w.total, fee && <Amount money={fee.total} />),
            fact(w.net, fee && <Amount money={subtract(amount, fee.total)} />),
            fact(w.payee, <span class="mono">{view.payeeNo}</span>),
            fact(w.day, dayOf(view.day, lang)),
            fact(w.card, card && w.cards[card]),
            fact(w.feeClass, explained && w.classes[explained.agreement.feeClass]),
            fact(
              w.agreement,
              explained && (
                <>
                  发改价格〔2016〕557号 · {w.agreed(dayOf(explained.agreement.from, lang))}
                </>
              ),
            ),
          ]}
        />
      </section>
      {fee
        ? (
          <section class="card stack">
            <h2>{w.lines}</h2>
            {explained ? null : <p class="quiet-text">{w.unexplained}</p>}
            <Lines lang={lang} fee={fee} explained={explained} />
            {explained ? <p class="quiet-text">{w.rounding}</p> : null}
          </section>
        )
        : null}
      <Returned lang={lang} view={view} />
    </>
  );
}

function Lines({ lang, fee, explained }: {
  readonly lang: Lang;
  readonly fee: Fee;
  readonly explained: Explained | undefined;
}) {
  const w = feeWords(lang);
  const { columns } = w;
  const known = explained?.parts;
  const exactTotal = known?.reduce((sum, { exact }) => sum + exact, 0n);
  return (
    <table class="dense" role="table">
      <caption class="sr">{w.lines}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">{columns.part}</th>
          {known
            ? (
              <>
                <th role="columnheader" scope="col" class="end">{columns.rate}</th>
                <th role="columnheader" scope="col" class="end">{columns.cap}</th>
                <th role="columnheader" scope="col" class="end">{columns.exact}</th>
              </>
            )
            : null}
          <th role="columnheader" scope="col" class="end">{columns.booked}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {feeParts.map((part) => (
          <Line
            key={part}
            lang={lang}
            part={part}
            fen={fee.parts[part].fen}
            exact={known?.find((each) => each.part === part)}
          />
        ))}
        <tr role="row">
          <th role="rowheader" scope="row">{w.sum}</th>
          {exactTotal === undefined ? null : (
            <>
              <td role="cell" />
              <td role="cell" />
              <Cell label={columns.exact}>{exactYuan(exactTotal)}</Cell>
            </>
          )}
          <Cell label={columns.booked}>
            <b>
              <Amount money={fee.total} />
            </b>
          </Cell>
        </tr>
      </tbody>
    </table>
  );
}

function Line({ lang, part, fen, exact }: {
  readonly lang: Lang;
  readonly part: FeePart;
  readonly fen: number;
  readonly exact: ExactPart | undefined;
}) {
  const w = feeWords(lang);
  const { columns } = w;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">{w.parts[part]}</th>
      {exact
        ? (
          <>
            <Cell label={columns.rate}>
              {percent(exact.rate.millionths)}
              {exact.rate.hundredths === 100 ? null : ` · ${w.reduced(exact.rate.hundredths)}`}
            </Cell>
            <Cell label={columns.cap}>
              {exact.rate.capFen === undefined
                ? w.noCap
                : <Amount money={cny(exact.rate.capFen)} />}
            </Cell>
            <Cell label={columns.exact}>
              {exactYuan(exact.exact)}
              {exact.isCapped ? ` · ${w.capped}` : null}
            </Cell>
          </>
        )
        : null}
      <Cell label={columns.booked}>
        <Amount money={cny(fen)} />
      </Cell>
    </tr>
  );
}

function Cell({ label, children }: { readonly label: string; readonly children?: Child }) {
  return (
    <td role="cell" class="end" data-label={label}>
      <span>{children}</span>
    </td>
  );
}

function Returned({ lang, view: { fee, returned } }: Props) {
  const w = feeWords(lang);
  if (!fee || !returned) return null;
  return (
    <section class="card stack">
      <h2>{w.returned}</h2>
      <p class="quiet-text">{w.returnedHelp}</p>
      <Facts
        rows={[
          ...feeParts.filter((part) => returned.parts[part].fen > 0).map((part) =>
            fact(w.parts[part], <Amount money={returned.parts[part]} />)
          ),
          fact(w.sum, <Amount money={returned.total} />),
          fact(w.left, <Amount money={subtract(fee.total, returned.total)} />),
        ]}
      />
    </section>
  );
}
