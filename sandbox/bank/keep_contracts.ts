import type { ChannelOrderNo } from "../../core/id.ts";
import { after, type Instant } from "../../core/time.ts";
import { type ContractStep, contractSubject } from "./bank_contract.ts";
import { type BankNotice, NOTICE_LEASE } from "./bank_notice.ts";
import { type BankDeps, newEntry, token, writeAtBank } from "./write_at_bank.ts";

interface NoticeFacts {
  readonly subjectNo: ChannelOrderNo;
  readonly url: string;
  readonly body: string;
  readonly at: Instant;
}

interface Sending {
  readonly now: Instant;
  /** Notices due now belong to the holder of this lease, or to the job without one. */
  readonly lease?: string | undefined;
}

/**
 * Stores one step of each of these contracts, all or none. Returns the notices that the caller's lease holds. Throws
 * Conflict when one of them was changed first.
 */
export async function keepContracts(
  deps: BankDeps,
  steps: readonly ContractStep[],
  { now, lease }: Sending,
): Promise<readonly BankNotice[]> {
  const kept = steps.map(({ contract, what, notices }) => {
    const subjectNo = contractSubject(contract.contractId);
    const { version, noticeUrl: url } = contract;
    return {
      entry: newEntry(deps, subjectNo, version, now, what),
      contract,
      notices: notices.map(({ at, body }) =>
        newNotice(deps, { subjectNo, url, body, at }, { now, lease })
      ),
    };
  });
  await writeAtBank(deps, deps.sandbox.contracts.keep(kept));
  return kept.flatMap((each) => each.notices).filter((each) => each.lease !== undefined);
}

export function newNotice(
  deps: BankDeps,
  { subjectNo, url, body, at }: NoticeFacts,
  { now, lease }: Sending,
): BankNotice {
  const mine = at <= now ? lease : undefined;
  return {
    noticeId: token(deps),
    channelOrderNo: subjectNo,
    url,
    body,
    dueAt: at,
    attempts: 0,
    lease: mine,
    leasedUntil: mine === undefined ? now : after(now, NOTICE_LEASE),
  };
}
