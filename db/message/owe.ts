import type { Arrear } from "../../core/arrear/arrear.ts";
import type { Contract } from "../../core/contract/contract.ts";
import type { Deduction } from "../../core/deduction/deduction.ts";
import type { Statement } from "../../core/unit.ts";

// Owed in the same write as what they tell, so that a crash never loses one.

const OWE_CHARGED = `insert into messages (message_id, kind, contract_id, deduction_id, due_at)
  select ?1, 'charged', ?2, ?1, 0 from contracts c join consumers k on k.consumer_id = c.consumer_id
  where c.contract_id = ?2 and k.tell_after_charge = 1
  on conflict (message_id) do nothing`;

/** Only to a consumer who asked for it. */
export function oweCharged({ deductionId, contractId }: Deduction): Statement {
  return { sql: OWE_CHARGED, args: [deductionId, contractId] };
}

const OWE = `insert into messages (message_id, kind, contract_id, due_at) values (?1, ?2, ?3, 0)
  on conflict (message_id) do nothing`;

export function oweSigned({ contractId }: Contract): Statement {
  return { sql: OWE, args: [`${contractId}-signed`, "signed", contractId] };
}

/** By the first step after which nothing can be charged; a later one says nothing new. */
export function oweEnded({ contractId }: Contract): Statement {
  return { sql: OWE, args: [`${contractId}-ended`, "ended", contractId] };
}

const OWE_ARREAR = `insert into messages (message_id, kind, contract_id, deduction_id, due_at)
  values (?1, 'owed', ?2, ?3, 0) on conflict (message_id) do nothing`;

/** What it costs not to know of it is theirs. */
export function oweArrear({ arrearId, contractId, deductionId }: Arrear): Statement {
  return { sql: OWE_ARREAR, args: [arrearId, contractId, deductionId] };
}
