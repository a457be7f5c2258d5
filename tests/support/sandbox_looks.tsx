import type { BankDeviceCard } from "../../sandbox/bank/bank_device_card.ts";
import type { BankContractState } from "../../sandbox/bank/bank_contract.ts";
import type { BankPayment, BankPaymentState } from "../../sandbox/bank/bank_payment.ts";
import { persons } from "../../sandbox/bank/persons.ts";
import { CashierPage } from "../../sandbox/views/cashier_page.tsx";
import { InboxPage } from "../../sandbox/views/inbox_page.tsx";
import { PursePage } from "../../sandbox/views/purse_page.tsx";
import type { Debit } from "../../sandbox/bank/purse.ts";
import { cny } from "../../core/money.ts";
import { START } from "./fake_clock.ts";
import { UnknownRequestPage } from "../../sandbox/views/unknown_request_page.tsx";
import { WalletPage } from "../../sandbox/views/wallet_page.tsx";
import {
  type PressFormError,
  WalletRequestPage,
} from "../../sandbox/views/wallet_request_page.tsx";
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

const formErrors = keysOf<PressFormError>({ card: true, choice: true, decided: true });
const { waiting } = bankPayments;
const byLogin = { ...waiting, method: "account" } as const;
const person = persons[0]!;
const debited = {
  number: "01KAG8M0000000000000000001",
  amount: cny(8_800),
  payee: "清风茶馆 Breeze Teahouse",
  subject: "龙井一壶",
  at: START,
} as const;
const debits: readonly Debit[] = [
  {
    ...debited,
    state: "paid",
    personNo: "person_a",
    txnNo: "202611200001",
    refunded: cny(800),
  },
  {
    ...debited,
    number: "01KAG8M0000000000000000002",
    state: "declined",
    personNo: "person_a",
    reason: "insufficient_funds",
  },
];

const onDevices: readonly BankDeviceCard[] = [{
  token: "sbxdevice_1",
  personNo: "person_a",
  cardToken: "sbxcard_a_debit",
  device: "phone",
  gone: false,
  revision: 2,
  suspended: true,
  isDefault: true,
}];

/** Every look of the simulated app, cashier and messages. */
export const sandboxLooks: Looks = {
  "sandbox/app/empty": (frame) => (
    <WalletPage
      frame={frame}
      waiting={[]}
      log={[]}
      person={person}
      contracts={[]}
      deviceCards={[]}
    />
  ),
  "sandbox/app/full": (frame) => (
    <WalletPage
      frame={frame}
      deviceCards={onDevices}
      waiting={[waiting]}
      log={logged}
      person={person}
      contracts={bankContracts}
      wrongCode="https://elsewhere.example"
    />
  ),
  ...looksOf("sandbox/request", keysOf(bankPayments), (name) => request(bankPayments[name])),
  ...looksOf(
    "sandbox/request/returned",
    formErrors,
    (formError) => request(waiting, { formError }),
  ),
  "sandbox/request/too_late": request(waiting, { over: true }),
  "sandbox/cashier/silent": cashier(bankPayments.silent),
  "sandbox/cashier/login": cashier(byLogin),
  "sandbox/cashier/decided": cashier(bankPayments.cancelled),
  ...looksOf("sandbox/cashier/returned", formErrors, (formError) => cashier(waiting, formError)),
  "sandbox/cashier/login_wrong": cashier(byLogin, "card"),
  "sandbox/messages/none": (frame) => <InboxPage frame={frame} messages={[]} />,
  "sandbox/messages/some": (frame) => <InboxPage frame={frame} messages={messages} />,
  "sandbox/purse/empty": (frame) => (
    <PursePage frame={frame} person={person} has={cny(50_000)} putIn={cny(50_000)} debits={[]} />
  ),
  "sandbox/purse/full": (frame) => (
    <PursePage
      frame={frame}
      person={person}
      has={cny(1_234_50)}
      putIn={cny(50_000)}
      debits={debits}
      wrongLink="https://elsewhere.example"
    />
  ),
  "sandbox/unknown": (frame) => <UnknownRequestPage frame={frame} />,
};

interface Given {
  readonly formError?: PressFormError;
  readonly over?: boolean;
}

function request(payment: BankPayment, { formError, over = false }: Given = {}): Look {
  const given = { payment, over, log: logged.slice(0, 1), formError };
  return (frame) => <WalletRequestPage frame={frame} {...given} />;
}

function cashier(payment: BankPayment, formError?: PressFormError): Look {
  return (frame) => (
    <CashierPage frame={frame} payment={payment} over={false} formError={formError} />
  );
}
