import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byStaff } from "../../core/actor.ts";
import { addBlocks } from "../../core/block/add_blocks.ts";
import { findPayer } from "../../core/block/find_payer.ts";
import { proposeLift } from "../../core/block/propose_lift.ts";
import { readTarget } from "../../core/block/read_target.ts";
import { conflictOf } from "../../core/conflict.ts";
import { digestPeople } from "../../core/consumer/digest_people.ts";
import { confirmProposal } from "../../core/proposal/decide_proposal.ts";
import { removal } from "../../core/staff/remove_staff.ts";
import type { SignedIn } from "../../core/staff/session.ts";
import { days } from "../../core/time.ts";
import { persons } from "../../sandbox/bank/persons.ts";
import { blocked } from "../support/blocks.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const person = persons[0]!;
let app: TestApp;
let here: SignedIn;
let other: SignedIn;
beforeEach(async () => {
  app = await testApp();
  here = await signedIn(app, "reviewer");
  other = await signedIn(app, "admin");
});
afterEach(() => app.close());

describe("the block list", () => {
  it("is added to by one person, once, with a reason and who it was", async () => {
    const twice = await Promise.all([
      blocked(app, here, "phone", "19900000001"),
      blocked(app, other, "phone", "+86 199 0000 0001"),
    ]);
    expect(twice[1].blockId).toBe(twice[0].blockId);
    expect(twice[0]).toMatchObject({ masked: "199****0001", reason: "函", state: "in_force" });
    expect(await acts("block.added")).toEqual([`staff:${twice[0].addedBy}`]);
    const [end] = await app.deps.load(app.deps.audit.entries({
      place: undefined,
      by: undefined,
      type: "block.added",
      day: undefined,
      before: undefined,
      max: 5,
    }));
    expect(end.map(({ data }) => data)).toEqual([{
      kind: "phone",
      masked: "199****0001",
      reason: "函",
    }]);
  });

  it("keeps nothing of what was typed that could be read or guessed without the key", async () => {
    await blocked(app, here, "phone", "19900000001");
    await blocked(app, here, "id_number", "110101190001010015");
    await blocked(app, here, "card", "6200000000000014");
    const [kept] = await app.deps.load({
      statement: {
        sql: `select (select json_group_array(json_array(digest, masked, reason)) from blocks) ||
          (select group_concat(data) from events) as text`,
        args: [],
      },
      read: ([row]) => String(row?.["text"]),
    });
    expect(kept).not.toMatch(/19900000001|110101190001010015|6200000000000014/);
    expect(kept.match(/[0-9a-f]{64}/g)).toHaveLength(3);
    expect(kept).toContain("···· 0014");
  });

  it.each(
    [
      ["phone", "12"],
      ["phone", "call me"],
      ["id_number", "12"],
      ["card", "0014"],
      ["card", "**** 0014"],
      ["card", "卡号不记得了"],
    ] as const,
  )("takes no %s like %s", async (kind, text) => {
    expect(await readTarget(app.deps.vault, kind, text)).toBeUndefined();
  });

  it("is not added to by somebody who was removed a moment ago", async () => {
    const gone = must(
      await removal(app.deps, { place: undefined, staffId: here.staff.staffId, here: other }),
    );
    await app.deps.commit(gone.events);
    const added = blocked(app, here, "phone", "19900000001");
    expect((await conflictOf(added))?.constraint).toBe("session_open");
  });

  it("knows who pays behind a contract, a charge and a person", async () => {
    const contract = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contract.contractId))).json();
    await app.settle();
    for (const id of [contract.contractId, deduction_id]) {
      const payer = await findPayer(app.deps, id);
      expect(payer?.targets.map(({ kind, masked }) => `${kind} ${masked}`)).toEqual([
        "id_number 000*************15",
        "phone 199****0001",
        `card ${contract.cardLabel}`,
      ]);
    }
    expect((await findPayer(app.deps, contract.consumerId))?.targets).toHaveLength(2);
    for (const none of ["ord_01KAG8M0000000000000000001", "con_x", contract.signingId]) {
      expect(await findPayer(app.deps, none)).toBeUndefined();
    }
    await blocked(app, here, "phone", person.phone);
    expect((await findPayer(app.deps, contract.contractId))?.listed).toEqual(["phone"]);
  });
});

describe("a block", () => {
  it("is lifted by two people, and then charges again", async () => {
    const { contractId } = await chargeableContract(app);
    const { blockId } = await blocked(app, here, "phone", person.phone);
    const proposal = must(await proposeLift(app.deps, { of: blockId, reason: "证件一致", here }));
    const again = await proposeLift(app.deps, { of: blockId, reason: "别的原因", here: other });
    expect(must(again).proposalId).toBe(proposal.proposalId);
    const { proposalId, digest } = proposal;
    const alone = await confirmProposal(app.deps, { proposalId, digest, here });
    expect(alone).toEqual({ ok: false, error: { code: "second_person_needed" } });
    expect((await charge(app, refill(contractId, "A-1"))).status).toBe(409);

    must(await confirmProposal(app.deps, { proposalId, digest, here: other }));
    const [block] = await app.deps.load(app.deps.blocks.byId(blockId));
    expect(block).toMatchObject({
      state: "lifted",
      liftedBy: other.staff.staffId,
      liftReason: "证件一致",
    });
    expect((await charge(app, refill(contractId, "A-2"))).status).toBe(202);
    expect(await acts("block.lifted")).toEqual([`staff:${other.staff.staffId}`]);
    const over = await proposeLift(app.deps, { of: blockId, reason: "x", here });
    expect(over).toMatchObject({ ok: false, error: { code: "block_lifted" } });

    const anew = await blocked(app, here, "phone", person.phone);
    expect(anew.blockId).not.toBe(blockId);
    expect((await charge(app, refill(contractId, "A-3"))).status).toBe(409);
    await app.settle();
  });

  it("is lifted by another proposal when nobody confirmed the first in time", async () => {
    const { blockId } = await blocked(app, here, "phone", person.phone);
    const first = must(await proposeLift(app.deps, { of: blockId, reason: "证件一致", here }));
    app.clock.advance(days(8));
    const [late, second] = [await signedIn(app, "reviewer"), await signedIn(app, "admin")];
    const next = must(await proposeLift(app.deps, { of: blockId, reason: "再看过", here: late }));
    expect(next.proposalId).not.toBe(first.proposalId);
    const { proposalId, digest } = next;
    must(await confirmProposal(app.deps, { proposalId, digest, here: second }));
  });

  it("that was lifted by hand, and a charge that passed it by, are named by verify", async () => {
    const { contractId } = await chargeableContract(app);
    const { blockId } = await blocked(app, here, "phone", person.phone);
    await write(`update blocks set digest = ? where block_id = '${blockId}'`, "0".repeat(64));
    expect((await charge(app, refill(contractId))).status).toBe(202);
    const { digest = "" } = await readTarget(app.deps.vault, "phone", person.phone) ?? {};
    await write(`update blocks set digest = ? where block_id = '${blockId}'`, digest);
    await expect(app.check()).rejects.toThrow(
      new RegExp(`a charge of somebody who was blocked":\\["evt_\\w+ ${blockId}"`),
    );
    await write("update consumers set phone_digest = ?", "");
    await app.check();
    const byHand = "lifted_by = added_by, lifted_at = 0, lift_reason = ?";
    await write(`update blocks set state = 'lifted', ${byHand}`, "by hand");
    await expect(app.check()).rejects.toThrow(
      `"a block that was lifted without a second person":["${blockId}"]`,
    );
    const back = "lifted_by = null, lifted_at = null, lift_reason = null";
    await write(`update blocks set state = ?, ${back}`, "in_force");
  });
});

describe("people who were known before there was a list", () => {
  it("are put on it only once everybody has the digests that find them", async () => {
    const { contractId, consumerId } = await chargeableContract(app);
    await write(
      "update consumers set phone_digest = null, id_number_digest = null where consumer_id = ?",
      consumerId,
    );
    const add = async (kind: "phone" | "card", text: string) => {
      const target = await readTarget(app.deps.vault, kind, text);
      return await addBlocks(app.deps, { targets: target ? [target] : [], reason: "函", here });
    };
    expect(await add("phone", person.phone))
      .toEqual({ ok: false, error: { code: "people_not_digested" } });
    must(await add("card", "another-card-token"));
    const refused = conflictOf(app.deps.commit([{
      type: "block.added",
      block: {
        blockId: app.deps.newId("blk"),
        kind: "phone",
        digest: "a".repeat(64),
        masked: "199****0001",
        reason: "函",
        addedBy: here.staff.staffId,
        addedAt: app.deps.now(),
        version: 1,
        state: "in_force",
      },
      within: here.session.sessionId,
      eventId: app.deps.newId("evt"),
      at: app.deps.now(),
      by: byStaff(here.staff.staffId),
    }]));
    expect((await refused)?.constraint).toBe("people_digested");

    await digestPeople(app.deps);
    must(await add("phone", person.phone));
    expect((await charge(app, refill(contractId))).status).toBe(409);
  });

  it("include whom no secret opens any more: the log says whose data it is", async () => {
    const { consumerId } = await chargeableContract(app);
    await write(
      `update consumers set phone_digest = null, id_number_digest = null, sealed_phone = 'x.y.z'
        where consumer_id = ?`,
      consumerId,
    );
    await digestPeople(app.deps);
    expect(app.logged.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(`the block list cannot find this person.*${consumerId}`),
    );
    const [left] = await app.deps.load(app.deps.consumers.undigested(1));
    expect(left).toEqual([]);
  });
});

async function acts(type: string): Promise<readonly string[]> {
  const [by] = await app.deps.load({
    statement: { sql: "select by from events where type = ? order by seq", args: [type] },
    read: (rows) => rows.map((row) => String(row["by"])),
  });
  return by;
}

async function write(sql: string, ...args: readonly string[]): Promise<void> {
  expect((await app.deps.write({ statements: [{ sql, args }] })).type).toBe("committed");
}
