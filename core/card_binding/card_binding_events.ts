import type { EventSpecs, Subject } from "../event_spec.ts";
import { BINDINGS_MAX, type CardBinding } from "./card_binding.ts";

export type CardBindingEvent = {
  readonly type:
    | "card_binding.begun"
    | "card_binding.asked"
    | "card_binding.bound"
    | "card_binding.failed"
    | "card_binding.removal_asked"
    | "card_binding.ended";
  readonly binding: CardBinding;
};

export const cardBindingEvents = {
  "card_binding.begun": {
    subject,
    data,
    holds: ({ binding: { merchantNo, channel, consumerId } }) => ({
      merchants_active: [merchantNo],
      channel_open: channel,
      payer_not_blocked: { consumerId, cards: [] },
      phone_not_lost: consumerId,
      not_erased: consumerId,
      card_bindings_at_most: { consumerId, max: BINDINGS_MAX },
    }),
  },
  "card_binding.asked": { subject, data },
  "card_binding.bound": { subject, data },
  "card_binding.failed": { subject, data },
  "card_binding.removal_asked": { subject, data },
  "card_binding.ended": { subject, data },
} satisfies EventSpecs<CardBindingEvent>;

/** A consumer's own: no merchant is told of it or can look it up. */
function subject({ binding: { bindingId, version } }: CardBindingEvent): Subject {
  return { subjectId: bindingId, version, merchantNo: undefined };
}

function data({ binding }: CardBindingEvent) {
  const { bindingId, consumerId, channel, state } = binding;
  return { binding_id: bindingId, consumer_id: consumerId, channel, state };
}
