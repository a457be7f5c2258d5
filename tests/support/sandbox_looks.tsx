import type { BankDeviceCard } from "../../sandbox/bank/bank_device_card.ts";
import type { BankContractState } from "../../sandbox/bank/bank_contract.ts";
import type { BankPayment, BankPaymentState } from "../../sandbox/bank/bank_payment.ts";
import { persons } from "../../sandbox/bank/persons.ts";
import { CashierPage } from "../../sandbox/views/cashier_page.tsx";
import { InboxPage } from "../../sandbox/views/inbox_page.tsx";
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
