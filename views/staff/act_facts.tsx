import { cny } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import type { ProposedAct } from "../../core/proposal/proposal.ts";
import type { MaskedAccount } from "../../core/settlement/settlement_account.ts";
import { isolated } from "../../core/text/isolated.ts";
import { findingFacts } from "../ops/finding_facts.tsx";
import type { Instant } from "../../core/time.ts";
import { Amount } from "../parts/money.tsx";
import { Time } from "../parts/time.tsx";
import type { Row } from "../parts/facts.tsx";
import { settlementActFacts } from "../settlement/act_facts.tsx";
import type { Lang } from "../words.ts";
import { actWords } from "./act_words.ts";

/** What the second person checks, beyond the sentence. */
export function actFacts(act: ProposedAct, lang: Lang): readonly Row[] {
  const a = actWords(lang);
  switch (act.kind) {
    case "change_role":
    case "remove_staff":
    case "invite_again":
      return [];
    case "set_account":
      return accountFacts(act.masked, lang);
    case "add_key": {
      const jwk = <span class="mono">{act.jwk}</span>;
      return [[a.alg, act.alg], [a.jwk, jwk]];
    }
    case "register_key": {
      const { alg, jwk, scopes, notBefore, retireAt, replaces } = act;
      const time = (at: Instant | undefined) => at && <Time at={at} lang={lang} />;
      return [
        [a.alg, alg],
        [a.jwk, <span key="jwk" class="mono">{jwk}</span>],
        [a.scopes, scopes.join(", ")],
        [a.notBefore, time(notBefore)],
        [a.retireAt, time(retireAt)],
        [a.replaces, replaces && <span key="old" class="mono">{replaces.kid}</span>],
        [a.replacedUntil, time(replaces?.retireAt)],
      ];
    }
    case "share": {
      const { agreementNo, covers, firstDay, lastDay, sharesContracts, parentMay } = act.agreed;
      const shared = [
        ...(sharesContracts ? [a.sharesContracts] : []),
        ...parentMay.map((scope) => a.may[scope]),
      ];
      return [
        [a.agreementNo, isolated(agreementNo)],
        [a.covers, a.coverings[covers]],
        [a.days, `${firstDay} – ${lastDay}`],
        [a.shared, shared.map((each) => <div key={each}>{each}</div>)],
      ];
    }
    case "close":
      return [[a.reason, isolated(act.reason)]];
    case "settle": {
      const what = <a class="link mono" href={paths.opsUnclear(act.of)}>{act.of}</a>;
      return [[a.what, what], ...findingFacts(act, lang)];
    }
    case "lift_block": {
      const what = <a class="link mono" href={paths.opsBlock(act.of)}>{act.of}</a>;
      return [[a.what, what], [a.reason, isolated(act.reason)]];
    }
    case "settle_difference": {
      const what = <a class="link mono" href={paths.opsDifference(act.of)}>{act.of}</a>;
      const left = <Amount money={cny(act.left)} />;
      return [[a.what, what], [a.leftToCorrect, left], [a.reason, isolated(act.why)]];
    }
    case "end_advance": {
      const what = <a class="link mono" href={paths.opsRecord(act.of)}>{act.of}</a>;
      const reference = act.reference === undefined ? undefined : isolated(act.reference);
      return [[a.what, what], [a.reference, reference], [a.reason, isolated(act.why)]];
    }
    case "pay_out":
    case "paid_out":
    case "return_payout":
    case "place_hold":
    case "release_hold":
    case "record_receipt":
    case "agree_terms":
    case "set_calendar":
      return settlementActFacts(act, lang);
    case "refund_dispute": {
      const what = <a class="link mono" href={paths.opsDispute(act.of)}>{act.of}</a>;
      return [[a.what, what], [a.reason, isolated(act.why)]];
    }
    case "pay_out_refund":
    case "resend_refund": {
      const what = <a class="link mono" href={paths.opsRecord(act.of)}>{act.of}</a>;
      const account = act.kind === "pay_out_refund" ? accountFacts(act.masked, lang) : [];
      return [[a.what, what], ...account, [a.reason, isolated(act.why)]];
    }
    case "allocate_transfer":
      return [
        [a.bankLines, act.lines.map(({ lineId }) => <BankLineLink key={lineId} lineId={lineId} />)],
        [
          a.orders,
          act.orders.map((id) => (
            <div key={id}>
              <a class="link mono" href={paths.opsRecord(id)}>{id}</a>
            </div>
          )),
        ],
      ];
    case "return_transfer":
      return [
        [a.bankLines, <BankLineLink key={act.of} lineId={act.of} />],
        [a.reference, isolated(act.reference)],
      ];
  }
}

function accountFacts({ bank, holder, lastFour }: MaskedAccount, lang: Lang): readonly Row[] {
  const a = actWords(lang);
  return [[a.bank, isolated(bank)], [a.holder, isolated(holder)], [
    a.accountNo,
    `···· ${lastFour}`,
  ]];
}

function BankLineLink({ lineId }: { readonly lineId: string }) {
  return (
    <div>
      <a class="link mono" href={paths.opsBankLine(lineId)}>{lineId}</a>
    </div>
  );
}
