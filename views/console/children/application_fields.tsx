import type { ChildWords } from "./child_words.ts";
import { LineField } from "./line_field.tsx";

type Name =
  | "licence_no"
  | "legal_name"
  | "contact_name"
  | "contact_phone"
  | "bank"
  | "holder"
  | "account_no"
  | "agreement_digest"
  | "app_name"
  | "app_digest";

interface Props {
  readonly w: ChildWords;
  /** How a field comes back. */
  readonly of: (name: Name) => {
    readonly name: string;
    readonly value: string;
    readonly problem: string | undefined;
  };
}

/** What a live number is applied for with, besides its name and products [docs/merchants.md]. */
export function ApplicationFields({ w, of }: Props) {
  const a = w.application;
  return (
    <>
      <h2>{a.company}</h2>
      <LineField {...of("licence_no")} label={a.licence_no} />
      <LineField {...of("legal_name")} label={a.legal_name} />
      <h2>{a.contact}</h2>
      <LineField {...of("contact_name")} label={a.contact_name} />
      <LineField {...of("contact_phone")} label={a.contact_phone} numeric />
      <h2>{a.account}</h2>
      <LineField {...of("bank")} label={a.bank} />
      <LineField {...of("holder")} label={a.holder} />
      <LineField {...of("account_no")} label={a.account_no} hint={a.accountHint} numeric />
      <h2>{a.agreement}</h2>
      <LineField {...of("agreement_digest")} label={a.agreement_digest} hint={a.digestHint} />
      <h2>{a.app}</h2>
      <LineField {...of("app_name")} label={a.app_name} hint={a.appHint} required={false} />
      <LineField {...of("app_digest")} label={a.app_digest} hint={a.digestHint} required={false} />
    </>
  );
}
