/** What the accounts stand at by what was asked and answered, in the test's own words: fen, on the credit side. */
export class BookModel {
  readonly #accounts = new Map<string, number>();

  move(from: string, to: string, fen: number): void {
    this.#accounts.set(from, this.at(from) - fen);
    this.#accounts.set(to, this.at(to) + fen);
  }

  at(account: string): number {
    return this.#accounts.get(account) ?? 0;
  }
}
