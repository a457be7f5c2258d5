/** As whom channels keep cards for a person (`?1`). */
export const HOLDERS = `select h.cardholder_id from identities i
  join cardholders h on h.channel = i.issuer and h.subject = i.subject where i.consumer_id = ?1`;

/** What a person (`?1`) has open, each as a condition on its table. */
export const open = {
  contracts: "from contracts where consumer_id = ?1 and state in ('active', 'suspended')",
  endingContracts: "from contracts where consumer_id = ?1 and state = 'terminating'",
  cards: "from card_bindings where consumer_id = ?1 and state = 'bound'",
  endingCards: "from card_bindings where consumer_id = ?1 and state in ('opening', 'deleting')",
  arrears: `from arrears a join contracts c on c.contract_id = a.contract_id
    where c.consumer_id = ?1 and a.state = 'owed'`,
  disputes: `from disputes where consumer_id = ?1 and state in ('open', 'contested', 'escalated')`,
  deductions: `from contracts c join deductions d on d.contract_id = c.contract_id
    where c.consumer_id = ?1 and d.state in ('created', 'processing')`,
  payments: `from payment_consumers c join payments p on p.payment_id = c.payment_id
    where c.consumer_id = ?1 and p.state = 'processing'`,
  signings: "from signings where consumer_id = ?1 and state = 'confirming'",
  deviceCards: `from device_cards where cardholder_id in (${HOLDERS}) and tell_after is not null`,
  recoveries: "from recoveries where consumer_id = ?1 and state = 'waiting'",
} as const;

export const NOTHING_LEFT = Object.values(open)
  .map((each) => `not exists (select 1 ${each})`).join(" and ");
