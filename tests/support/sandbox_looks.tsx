import type { BankContractState } from "../../core/channel/sandbox/bank_contract.ts";
import type { BankPayment, BankPaymentState } from "../../core/channel/sandbox/bank_payment.ts";
import { persons } from "../../core/channel/sandbox/persons.ts";
import { CashierPage } from "../../views/sandbox/cashier_page.tsx";
import { InboxPage } from "../../views/sandbox/inbox_page.tsx";
import { UnknownRequestPage } from "../../views/sandbox/unknown_request_page.tsx";
import { WalletPage } from "../../views/sandbox/wallet_page.tsx";
import { type PressTrouble, WalletRequestPage } from "../../views/sandbox/wallet_request_page.tsx";
import {
  bankContracts,
  type BankPaymentName,
  bankPayments,
  logged,
  messages,
} from "./bank_requests.ts";
import { type Covers, keysOf, type Look, type Looks, looksOf } from "./look.ts";

true satisfies Covers<BankPaymentState, (typeof bankPayments)[BankPaymentName]["state"]>;
true satisfies Covers<BankContractState, (typeof bankContracts)[number]["state"]>;

const troubles = keysOf<PressTrouble>({ card: true, choice: true, decided: true });
const { waiting } = bankPayments;
const byLogin = { ...waiting, method: "account" } as const;
const person = persons[0]!;

/** Every look of the simulated app, cashier and messages. */
export const sandboxLooks: Looks = {
  "sandbox/app/empty": (frame) => (
    <WalletPage frame={frame} waiting={[]} log={[]} person={person} contracts={[]} />
  ),
  "sandbox/app/full": (frame) => (
    <WalletPage
      frame={frame}
      waiting={[waiting]}
      log={logged}
      person={person}
      contracts={bankContracts}
      wrongCode="https://elsewhere.example"
    />
  ),
  ...looksOf("sandbox/request", keysOf(bankPayments), (name) => request(bankPayments[name])),
  ...looksOf("sandbox/request/returned", troubles, (trouble) => request(waiting, { trouble })),
  "sandbox/request/too_late": request(waiting, { over: true }),
  "sandbox/cashier/silent": cashier(bankPayments.silent),
  "sandbox/cashier/login": cashier(byLogin),
  "sandbox/cashier/decided": cashier(bankPayments.cancelled),
  ...looksOf("sandbox/cashier/returned", troubles, (trouble) => cashier(waiting, trouble)),
  "sandbox/cashier/login_wrong": cashier(byLogin, "card"),
  "sandbox/messages/none": (frame) => <InboxPage frame={frame} messages={[]} />,
  "sandbox/messages/some": (frame) => <InboxPage frame={frame} messages={messages} />,
  "sandbox/unknown": (frame) => <UnknownRequestPage frame={frame} />,
};

interface Given {
  readonly trouble?: PressTrouble;
  readonly over?: boolean;
}

function request(payment: BankPayment, { trouble, over = false }: Given = {}): Look {
  const given = { payment, over, log: logged.slice(0, 1), trouble };
  return (frame) => <WalletRequestPage frame={frame} {...given} />;
}

function cashier(payment: BankPayment, trouble?: PressTrouble): Look {
  return (frame) => <CashierPage frame={frame} payment={payment} over={false} trouble={trouble} />;
}
