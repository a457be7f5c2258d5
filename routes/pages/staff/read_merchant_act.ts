import * as z from "zod";
import { allScopes } from "../../../core/merchant/merchant_key.ts";
import type { MerchantAct } from "../../../core/proposal/proposal.ts";
import { ok, type Result } from "../../../core/result.ts";
import { isAccountNo, masked } from "../../../core/settlement/settlement_account.ts";
import { type BusinessDay } from "../../../core/time.ts";
import type { ProposingProblem } from "../../../views/staff/act_problem.ts";
import { publicJwk, type ReadJwk, readJwk, weaknessOf } from "../../api/v1/jwk.ts";
import { readLine, readName } from "./form_fields.ts";

/** An act as a form has it, with what it masks. */
export interface ReadAct {
  readonly act: MerchantAct;
  readonly hidden?: Readonly<Record<string, string>>;
}

type Read = Result<ReadAct, ProposingProblem>;

const REASON_CHARACTERS_MAX = 200;
const JWK_CHARACTERS_MAX = 4_096;
const day = z.iso.date();

/** What the form of this act says, or which field is wrong. */
export function readMerchantAct(kind: MerchantAct["kind"], form: URLSearchParams): Promise<Read> {
  switch (kind) {
    case "set_account":
      return Promise.resolve(readAccount(form));
    case "add_key":
      return readKey(form);
    case "share":
      return Promise.resolve(readSharing(form));
    case "close": {
      const reason = readLine(form.get("reason"), REASON_CHARACTERS_MAX);
      return Promise.resolve(reason ? ok({ act: { kind, reason } }) : wrong("reason"));
    }
  }
}

function readAccount(form: URLSearchParams): Read {
  const bank = readName(form.get("bank"));
  const holder = readName(form.get("holder"));
  // As people write it, in groups.
  const accountNo = (form.get("account_no") ?? "").replaceAll(/\s/g, "");
  if (bank === undefined) return wrong("bank");
  if (holder === undefined) return wrong("holder");
  if (!isAccountNo(accountNo)) return wrong("account_no");
  const account = { bank, holder, accountNo };
  return ok({ act: { kind: "set_account", masked: masked(account) }, hidden: account });
}

async function readKey(form: URLSearchParams): Promise<Read> {
  const key = await readPublicKey(form.get("jwk") ?? "");
  return key ? ok({ act: { kind: "add_key", ...key } }) : wrong("jwk");
}

/** A public key as it is pasted; undefined when we could not verify with it, or anybody could sign for it. */
export async function readPublicKey(text: string): Promise<ReadJwk | undefined> {
  const given = publicJwk.safeParse(parsed(text));
  if (!given.success) return undefined;
  const { data } = given;
  const jwk = await readJwk(data);
  return "path" in jwk || (data.kty === "RSA" && weaknessOf(data.n)) ? undefined : jwk;
}

function readSharing(form: URLSearchParams): Read {
  const agreementNo = readName(form.get("agreement_no"));
  const covers = form.get("covers");
  const [first, last] = [form.get("first_day") ?? "", form.get("last_day") ?? ""];
  const shared = form.getAll("shared");
  if (agreementNo === undefined) return wrong("agreement_no");
  if (covers !== "children" && covers !== "all_below") return wrong("covers");
  if (!day.safeParse(first).success || !day.safeParse(last).success || first > last) {
    return wrong("days");
  }
  const sharesContracts = shared.includes("contracts");
  const parentMay = allScopes.filter((scope) => shared.includes(scope));
  if (!sharesContracts && parentMay.length === 0) return wrong("shared");
  const [firstDay, lastDay] = [first as BusinessDay, last as BusinessDay];
  const agreed = { agreementNo, covers, firstDay, lastDay, sharesContracts, parentMay } as const;
  return ok({ act: { kind: "share", agreed } });
}

function parsed(text: string): unknown {
  try {
    return text.length > JWK_CHARACTERS_MAX ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wrong(error: ProposingProblem): Read {
  return { ok: false, error };
}
