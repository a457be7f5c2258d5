import { removeBinding } from "../card_binding/remove_card.ts";
import { conflictOf } from "../conflict.ts";
import { terminateContract } from "../contract/terminate_contract.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import type { MerchantNo } from "../id.ts";
import { sweep } from "../sweep.ts";
import { after } from "../time.ts";
import { isNothing, LOOK_EVERY, type WaitingErasure } from "./erasure.ts";

/** Nobody's merchant: they take their turn as one merchant's would. */
const NOBODY = "" as MerchantNo;

/**
 * Ends what people who want to be forgotten have open, and forgets those who have nothing open any more. Each step is a
 * commit of its own that finds what is left, so a process that dies in between leaves the rest to the next.
 */
export async function erasePeople(deps: Deps, options?: FlowOptions): Promise<void> {
  await sweep<WaitingErasure>(deps, {
    name: "erase_people",
    subject: ({ consumerId: id }) => ({ id, merchantNo: NOBODY }),
    due: (now, _merchantNo, max) => deps.erasures.due(now, max),
    work: async ({ consumerId }) => {
      // First, so that a channel that hangs or fails is not asked again at once.
      await deps.write(deps.erasures.lookAfter(consumerId, after(deps.now(), LOOK_EVERY)));
      await endAll(deps, consumerId);
      await erase(deps, consumerId);
      return true;
    },
  }, options);
}

/** At once and one after the other: a person has few. */
async function endAll(deps: Deps, consumerId: WaitingErasure["consumerId"]): Promise<void> {
  const [{ contracts, cards }] = await deps.load(deps.erasures.left(consumerId));
  for (const contractId of contracts) {
    await terminateContract(deps, { contractId, by: "consumer", consumerId });
  }
  for (const bindingId of cards) await removeBinding(deps, { bindingId, consumerId });
}

async function erase(deps: Deps, consumerId: WaitingErasure["consumerId"]): Promise<void> {
  const [found, waiting, left] = await deps.load(
    deps.consumers.byId(consumerId),
    deps.erasures.waiting(consumerId),
    deps.erasures.left(consumerId),
  );
  if (!found || !waiting || !isNothing(left)) return;
  const { consumer } = found;
  // Somebody who has just signed, paid or changed their mind was first: looked at again later.
  await conflictOf(deps.commit([{
    type: "consumer.erased",
    consumer: {
      ...consumer,
      sealedName: "",
      sealedPhone: "",
      sealedIdNumber: "",
      phoneDigest: "",
      idNumberDigest: "",
      tellAfterCharge: false,
      version: consumer.version + 1,
    },
    eventId: deps.newId("evt"),
    at: deps.now(),
    by: { type: "clock" },
  }]));
}
