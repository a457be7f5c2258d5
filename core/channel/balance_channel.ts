import type { Money } from "../money.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";

/** The side of a wallet app that knows what its users have. */
export interface BalanceChannel {
  /** Of the numbers that it pays: a test environment pays no live one, and the other way round. */
  readonly mode: "test" | "live";
  read(user: string): Promise<HttpRequest>;
  /** Undefined where the answer says nothing. */
  readAnswer(response: HttpResponse, user: string): Promise<Money | undefined>;
}
