import { Hono } from "hono";
import * as z from "zod";
import type { Caller, CallerRefusal } from "../../core/merchant/caller.ts";
import { ok, rejected, type Result } from "../../core/result.ts";
import type { ApiEnv } from "../../routes/app_env.ts";
import { fields } from "../../routes/api/fields.ts";
import { operation } from "../../routes/api/operation.ts";
import { problem } from "../../routes/api/problem.ts";
import { bankDevices } from "../bank/bank_device_card.ts";
import { befallCard, cardEvents } from "../bank/befall_card.ts";
import { bindOnDevice } from "../bank/bind_on_device.ts";
import { type Person, personNos, personOf } from "../bank/persons.ts";
import type { SandboxDeps } from "./sandbox_deps.ts";

const which = {
  person: z.enum(personNos).default("person_a").meta({ description: "Whose card it is." }),
  card: z.enum(["debit", "credit"]).default("debit"),
  device: z.enum(bankDevices).default("phone"),
};
const binding = fields(which);
const befalling = fields({
  ...which,
  event: z.enum(cardEvents),
  last_four: z.string().regex(/^[0-9]{4}$/).optional().meta({
    description: "A renewed card's last digits; they may have changed.",
  }),
  no_password_limit: z.int().min(0).max(1_000_000).optional().meta({
    description: "Up to how many fen its issuer asks for no password.",
  }),
});

const boundShape = z.object({
  token: z.string().meta({ description: "Of this bind; the next one has another." }),
  card_token: z.string().meta({ description: "What a contract charges." }),
  person: z.enum(personNos),
  device: z.enum(bankDevices),
});
const toldShape = z.object({
  sequence: z.int().meta({ description: "Of the notice, counted per person." }),
});

/** What happens to people's cards and devices at the bank, at the maker of a phone, or in their pockets. */
export function cardHelperRoutes(deps: SandboxDeps): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .post(
      "/device_cards",
      operation({
        tag: "Test helpers",
        summary: "Bind a card on a device as its holder would",
        act: "settings",
        description:
          "The token service tells the portal before the response. The same card bound again on the same device gets a new token, and the old one is gone.",
        body: binding,
        bodyOptional: true,
        answers: { 201: { description: "The device card.", body: boundShape } },
        refusals: ["test_mode_only", "device_card_not_found"],
      }),
      async (c) => {
        const { person, card, device } = c.req.valid("json");
        const found = await cardOf(deps, c.get("caller"), { person, card });
        if (!found.ok) return problem(c, found.error);
        const bound = await bindOnDevice(deps, { ...found.value, device });
        if (!bound) return problem(c, { code: "device_card_not_found" });
        const { token, cardToken: card_token } = bound;
        return c.json({ token, card_token, person, device }, 201);
      },
    )
    .post(
      "/card_events",
      operation({
        tag: "Test helpers",
        summary: "Let something happen to a card, a device or a device card",
        act: "settings",
        description:
          "`card_…` is about the card wherever it is, `device_…`, `signed_out`, `passcode_removed` and `fingerprint_removed` about all on the device, `issuer_…` and `holder_…` about the card on that device; `issuer_updated` is about the card. The portal is told before the response.",
        body: befalling,
        answers: { 200: { description: "That it happened.", body: toldShape } },
        refusals: ["test_mode_only", "device_card_not_found"],
      }),
      async (c) => {
        const { person, card, last_four: lastFour, no_password_limit: noPasswordLimit, ...rest } = c
          .req.valid("json");
        const found = await cardOf(deps, c.get("caller"), { person, card });
        if (!found.ok) return problem(c, found.error);
        const sequence = await befallCard(deps, {
          ...found.value,
          ...rest,
          lastFour,
          noPasswordLimit,
        });
        return sequence === undefined
          ? problem(c, { code: "device_card_not_found" })
          : c.json({ sequence });
      },
    );
}

type CardOfRefusal =
  | CallerRefusal
  | { readonly code: "test_mode_only" | "device_card_not_found" };

async function cardOf(
  deps: SandboxDeps,
  caller: Caller,
  { person: personNo, card: type }: { readonly person: string; readonly card: "debit" | "credit" },
): Promise<Result<{ readonly person: Person; readonly cardToken: string }, CardOfRefusal>> {
  const [merchant] = await deps.load(deps.merchants.calling(caller));
  if (!merchant) return rejected({ code: "key_unknown" });
  if (merchant.mode !== "test") return rejected({ code: "test_mode_only" });
  const person = personOf(personNo);
  const card = person?.cards.find((each) => each.type === type);
  if (!person || !card) return rejected({ code: "device_card_not_found" });
  return ok({ person, cardToken: card.token });
}
