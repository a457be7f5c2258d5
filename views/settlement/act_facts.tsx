import { cny } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import type { SettlementAct } from "../../core/proposal/proposal.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Row } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import type { Lang } from "../words.ts";
import { settlementActWords, sourceText } from "./act_words.ts";

/** What the second person checks of an act about settlements. */
export function settlementActFacts(act: SettlementAct, lang: Lang): readonly Row[] {
  const w = settlementActWords(lang);
  const link = (href: string, text: string) => <a class="link mono" href={href}>{text}</a>;
  const merchant = (no: string): Row => [w.merchant, link(paths.opsSettlementsOf(no), no)];
  switch (act.kind) {
    case "pay_out":
      return [
        [w.total, <Amount key="total" money={cny(act.total)} />],
        [
          w.batches,
          act.batches.map(({ of, fen }) => (
            <div key={of}>
              {link(of.startsWith("stl") ? paths.opsSettlement(of) : paths.opsRecord(of), of)}{" "}
              <Amount money={cny(fen)} />
            </div>
          )),
        ],
      ];
    case "paid_out":
      return [
        [w.run, link(paths.opsSettlementRun(act.of), act.of)],
        [w.count, act.count.toLocaleString("en")],
        [w.total, <Amount key="fen" money={cny(act.fen)} />],
        [w.paidOn, act.paidOn],
        [w.reference, isolated(act.reference)],
      ];
    case "return_payout":
      return [
        [w.payout, link(paths.opsPayout(act.of), act.of)],
        [w.amount, <Amount key="fen" money={cny(act.fen)} />],
        [w.reason, isolated(act.reason)],
        ...(act.reference === undefined ? [] : [[w.reference, isolated(act.reference)] as const]),
      ];
    case "place_hold":
      return [
        merchant(act.merchant),
        [w.amount, act.fen === null ? w.everything : <Amount key="fen" money={cny(act.fen)} />],
        [w.reason, isolated(act.reason)],
      ];
    case "release_hold":
      return [[w.hold, link(paths.opsRecord(act.of), act.of)], [w.reason, isolated(act.reason)]];
    case "record_receipt":
      return [
        merchant(act.merchant),
        [w.source, sourceText(act.channel ?? act.source, lang)],
        [w.amount, <Amount key="fen" money={cny(act.fen)} />],
        [w.day, act.day],
        ...(act.clearingDay === undefined ? [] : [[w.clearingDay, act.clearingDay] as const]),
        ...(act.parts
          ? [
            [
              w.clearingDay,
              act.parts.map((part) => (
                <div key={`${part.merchant} ${part.day}`}>
                  {part.day} {link(paths.opsSettlementsOf(part.merchant), part.merchant)}{" "}
                  <Amount money={cny(part.fen)} />
                </div>
              )),
            ] as const,
          ]
          : []),
        [w.reference, isolated(act.reference)],
      ];
    case "agree_terms":
      return [
        merchant(act.merchant),
        [w.termsFrom, act.from],
        [w.delay, `T+${act.delay}`],
        [w.accountOf, link(paths.opsSettlementsOf(act.accountOf), act.accountOf)],
        [w.overdraft, <Amount key="fen" money={cny(act.overdraft)} />],
      ];
    case "set_calendar":
      return [
        [w.year, `${act.year}`],
        [w.offDays, w.days(act.days.filter(({ kind }) => kind === "off").length)],
        [w.workDays, w.days(act.days.filter(({ kind }) => kind === "work").length)],
        [
          w.allDays,
          act.days.map(({ day, kind, name }) => (
            <div key={day}>
              {day} {w.kinds[kind]} {isolated(name)}
            </div>
          )),
        ],
      ];
  }
}
