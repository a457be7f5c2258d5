import { after } from "../../time.ts";
import type { AskOpening, CardEndOutcome, CodeOutcome, OpeningOutcome } from "../card_channel.ts";
import { cardTypes, lastFourOf, takenOutcome } from "./answers.ts";
import type { Fields } from "./fields.ts";
import { readGatewayTime } from "./gateway_time.ts";
import { GRACE, PAYER_TIME } from "./query_schedule.ts";
import { meaningOf } from "./resp_code.ts";

const unclear = { type: "unclear" } as const;
const TOKEN = /^[0-9A-Za-z]{1,64}$/;
const ISSUER_CHARS_MAX = 40;

/** The card that a genuine message tells of; unclear when it lacks what a card is charged by. */
export function openedOutcome(fields: Fields): OpeningOutcome {
  if (meaningOf(fields.get("respCode")).type !== "succeeded") return unclear;
  // Where it is said at all, it has to say that the card can be charged.
  if ((fields.get("activateStatus") || "1") !== "1") return unclear;
  const { token = "", trId = "", tokenEnd } = readBraces(fields.get("tokenPayData") ?? "");
  if (!TOKEN.test(token) || trId === "") return unclear;
  return {
    type: "bound",
    card: {
      token,
      requestor: trId,
      endsAt: readGatewayTime(tokenEnd),
      lastFour: lastFourOf(fields),
      issuer: fields.get("payCardIssueName")?.slice(0, ISSUER_CHARS_MAX) || undefined,
      type: cardTypes[fields.get("payCardType") ?? ""],
    },
  };
}

/** There is no such opening, or nobody has finished it. */
const NOT_OPENED: readonly string[] = ["34", "35"];

/** What an opening came to, asked by its number; "not opened" is final when the consumer's time on the page is over. */
export function queriedOpening(fields: Fields, { sentAt, at }: AskOpening): OpeningOutcome {
  const timeIsOver = at >= after(after(sentAt, PAYER_TIME), GRACE);
  if (NOT_OPENED.includes(fields.get("respCode") ?? "")) {
    return timeIsOver ? { type: "failed" } : unclear;
  }
  return openedOutcome(fields);
}

/** Whether the payer's code was sent. That it was moves no money, so there is nothing to record of it. */
export function codeOutcome(fields: Fields): CodeOutcome {
  return meaningOf(fields.get("respCode")).type === "slow_down"
    ? { type: "failed", reason: "code_too_soon" }
    : cardPaidOutcome(fields);
}

/** What the gateway said to a payment by token: taken is not paid. */
export function cardPaidOutcome(fields: Fields): CodeOutcome {
  return meaningOf(fields.get("respCode")).type === "sign_anew"
    ? { type: "failed", reason: "card_not_bound" }
    : takenOutcome(fields);
}

export function endedOutcome(fields: Fields): CardEndOutcome {
  return fields.get("respCode") === "00" ? { type: "ended" } : unclear;
}

export function queriedCard(fields: Fields): CardEndOutcome {
  if (fields.get("respCode") !== "00") return unclear;
  switch (fields.get("activateStatus")) {
    case "0":
      return { type: "ended" };
    case "1":
      return { type: "active" };
    default:
      return unclear;
  }
}

/** What stands in a value like `{token=…&trId=…}`. */
function readBraces(text: string): Readonly<Record<string, string | undefined>> {
  const inner = /^\{([^{}]*)\}$/.exec(text)?.[1] ?? "";
  return Object.fromEntries(
    inner.split("&").map((part) => {
      const at = part.indexOf("=");
      return [part.slice(0, at), part.slice(at + 1)];
    }),
  );
}
