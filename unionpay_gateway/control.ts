import { z } from "zod";
import { amountOf, type World } from "./world.ts";
import { acts } from "./behaviour.ts";
import { cardOf, cards, payers } from "./cards.ts";
import { products } from "./acp/kinds.ts";
import { isPayable, succeed } from "./acp/settle.ts";
import { grantToken } from "./acp/tokens.ts";
import type { Context } from "./context.ts";
import { endInApp } from "./open/contracts.ts";
import { showCode } from "./pages/app.ts";

const rule = z.strictObject({
  on: z.string().min(1),
  act: z.enum(acts),
  times: z.int().positive().optional(),
  code: z.string().regex(/^[0-9A-Z]{2}$/).optional(),
  seconds: z.number().nonnegative().optional(),
});

const cardNumber = z.string().refine((number) => cardOf(number) !== undefined, "no such card");

/** What a test, or somebody with curl, may do to the simulated world. Each part is done if it is there. */
export const commandSchema = z.strictObject({
  /** Instead of the rules before. */
  rules: z.array(rule).optional(),
  clock: z.union([
    z.strictObject({ now: z.iso.datetime({ offset: true }) }),
    z.strictObject({ advance_seconds: z.number() }),
  ]).optional(),
  /** `begin`: a second signing certificate, both are in use; `end`: only the newer one. */
  rotate: z.enum(["begin", "end"]).optional(),
  merchant: z.strictObject({
    mer_id: z.string(),
    access: z.array(z.enum(["0", "1", "2"])).optional(),
    granted: z.array(z.enum(products)).optional(),
    token_requestors: z.array(z.string()).optional(),
    encrypts_cards: z.boolean().optional(),
  }).optional(),
  /** A program of the open platform, or what it has become. */
  app: z.strictObject({
    app_id: z.string().min(1),
    secret: z.string().min(1),
    plans: z.array(z.strictObject({
      plan_id: z.string().regex(/^[0-9a-f]{32}$/),
      title: z.string(),
      notice_url: z.string(),
      per_transaction_limit: z.int().positive(),
    })),
  }).optional(),
  /** What a payer does on the page or in the app; `code` is why the issuer refuses. */
  pay: z.strictObject({
    order_id: z.string().optional(),
    tn: z.string().optional(),
    qr_code: z.string().optional(),
    card: cardNumber.optional(),
    code: z.string().regex(/^[0-9A-Z]{2}$/).optional(),
    discount: z.int().nonnegative().optional(),
  }).optional(),
  /** A code on a phone, that a till may read for a minute. */
  consumer_code: z.strictObject({ card: cardNumber.optional() }).optional(),
  /** What a payer does on the page that opens a card for charges. */
  open_card: z.strictObject({ order_id: z.string(), card: cardNumber }).optional(),
  /** The issuer ends every token of this card. */
  end_card: cardNumber.optional(),
  end_contract: z.strictObject({ payer: z.enum(payers), contract_id: z.string() }).optional(),
});

export type Command = z.infer<typeof commandSchema>;

export interface Report {
  readonly now: string;
  readonly rules: ReturnType<Context["behaviour"]["rules"]>;
  readonly transactions: World["transactions"];
  readonly notices: World["notices"];
  readonly contracts: World["contracts"];
  readonly tokens: World["tokens"];
  readonly sms: World["sms"];
  /** Of this command. */
  readonly consumer_code?: string;
  readonly refused?: string;
}

/** Does it at once; notices that are due go out after it. */
export async function carryOutCommand(
  context: Context,
  command: Command,
  rotate: (step: "begin" | "end") => Promise<void>,
): Promise<Report> {
  const { world, behaviour } = context;
  if (command.rules) behaviour.set(command.rules);
  if (command.clock) {
    const { clock } = command;
    world.offset += "now" in clock
      ? Date.parse(clock.now) - context.now()
      : clock.advance_seconds * 1_000;
  }
  if (command.rotate) await rotate(command.rotate);
  if (command.merchant) changeMerchant(context, command.merchant);
  if (command.app) setApp(context, command.app);
  const shown = command.consumer_code
    ? showCode(context, command.consumer_code.card ?? cards[0]?.number ?? "").code
    : undefined;
  for (const each of world.tokens) if (each.card === command.end_card) each.ended = true;
  const refused = (command.pay && pay(context, command.pay)) ||
    (command.open_card && openCard(context, command.open_card)) ||
    (command.end_contract &&
      !endInApp(context, command.end_contract.payer, command.end_contract.contract_id) &&
      "no such contract");
  return {
    ...reportOf(context),
    ...shown ? { consumer_code: shown } : {},
    ...refused ? { refused } : {},
  };
}

export function reportOf({ world, behaviour, now }: Context): Report {
  const { transactions, notices, contracts, tokens, sms } = world;
  return {
    now: new Date(now()).toISOString(),
    rules: behaviour.rules(),
    transactions,
    notices,
    contracts,
    tokens,
    sms,
  };
}

function setApp({ apps }: Context, { app_id, secret, plans }: NonNullable<Command["app"]>): void {
  apps.set(app_id, {
    appId: app_id,
    secret,
    plans: plans.map(({ plan_id, title, notice_url, per_transaction_limit }) => ({
      planId: plan_id,
      title,
      noticeUrl: notice_url,
      perTransactionLimit: per_transaction_limit,
    })),
  });
}

function changeMerchant(
  { merchants }: Context,
  { mer_id, access, granted, token_requestors, encrypts_cards }: NonNullable<Command["merchant"]>,
): void {
  const known = merchants.get(mer_id);
  if (!known) return;
  merchants.set(mer_id, {
    ...known,
    ...access ? { access } : {},
    ...granted ? { granted } : {},
    ...token_requestors ? { tokenRequestors: token_requestors } : {},
    ...encrypts_cards === undefined ? {} : { encryptsCards: encrypts_cards },
  });
}

/** Why it was not done, if it was not. */
function openCard(
  context: Context,
  given: NonNullable<Command["open_card"]>,
): string | undefined {
  const found = context.world.transactions.findLast(({ kind, asked }) =>
    kind === "token_opening" && asked["orderId"] === given.order_id
  );
  const card = cardOf(given.card);
  if (!found || !card || !isPayable(context, found)) return "no card is opened under this number";
  grantToken(context, found, card);
  return undefined;
}

/** Why it was not done, if it was not. */
function pay(context: Context, given: NonNullable<Command["pay"]>): string | undefined {
  const found = context.world.transactions.findLast(({ asked, tn, qrCode }) =>
    asked["txnType"] === "01" &&
    (asked["orderId"] === given.order_id || (tn !== undefined && tn === given.tn) ||
      (qrCode !== undefined && qrCode === given.qr_code))
  );
  if (!found) return "no such payment";
  found.opened = true;
  if (!isPayable(context, found) || amountOf(found) === 0) return "it cannot be paid now";
  if (given.code) {
    found.code = given.code;
    return undefined;
  }
  const card = cardOf(given.card) ?? cards[0];
  if (card) succeed(context, found, { card, discount: given.discount ?? 0 });
  return undefined;
}
