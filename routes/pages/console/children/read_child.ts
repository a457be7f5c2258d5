import * as z from "zod";
import type { ApplicationForm } from "../../../../core/application/application.ts";
import { isLicenceNo } from "../../../../core/enterprise/enterprise.ts";
import { type Product, products } from "../../../../core/merchant/merchant.ts";
import type { Settings } from "../../../../core/merchant/change_settings.ts";
import { isAccountNo } from "../../../../core/settlement/settlement_account.ts";
import type { ChildProblem } from "../../../../views/console/children/new_child_page.tsx";
import { readLine } from "../../staff/form_fields.ts";

export type ChildProblems = Readonly<Partial<Record<ChildProblem, true>>>;

/** What every child has; without a reference where none was entered. */
export interface ReadChild {
  readonly name: string;
  readonly reference: string | undefined;
  readonly products: readonly Product[];
}

const NAME_MAX = 64;
const CONTACT_MAX = 40;
const reference = z.string().regex(/^[0-9A-Za-z_.:-]{1,64}$/);
const phone = z.string().regex(/^[0-9]{7,15}$/);
const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** The form of a child, or what is wrong with each of its fields. */
export function readChild(form: URLSearchParams): ReadChild | ChildProblems {
  const name = readLine(form.get("name"), NAME_MAX);
  const typed = (form.get("reference") ?? "").trim();
  const problems: ChildProblems = {
    ...(name === undefined ? { name: true } : {}),
    ...(typed !== "" && !reference.safeParse(typed).success ? { reference: true } : {}),
  };
  if (name === undefined || Object.keys(problems).length > 0) return problems;
  return { name, reference: typed === "" ? undefined : typed, products: productsIn(form) };
}

export function productsIn(form: URLSearchParams): readonly Product[] {
  return products.filter((each) => form.getAll("products").includes(each));
}

/** The whole form of an application, or what is wrong with each of its fields. */
export function readApplication(
  form: URLSearchParams,
  settings: Settings,
): ApplicationForm | ChildProblems {
  const child = readChild(form);
  const line = (name: string, max = NAME_MAX) => readLine(form.get(name), max);
  const plain = (name: string) => (form.get(name) ?? "").replaceAll(/\s/g, "");
  const licenceNo = plain("licence_no");
  const [legalName, contactName] = [line("legal_name"), line("contact_name", CONTACT_MAX)];
  const [contactPhone, accountNo] = [plain("contact_phone"), plain("account_no")];
  const [bank, holder] = [line("bank"), line("holder")];
  const agreementDigest = plain("agreement_digest").toLowerCase();
  const [appName, appDigest] = [line("app_name"), plain("app_digest").toLowerCase()];
  const wantsApp = (form.get("app_name") ?? "").trim() !== "" || appDigest !== "";
  const problems: ChildProblems = {
    ...("name" in child && typeof child.name === "string" ? {} : child as ChildProblems),
    ...("reference" in child && child.reference === undefined ? { reference: true } : {}),
    ...(isLicenceNo(licenceNo) ? {} : { licence_no: true }),
    ...(legalName === undefined ? { legal_name: true } : {}),
    ...(contactName === undefined ? { contact_name: true } : {}),
    ...(phone.safeParse(contactPhone).success ? {} : { contact_phone: true }),
    ...(bank === undefined ? { bank: true } : {}),
    ...(holder === undefined ? { holder: true } : {}),
    ...(isAccountNo(accountNo) ? {} : { account_no: true }),
    ...(digest.safeParse(agreementDigest).success ? {} : { agreement_digest: true }),
    ...(wantsApp && appName === undefined ? { app_name: true } : {}),
    ...(wantsApp && !digest.safeParse(appDigest).success ? { app_digest: true } : {}),
  };
  const wrong = Object.keys(problems).length > 0;
  if (wrong || !isChild(child) || child.reference === undefined) return problems;
  if (!legalName || !contactName || !bank || !holder) return problems;
  return {
    ...settings,
    ...child,
    reference: child.reference,
    licenceNo,
    legalName,
    agreementDigest,
    app: wantsApp && appName ? { name: appName, agreementDigest: appDigest } : undefined,
    contact: { name: contactName, phone: contactPhone },
    account: { bank, holder, accountNo },
  };
}

export function isChild(read: ReadChild | ChildProblems): read is ReadChild {
  return typeof read.name === "string";
}

export function isApplication(read: ApplicationForm | ChildProblems): read is ApplicationForm {
  return typeof read.name === "string";
}
