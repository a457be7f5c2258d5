import type { Context } from "hono";
import {
  type Behaviour,
  behaviours,
  declined,
  nameCard,
  type NamedCard,
  paid,
  type TestCard,
  testCard,
  testLogin,
} from "../bank/magic.ts";
import { ok, rejected, type Result } from "../../core/result.ts";
import { payerReasons } from "../views/outcome_buttons.tsx";

export interface Press {
  readonly behaviour: Behaviour;
  /** The chosen card; absent when there is none. */
  readonly card?: NamedCard;
}

export type PressRefusal = { readonly code: "card" | "choice" };

/** What a form of the wallet or the cashier asks the bank to do. */
export function readPress(form: URLSearchParams): Result<Press, PressRefusal> {
  const card = cardOf(form);
  const named = card ? { card: nameCard(card) } : {};
  switch (form.get("action") ?? "pay") {
    case "pay":
      if (!card) return rejected({ code: "card" });
      return ok({ behaviour: behaviours[card.behaviour], ...named });
    case "decline": {
      const reason = payerReasons.find((each) => each === form.get("reason"));
      return reason ? ok({ behaviour: declined(reason) }) : rejected({ code: "choice" });
    }
    case "no_answer":
      return ok({ behaviour: behaviours.never_answers });
    case "late":
      return ok({ behaviour: late(card), ...named });
    default:
      return rejected({ code: "choice" });
  }
}

/** A browser sends forms url-encoded; anything else has no fields. */
export async function readForm(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text());
}

function cardOf(form: URLSearchParams): TestCard | undefined {
  const number = form.get("card");
  return number === null ? testLogin(form.get("login") ?? "") : testCard(number);
}

function late(card: TestCard | undefined): Behaviour {
  const answer = card && behaviours[card.behaviour].answer;
  return { ...paid(answer?.type === "paid" ? answer.cardType : "debit"), voice: "held" };
}
