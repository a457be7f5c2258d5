import { randomInt } from "node:crypto";
import { stamp } from "../beijing_time.ts";
import { type Card, cardOf, SMS_CODES } from "../cards.ts";
import type { Context } from "../context.ts";
import {
  findByNumber,
  remember,
  type Sms,
  type TokenContract,
  type Transaction,
} from "../world.ts";
import { coded, factsOf } from "./answer.ts";
import type { Message } from "./message.ts";
import { readBraces, readCardNumber, readCustomer } from "./sensitive.ts";
import { charge, fail, succeed } from "./settle.ts";

const DAY_MS = 86_400_000;
const WRONG_TRIES_MAX = 5;
/** Between two texts to one phone. */
const SMS_SPACING_MS = 60_000;
const SMS_LIFE_MS = 5 * 60_000;

/** 77: a code goes to the phone; the transaction that it is for has the same number and time. */
export function sendSms(
  context: Context,
  asked: Message,
  purpose: Sms["purpose"],
): Message {
  const found = purpose === "opening" ? cardToOpen(context, asked) : cardOfToken(context, asked);
  if (!found.ok) return found.refusal;
  const { phone } = found.card;
  const { world, now } = context;
  const last = world.sms.findLast((each) => each.phone === phone);
  if (last && now() - last.at < SMS_SPACING_MS) return coded("37");
  const code = asked["channelType"] === "08" ? SMS_CODES.phone : SMS_CODES.web;
  const { orderId = "", txnTime = "" } = asked;
  world.sms.push({ phone, purpose, orderId, txnTime, code, at: now(), tries: 0 });
  return coded("00", "0000000");
}

/** 79/00 sent by the merchant itself, with the code that its payer typed. */
export function openToken(context: Context, asked: Message): Message {
  const found = cardToOpen(context, asked);
  if (!found.ok) return found.refusal;
  const wrong = checkSms(context, asked, "opening");
  if (wrong) return coded(wrong);
  const made = remember(context.world, { kind: "token_opening", asked, at: context.now() });
  grantToken(context, made, found.card);
  return { ...coded("00", "0000000"), ...factsOf(context, made) };
}

/** The card may be charged from now on; told by a notice. */
export function grantToken(context: Context, opening: Transaction, card: Card): void {
  const begin = context.now();
  const contract: TokenContract = {
    token: newToken(),
    trId: readBraces(opening.asked["tokenPayData"] ?? "")["trId"] ?? "",
    begin,
    end: begin + (5 * 365 - 1) * DAY_MS,
    card: card.number,
    ended: false,
  };
  context.world.tokens.push(contract);
  opening.tokenPayData = printToken(contract);
  succeed(context, opening, { card });
}

/** 79/05: the token of what was opened under this number and time. */
export function tokenOfOpening(context: Context, asked: Message): Message {
  const opening = findByNumber(context.world, asked);
  if (opening?.kind !== "token_opening" || !opening.tokenPayData) return coded("35", "orderId");
  return { ...coded("00", "0000000"), ...factsOf(context, opening) };
}

/** 78/02. */
export function queryToken(context: Context, asked: Message): Message {
  const contract = contractOf(context, asked);
  if (!contract || contract.ended) return { ...coded("00", "0000000"), activateStatus: "0" };
  return {
    ...coded("00", "0000000"),
    activateStatus: "1",
    tokenPayData: printToken(contract),
  };
}

/** 74/01: it is charged no more. */
export function endToken(context: Context, asked: Message): Message {
  const contract = contractOf(context, asked);
  if (!contract || contract.ended) return coded("40", "token");
  contract.ended = true;
  return coded("00", "0000000");
}

/** 01/01 of a token, with the code from the payer's phone. */
export function payByToken(context: Context, asked: Message): Message {
  const found = cardOfToken(context, asked);
  if (!found.ok) return found.refusal;
  if (!asked["customerInfo"]) return coded("13", "customerInfo");
  const made = remember(context.world, { kind: "token_payment", asked, at: context.now() });
  const wrong = checkSms(context, asked, "payment");
  const code = wrong ? fail(made, wrong) : charge(context, made, found.card);
  return { ...coded(code), queryId: made.queryId };
}

type Found =
  | { readonly ok: true; readonly card: Card }
  | { readonly ok: false; readonly refusal: Message };

function cardToOpen(context: Context, asked: Message): Found {
  if (!asked["accNo"]) return no("13", "accNo");
  const number = readCardNumber(context, asked);
  const customer = readCustomer(context, asked);
  if (number === undefined || !customer) return no("10", "encryptCertId");
  const card = cardOf(number);
  if (!card) return no("61", "accNo");
  const { phoneNo } = customer;
  return phoneNo !== undefined && phoneNo !== card.phone ? no("66", "phoneNo") : { ok: true, card };
}

function cardOfToken(context: Context, asked: Message): Found {
  const contract = contractOf(context, asked);
  if (!contract || contract.ended) return no("40", "token");
  if (context.now() > contract.end) return no("80", "token");
  const card = cardOf(contract.card);
  return card ? { ok: true, card } : no("61", "accNo");
}

function no(code: string, detail: string): Found {
  return { ok: false, refusal: coded(code, detail) };
}

function contractOf({ world }: Context, asked: Message): TokenContract | undefined {
  const { token, trId } = readBraces(asked["tokenPayData"] ?? "");
  return world.tokens.find((each) => each.token === token && each.trId === trId);
}

/** The code that refuses it, if it is not the one that the phone got for this very transaction. */
function checkSms(
  context: Context,
  asked: Message,
  purpose: Sms["purpose"],
): string | undefined {
  const given = readCustomer(context, asked)?.["smsCode"];
  const sent = context.world.sms.findLast((each) =>
    each.purpose === purpose && each.orderId === asked["orderId"] &&
    each.txnTime === asked["txnTime"]
  );
  if (!sent) return "71";
  if (sent.tries >= WRONG_TRIES_MAX) return "67";
  if (context.now() - sent.at > SMS_LIFE_MS) return "71";
  if (given === sent.code) return undefined;
  sent.tries += 1;
  return "71";
}

function printToken({ token, trId, begin, end }: TokenContract): string {
  const [from, until] = [stamp(begin), stamp(end)];
  return `{token=${token}&trId=${trId}&tokenLevel=10&tokenBegin=${from}&tokenEnd=${until}&tokenType=01}`;
}

/** Nineteen digits that pass for a card number. */
function newToken(): string {
  const digits = `62${Array.from({ length: 16 }, () => randomInt(10)).join("")}`;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return digits + String((10 - sum % 10) % 10);
}
