import { Hono } from "hono";
import * as z from "zod";
import { viewCardOfContract } from "../../../core/cardholder/view_card_of_contract.ts";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import type { ApiEnv } from "../../app_env.ts";
import { operation } from "../operation.ts";
import { problem } from "../problem.ts";

const cardShape = z.object({
  card_id: z.string(),
  device_card_id: z.string().nullable().meta({
    description: "Of the card on one device, if it is about that; null: about the card itself.",
  }),
  contract_id: z.string().meta({ description: "Of the contract that charges it." }),
  contract_code: z.string(),
  state: z.enum(["inactive", "active", "suspended", "deleted"]),
  reasons: z.array(z.enum(["card_lost", "device_lost", "issuer", "holder"])).meta({
    description: "Why it is suspended. It is resumed when none is left.",
  }),
  card_type: z.enum(["debit", "credit"]),
  last_four: z.string().meta({ description: "May change when the card is renewed." }),
}).meta({ id: "Card" });

/** What a contract charges. */
export function contractCardRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>().get(
    "/:contract_id/card",
    operation({
      tag: "Contracts",
      summary: "Get how the card that a contract charges stands",
      description:
        "As the channel has told us; a channel that tells nothing of cards leaves it unknown. The `card.…` webhooks tell when it changes.",
      reads: true,
      answers: { 200: { description: "The card.", body: cardShape } },
      refusals: ["contract_not_found", "card_not_known"],
    }),
    async (c) => {
      const contractId = parseId("ctr", c.req.param("contract_id"));
      if (!contractId) return problem(c, { code: "contract_not_found" });
      const caller = c.get("caller");
      const [merchant, found] = await deps.load(
        deps.merchants.calling(caller),
        deps.contracts.ownById(caller, contractId, deps.now()),
      );
      if (!merchant) return problem(c, { code: "key_unknown" });
      if (!found) return problem(c, { code: "contract_not_found" });
      const card = await viewCardOfContract(deps, found.contract);
      return card.ok ? c.json(card.value) : problem(c, card.error);
    },
  );
}
