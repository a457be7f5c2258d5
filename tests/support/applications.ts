import type { ApplicationId } from "../../core/id.ts";
import { registerKey, signedRequest } from "./signer.ts";
import type { TestApp, TestMerchant } from "./test_app.ts";

export const applicationForm = {
  name: "运河店",
  reference: "canal",
  products: ["cashier"],
  application: {
    licence_no: "91000000MA0000001R",
    legal_name: "运河餐饮有限公司",
    contact: { name: "柳青", phone: "19900000001" },
    settlement_account: {
      bank: "江湾银行",
      holder: "运河餐饮有限公司",
      account_no: "990000112233445",
    },
    agreement_digest: "a".repeat(64),
  },
};

/** What one of the institution's people files for an enterprise's first number, by the form's fields. */
export const rootForm = {
  reference: "HT-2026-11",
  name: "拱宸桥书店",
  licence_no: "91000000MA0000007C",
  legal_name: "运河文化有限公司",
  return_urls: "https://books.example/paid",
  agreement_digest: "c".repeat(64),
  contact_name: "柳青",
  contact_phone: "19900000001",
  bank: "江湾银行",
  account_holder: "运河文化有限公司",
  account_no: "990000112233445",
};

export interface Applicant {
  readonly parent: TestMerchant;
  /** Submits a form and gives its application. */
  submit(form: unknown): Promise<ApplicationId>;
  read(applicationId: ApplicationId): Promise<Record<string, unknown>>;
}

/** A live merchant that signs its applications. */
export async function applicant(app: TestApp): Promise<Applicant> {
  const parent = await app.openMerchant("总店", { mode: "live" });
  const signer = await registerKey(app, "EdDSA", parent);
  const ask = async (path: string, body?: unknown) => {
    const given = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await app.fetch(await signedRequest(app, signer, { path, ...given }));
    if (!answer.ok) throw new Error(`Cannot ask ${path}: ${await answer.text()}`);
    return await answer.json();
  };
  return {
    parent,
    submit: async (form) => (await ask("/v1/merchants", form)).application_id,
    read: (applicationId) => ask(`/v1/merchant_applications/${applicationId}`),
  };
}
