import type { Checks } from "./checks.ts";

/**
 * Steps `e` of the consumer `p` between a block of theirs and its lift. Only those since their channel last told who they
 * are: before, other digests were compared. What a restore only asks about was not sent.
 */
const whileBlocked = (theirs: string, types: readonly string[]) => `
  select e.event_id, b.block_id
  from blocks b
  join events a on a.subject_id = b.block_id and a.type = 'block.added'
  left join events l on l.subject_id = b.block_id and l.type = 'block.lifted'
  join consumers p on p.phone_digest = b.digest or p.id_number_digest = b.digest
  ${theirs} and e.type in (${types.map((type) => `'${type}'`).join(", ")})
  where e.by <> 'operator' and e.seq > a.seq and (l.seq is null or e.seq < l.seq) and e.seq > coalesce((
    select max(k.seq) from events k where k.subject_id = p.consumer_id), 0)`;

/** The block list held in the writes that it refuses, and two people took off it what was taken off. */
export const blockChecks: Checks = {
  "a charge of somebody who was blocked": whileBlocked(
    `join contracts c on c.consumer_id = p.consumer_id
    join deductions d on d.contract_id = c.contract_id
    join events e on e.subject_id = d.deduction_id`,
    ["deduction.requested", "deduction.sent"],
  ),
  "a signature of somebody who was blocked": whileBlocked(
    `join signings s on s.consumer_id = p.consumer_id
    join events e on e.subject_id = s.signing_id`,
    ["signing.confirmed", "signing.already_signed"],
  ),
  "a block that was lifted without a second person": `
    select block_id from blocks where state = 'lifted' and block_id not in (
      select json_extract(act, '$.of') from proposals
      where state = 'confirmed' and json_extract(act, '$.of') is not null)`,
};
