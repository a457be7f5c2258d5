import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { createWalletChannel } from "../../../core/channel/wallet/wallet_channel.ts";
import { channelOrderNo } from "../../../core/id.ts";
import { cny } from "../../../core/money.ts";
import { after, minutes } from "../../../core/time.ts";
import { startSnippet } from "../../snippets/run_snippet.ts";
import { teaHouse } from "../../support/fixtures.ts";
import { runningClock } from "../../support/fake_clock.ts";
import { freePort } from "../../support/free_port.ts";
import { until } from "../../support/patience.ts";
import { openPortal } from "../../support/portal.ts";
import { tempFolder } from "../../support/server.ts";
import { documentedProgram } from "../../support/installed.ts";

const root = new URL("../../../", import.meta.url);

it("the receiver in docs/wallet_balance.md pays, gives back and closes, once each, for the portal alone", async () => {
  const document = await readFile(new URL("docs/wallet_balance.md", root), "utf8");
  const text = /```ts\n([\s\S]*?)```/.exec(document)?.[1] ?? "";
  const [portal, folder, port] = await Promise.all([
    openPortal({ clock: runningClock() }),
    tempFolder(),
    freePort(),
  ]);
  const address = `http://127.0.0.1:${port}/countersign`;
  const running = await startSnippet({
    folder: folder.path,
    file: "program.ts",
    text,
    command: documentedProgram,
    env: { BASE_URL: portal.url, BALANCE_URL: address },
  });
  let runs = true;
  const stop = async () => {
    if (runs) await running.stop();
    runs = false;
  };
  const keysAnswer = () =>
    fetch(`http://127.0.0.1:${port}/jwks.json`).then((answer) => answer.json()).catch(() => null);
  try {
    await until(async () => await keysAnswer() !== null, () => "the program to listen");
    const { deps } = portal;
    const channel = createWalletChannel(deps, {
      name: "river",
      jwksUrl: `http://127.0.0.1:${port}/jwks.json`,
      balances: { url: address, mode: "test" },
    });
    const numberOf = (nth: number) => channelOrderNo(`pay_01KAF0ZV9Q3W5X7Y9Z1B0000${10 + nth}`);
    const now = deps.now();
    const start = (nth: number, fen: number) => ({
      channelOrderNo: numberOf(nth),
      merchantNo: teaHouse.merchantNo,
      payee: teaHouse.name,
      amount: cny(fen),
      subject: "茶",
      method: "balance",
      flow: "balance",
      consumerCode: undefined,
      walletUser: "user-1",
      onPhone: true,
      sentAt: now,
      payBefore: after(now, minutes(15)),
      returnUrl: "https://pay.example/",
      noticeUrl: "https://pay.example/",
      lang: "zh",
    } as const);
    const debit = async (nth: number, fen: number) => {
      const asked = start(nth, fen);
      return await channel.readStart(await deps.http(await channel.start(asked)), asked);
    };
    const balance = async () => {
      const answer = await deps.http(await channel.balances!.read("user-1"));
      return (await channel.balances!.readAnswer(answer, "user-1"))?.fen;
    };
    expect(await balance()).toBe(10_000);
    const paid = await debit(1, 8_000);
    expect(paid).toMatchObject({ type: "succeeded", channelTxnNo: `d-${numberOf(1)}` });
    expect(await debit(1, 8_000)).toEqual(paid);
    expect(await debit(2, 8_000)).toEqual({ type: "failed", reason: "insufficient_funds" });
    expect(await balance()).toBe(2_000);

    const about = { ...start(3, 1_000), at: now };
    const query = async () =>
      await channel.readQuery(await deps.http(await channel.query(about)), about);
    expect(await query()).toEqual({ type: "failed", reason: "unknown_at_channel" });
    expect(await debit(3, 1_000)).toEqual({ type: "failed", reason: "expired_at_channel" });

    const back = (nth: number, fen: number) => ({
      ...start(nth, fen),
      channelTxnNo: `d-${numberOf(1)}`,
      whole: false,
    });
    const refund = async (nth: number, fen: number) => {
      const asked = back(nth, fen);
      return await channel.readRefund(await deps.http(await channel.refund(asked)), asked);
    };
    expect(await refund(4, 5_000)).toMatchObject({ type: "succeeded" });
    expect(await refund(4, 5_000)).toMatchObject({ type: "succeeded" });
    expect(await refund(5, 5_000)).toEqual({ type: "failed", failure: "more_than_paid" });
    expect(await balance()).toBe(7_000);

    const request = await channel.start(start(6, 1_000));
    const send = async (changed: Partial<typeof request>) =>
      (await deps.http({
        ...request,
        ...changed,
      })).status;
    expect(await send({ body: request.body.replace("1000", "9000") })).toBe(401);
    expect(await send({ url: `${address}/refund` })).toBe(401);
    expect(await send({})).toBe(200);
    expect(await send({})).toBe(401);

    // Killed, it says nothing, and nothing is taken for an answer.
    await stop();
    await expect(deps.http(await channel.query(about))).rejects.toThrow();
  } finally {
    await stop();
    await portal.close();
    await folder.remove();
  }
});
