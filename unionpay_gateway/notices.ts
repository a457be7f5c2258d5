import { sign } from "node:crypto";
import { coded, echoOf, factsOf, sealed } from "./acp/answer.ts";
import { canonical, type Message } from "./acp/message.ts";
import { typeOf } from "./acp/kinds.ts";
import type { Context } from "./context.ts";
import type { Notice, Transaction } from "./world.ts";

const MINUTE_MS = 60_000;
const ANSWER_MS_MAX = 10_000;
/** Between one sending and the next. */
const waits = [1, 2, 4, 5].map((minutes) => minutes * MINUTE_MS);
/** Of a notice that waits for the one after it. */
const HELD = Number.MAX_SAFE_INTEGER;
const spoils = ["wrong_amount", "wrong_merchant", "wrong_signature", "unsigned"] as const;

/** Tells the merchant that money moved, at its backUrl. */
export function tellMerchant(context: Context, transaction: Transaction): void {
  const { asked } = transaction;
  const message = { ...echoOf(asked), ...factsOf(context, transaction), ...coded("00", "0000000") };
  queueNotice(context, {
    url: asked["backUrl"] ?? "",
    message,
    about: ["notice", `notice/${typeOf(asked)}`],
    from: "acp",
  });
}

/** Puts a notice among those to be sent, as the rules have it. */
export function queueNotice(
  { world, behaviour, now }: Context,
  given: Pick<Notice, "url" | "message" | "about" | "from">,
): void {
  if (given.url === "" || behaviour.take(given.about, "withheld")) return;
  const late = behaviour.take(given.about, "late")?.seconds ?? 0;
  const copies = behaviour.take(given.about, "twice") ? 2 : 1;
  const held = world.notices.filter((each) => each.dueAt === HELD);
  const waits = behaviour.take(given.about, "out_of_order") !== undefined;
  const dueAt = waits ? HELD : now() + late * 1_000;
  for (let copy = 0; copy < copies; copy++) {
    world.notices.push({ ...given, dueAt, tries: 0, answers: [], state: "due" });
  }
  if (waits) return;
  for (const each of held) {
    world.notices.splice(world.notices.indexOf(each), 1);
    world.notices.push({ ...each, dueAt });
  }
}

/** Sends what is due, one after the other; true if there was any. */
export async function sendDue(
  context: Context,
  send: (request: Request) => Promise<Response>,
): Promise<boolean> {
  const { world, now } = context;
  const due = world.notices.filter(({ state, dueAt }) => state === "due" && dueAt <= now());
  for (const notice of due) {
    const { status, taken } = await sendOnce(context, notice, send);
    notice.tries += 1;
    notice.answers.push(status);
    const wait = waits[notice.tries - 1];
    if (taken) notice.state = "delivered";
    else if (wait === undefined) notice.state = "given_up";
    else notice.dueAt = now() + wait;
  }
  return due.length > 0;
}

async function sendOnce(
  context: Context,
  { url, message, about, from }: Notice,
  send: (request: Request) => Promise<Response>,
): Promise<{ readonly status: number; readonly taken: boolean }> {
  const rule = context.behaviour.take(about, ...spoils);
  const said = from === "acp"
    ? sealed(message, context.signer(), rule)
    : { ...message, signature: platformSignature(context, message) };
  try {
    const answer = await send(
      new Request(url, {
        method: "POST",
        redirect: "manual",
        headers: { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" },
        body: new URLSearchParams(said).toString(),
        signal: AbortSignal.timeout(ANSWER_MS_MAX),
      }),
    );
    const text = await answer.text();
    // The gateway looks at nothing but the status, the open platform wants its own words.
    const taken = answer.status === 200 && (from === "acp" || isAcknowledged(text));
    return { status: answer.status, taken };
  } catch {
    return { status: 0, taken: false };
  }
}

/** The open platform hashes once, unlike the gateway. */
function platformSignature({ pki }: Context, message: Message): string {
  const bytes = new TextEncoder().encode(canonical(message));
  return sign("sha256", bytes, pki.openPlatform.key).toString("base64");
}

function isAcknowledged(text: string): boolean {
  try {
    return JSON.parse(text).resp === "00";
  } catch {
    return false;
  }
}
