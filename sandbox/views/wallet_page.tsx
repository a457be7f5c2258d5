import type { BankPayment } from "../bank/bank_payment.ts";
import type { BankContract } from "../bank/bank_contract.ts";
import type { BankDeviceCard } from "../bank/bank_device_card.ts";
import type { Person } from "../bank/persons.ts";
import type { LoggedLine } from "../bank/bank_store.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../../views/frame.ts";
import { Layout } from "../../views/layout.tsx";
import { formatMoney } from "../../views/parts/money.tsx";
import { withMoments } from "../../views/parts/moments.tsx";
import { formatTime } from "../../views/parts/time.tsx";
import type { Lang } from "../../views/words.ts";
import { DeviceCardsCard } from "./device_cards_card.tsx";
import { EventLog } from "./event_log.tsx";
import { ContractsCard, WhoCard } from "./person_cards.tsx";
import { type SandboxWords, sandboxWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly waiting: readonly BankPayment[];
  readonly log: readonly LoggedLine[];
  /** Whose phone it is, and what they have signed. */
  readonly person: Person;
  readonly contracts: readonly BankContract[];
  readonly deviceCards: readonly BankDeviceCard[];
  /** The pasted code is not one of ours; it is shown again. */
  readonly wrongCode?: string | undefined;
}

/** The simulated 云闪付 app: pending requests, a field in place of a camera, whose phone it is and what they signed. */
export function WalletPage(
  { frame, waiting, log, person, contracts, deviceCards, wrongCode }: Props,
) {
  const w = sandboxWords(frame.lang);
  return (
    <Layout frame={frame} title={w.walletTitle} mode="test" width="pair" script={false}>
      <div class="columns">
        <div class="stack">
          <section class="card stack">
            {wrongCode === undefined
              ? null
              : (
                <div id="summary" class="band ochre" tabindex={-1} role="group">
                  <a href="#code">{w.codeWrong}</a>
                </div>
              )}
            <h1>{w.walletTitle}</h1>
            <p class="quiet-text">{w.walletIntro}</p>
            <h2>{w.waiting}</h2>
            <Requests waiting={waiting} lang={frame.lang} />
          </section>
          <CodeForm wrongCode={wrongCode} w={w} />
          <WhoCard lang={frame.lang} person={person} />
          <ContractsCard lang={frame.lang} person={person} contracts={contracts} />
          <DeviceCardsCard lang={frame.lang} person={person} deviceCards={deviceCards} />
          <a class="link" href={paths.sandboxWallet()}>{w.refresh}</a>
        </div>
        <EventLog lang={frame.lang} lines={log} />
      </div>
    </Layout>
  );
}

interface RequestsProps {
  readonly waiting: readonly BankPayment[];
  readonly lang: Lang;
}

function Requests({ waiting, lang }: RequestsProps) {
  const w = sandboxWords(lang);
  if (waiting.length === 0) return <p>{w.nothingWaiting}</p>;
  return (
    <div class="actions">
      {waiting.map((payment) => (
        <a
          key={payment.token}
          class="button quiet"
          href={paths.sandboxWalletRequest(payment.token)}
        >
          <span>
            <bdi>{payment.payee}</bdi> · {formatMoney(payment.amount)} · {w.payBefore}{" "}
            {withMoments(formatTime(payment.payBefore, lang))}
          </span>
        </a>
      ))}
    </div>
  );
}

interface CodeProps {
  readonly wrongCode: string | undefined;
  readonly w: SandboxWords;
}

function CodeForm({ wrongCode, w }: CodeProps) {
  const wrong = wrongCode !== undefined;
  return (
    <form class="card stack" method="post" action={paths.sandboxWallet()}>
      <div class="field">
        <label for="code">{w.code}</label>
        <input
          id="code"
          name="code"
          value={wrongCode ?? ""}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxlength={512}
          aria-describedby="code-hint"
          {...(wrong ? { "aria-invalid": "true" } : {})}
        />
        <p id="code-hint" class="hint">{wrong ? w.codeWrong : w.codeHint}</p>
      </div>
      <button class="button quiet" type="submit">{w.openCode}</button>
    </form>
  );
}
