import type { Recorder } from "./recorder.ts";

/** A card on a phone, from its binding to its end, as the merchant hears of it whose contract charges it. */
export async function cardStory(
  { ask }: Recorder,
  { contractId, person }: { readonly contractId: string; readonly person: string },
): Promise<void> {
  const befall = (event: string) =>
    ask("/v1/test_helpers/card_events", { body: { person, event } });
  await ask(`/v1/contracts/${contractId}/card`);
  await ask("/v1/test_helpers/device_cards", { body: { person } });
  await ask(`/v1/contracts/${contractId}/card`);
  await befall("card_lost");
  await ask(`/v1/contracts/${contractId}/card`);
  await befall("card_found");
  await befall("card_deleted");
  await ask("/v1/test_helpers/card_events", {
    body: { person, event: "issuer_suspended", device: "watch" },
  });
}
