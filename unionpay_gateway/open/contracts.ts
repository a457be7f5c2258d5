import { randomInt } from "node:crypto";
import { stamp } from "../beijing_time.ts";
import type { Context } from "../context.ts";
import { queueNotice } from "../notices.ts";
import type { Contract } from "../world.ts";

type Given = Pick<Contract, "appId" | "openId" | "payer" | "planId" | "contractCode">;

/** The contract of this person under this plan: the one in force, or a new one. */
export function applyContract({ world, now }: Context, given: Given): Contract {
  const known = inForce(world.contracts, given);
  if (known) return known;
  const contractId = `9${Array.from({ length: 18 }, () => randomInt(10)).join("")}`;
  const made: Contract = { ...given, contractId, signedAt: now() };
  world.contracts.push(made);
  return made;
}

export function inForce(
  contracts: readonly Contract[],
  { appId, openId, planId }: Pick<Contract, "appId" | "openId" | "planId">,
): Contract | undefined {
  return contracts.find((each) =>
    each.appId === appId && each.openId === openId && each.planId === planId &&
    each.endedAt === undefined
  );
}

/** Ended by its owner in the app; the address on the plan is told. */
export function endInApp(context: Context, payer: string, contractId: string): boolean {
  const { world, now, apps } = context;
  const found = world.contracts.find((each) =>
    each.contractId === contractId && each.payer === payer && each.endedAt === undefined
  );
  if (!found) return false;
  found.endedAt = now();
  const plan = apps.get(found.appId)?.plans.find(({ planId }) => planId === found.planId);
  const { appId, openId, planId, contractCode } = found;
  // What the genuine notice holds is not published: this is what public clients read of it.
  const message = { appId, openId, planId, contractId, contractCode, operateTime: stamp(now()) };
  const url = plan?.noticeUrl ?? "";
  queueNotice(context, { url, message, about: ["notice", "notice/contract"], from: "open" });
  return true;
}
