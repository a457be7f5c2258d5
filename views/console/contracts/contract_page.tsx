import { channelName } from "../../parts/channel_name.ts";
import type { ContractView } from "../../../core/console/view_contract.ts";
import { type Contract, endOf, suspensionsOf } from "../../../core/contract/contract.ts";
import { contractResource } from "../../../core/contract/contract_resource.ts";
import { leftOf } from "../../../core/deduction/left_today.ts";
import { shownState } from "../../../core/deduction/deduction.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { Frame } from "../../frame.ts";
import { fact, Facts } from "../../parts/facts.tsx";
import { Amount, formatMoney } from "../../parts/money.tsx";
import { Time } from "../../parts/time.tsx";
import type { Who } from "../../staff/desk.tsx";
import type { Lang } from "../../words.ts";
import { deductionMarks } from "../deductions/deduction_columns.tsx";
import { deductionWords } from "../deductions/deduction_words.ts";
import { DetailPage } from "../detail.tsx";
import { StateWord } from "../state_word.tsx";
import { contractMarks } from "./contract_columns.tsx";
import { contractWords } from "./contract_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly view: ContractView;
}

/** One contract: how it stands and what is left today, what was charged, and what happened to it. */
export function ContractPage({ frame, who, view }: Props) {
  const { lang } = frame;
  const w = contractWords(lang);
  const { contract, usedToday, steps, deliveries } = view;
  const left = formatMoney(leftOf(contract, usedToday));
  const inForce = contract.state === "active" || contract.state === "suspended";
  return (
    <DetailPage
      frame={frame}
      who={who}
      section="contracts"
      title={contract.contractCode}
      steps={steps}
      deliveries={deliveries}
      resource={contractResource(contract, usedToday)}
    >
      <section class="card stack">
        <h1>
          <StateWord mark={contractMarks[contract.state]} text={w.states[contract.state]} />{" "}
          <bdi>{contract.title}</bdi>
        </h1>
        {contract.state === "active"
          ? <p>{w.leftToday(left, formatMoney(contract.perDayLimit))}</p>
          : null}
        <ContractFacts lang={lang} view={view} />
        <p class="tools">
          {view.signAgainUrl !== undefined && permits(who.role, "contracts:write")
            ? (
              <a class="button quiet" href={paths.consoleSignAgainLink(contract.contractId)}>
                {w.newLink}
              </a>
            )
            : null}
          <a class="button quiet" href={paths.consoleContractEvidence(contract.contractId)}>
            {w.evidence}
          </a>
          {inForce && permits(who.role, "contracts:write")
            ? (
              <a class="button quiet" href={paths.consoleContractTermination(contract.contractId)}>
                {w.end}
              </a>
            )
            : null}
        </p>
      </section>
      {permits(who.role, "deductions:read") ? <Charges lang={lang} view={view} /> : null}
    </DetailPage>
  );
}

function ContractFacts({ lang, view: { contract, usedToday, signAgainUrl } }: {
  readonly lang: Lang;
  readonly view: ContractView;
}) {
  const w = contractWords(lang);
  const { columns } = w;
  const end = endOf(contract);
  const mono = (text: string | undefined) => text && <span class="mono">{text}</span>;
  return (
    <Facts
      rows={[
        fact(columns.contractCode, mono(contract.contractCode)),
        fact(columns.contractId, mono(contract.contractId)),
        fact(columns.userId, mono(contract.userId)),
        fact(columns.openId, mono(contract.openId)),
        fact(columns.card, <bdi>{contract.cardLabel}</bdi>),
        fact(columns.perTransaction, <Amount money={contract.perTransactionLimit} />),
        fact(columns.perDay, <Amount money={contract.perDayLimit} />),
        fact(columns.usedToday, <Amount money={usedToday} />),
        fact(columns.channel, channelName(w.channels, contract.channel)),
        fact(
          columns.again,
          signAgainUrl && (
            <>
              <span class="mono line">{signAgainUrl}</span>
              <span class="small quiet-text line">{w.againHelp}</span>
            </>
          ),
        ),
        fact(
          columns.replacedBy,
          end?.replacedBy && (
            <a class="link mono" href={paths.consoleContract(end.replacedBy)}>{end.replacedBy}</a>
          ),
        ),
        fact(columns.signed, <Time at={contract.signedAt} lang={lang} />),
        fact(columns.expires, contract.expiresAt && <Time at={contract.expiresAt} lang={lang} />),
        fact(columns.ended, end && <Time at={end.endedAt} lang={lang} />),
        fact(columns.endedBy, end && w.endedBy[end.terminatedBy]),
        fact(w.reason, end?.reason && <bdi>{end.reason}</bdi>),
        fact(
          w.suspended,
          suspensionsOf(contract).length > 0 && <Suspended {...{ contract, lang }} />,
        ),
        fact(w.sharedWith, mono(contract.sharedWith.join(" ") || undefined)),
        fact(
          columns.planId,
          <>
            <a class="link mono" href={paths.consolePlan(contract.planId)}>{contract.planId}</a>
            {" "}
            v{contract.planVersion}
          </>,
        ),
        fact(
          w.signing,
          <a class="link mono" href={paths.consoleSigning(contract.signingId)}>
            {contract.signingId}
          </a>,
        ),
      ].map(([label, value]) => [label, value || undefined] as const)}
    />
  );
}

/** Why it is suspended, each reason with whose it is and since when. */
function Suspended({ contract, lang }: { readonly contract: Contract; readonly lang: Lang }) {
  const w = contractWords(lang);
  return suspensionsOf(contract).map(({ reason, setAt, text }) => (
    <span key={reason} class="line">
      {w.suspensions[reason]}
      {text === undefined ? null : (
        <>
          : <bdi>{text}</bdi>
        </>
      )}{" "}
      <span class="small quiet-text">
        <Time at={setAt} lang={lang} />
      </span>
    </span>
  ));
}

function Charges({ lang, view: { contract, charges } }: {
  readonly lang: Lang;
  readonly view: ContractView;
}) {
  const w = contractWords(lang);
  const { states, failures } = deductionWords(lang);
  return (
    <section class="card stack">
      <h2>{w.charges}</h2>
      {charges.length === 0 ? <p class="quiet-text">{w.noCharges}</p> : null}
      <ul class="rows paired">
        {charges.map((charge) => (
          <li key={charge.deductionId}>
            <span>
              <a class="link mono" href={paths.consoleDeduction(charge.deductionId)}>
                {charge.merchantOrderNo}
              </a>
              <span class="small quiet-text">
                <Time at={charge.createdAt} lang={lang} />
                {charge.state === "failed" ? <span>· {failures[charge.reason]}</span> : null}
              </span>
            </span>
            <span class="end">
              <Amount money={charge.amount} />
              <StateWord
                mark={deductionMarks[shownState(charge)]}
                text={states[shownState(charge)]}
              />
            </span>
          </li>
        ))}
      </ul>
      {charges.length === 0 ? null : (
        <a
          class="link"
          href={paths.consoleList("deductions", `contract_id=${contract.contractId}`)}
        >
          {w.allCharges}
        </a>
      )}
    </section>
  );
}
