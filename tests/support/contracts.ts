import { byChannel } from "../../core/actor.ts";
import { chained, chainStart } from "../../core/contract/chain.ts";
import type { Contract } from "../../core/contract/contract.ts";
import type { ContractFacts } from "../../core/contract/contract_facts.ts";
import type { ContractChannel, UnsignOutcome } from "../../core/channel/contract_channel.ts";
import type { HttpRequest, HttpResponse } from "../../core/channel/http.ts";
import type { Deps } from "../../core/deps.ts";
import type { ConsumerId, OpenId, PlanId } from "../../core/id.ts";
import { cny, noMoney } from "../../core/money.ts";
import type { SandboxDeps } from "../../sandbox/helpers/sandbox_deps.ts";
import { sandbox } from "../../sandbox/sandbox.ts";
import { createApp } from "../../routes/app.ts";
import { loadAssets } from "../../views/assets/load_assets.ts";
import { signedContract as template } from "./signings.ts";
import type { ApiInit, TestApp, TestMerchant } from "./test_app.ts";

const EVIDENCE = "e30.e30.e30";

/** A contract of the merchant as signing leaves it, with a consumer of its own unless one is given. */
export async function signedContract(
  app: TestApp,
  given: Partial<ContractFacts> & { readonly merchant?: TestMerchant } = {},
): Promise<Contract> {
  const { merchant: { merchant } = app.merchant, ...facts } = given;
  const at = app.clock.now();
  const consumerId = given.consumerId ?? await knownPerson(app);
  const unchained: Contract = {
    ...template,
    contractId: app.deps.newId("ctr"),
    contractCode: "member-7",
    signingId: app.deps.newId("sgn"),
    planId: app.deps.newId("pln") as PlanId,
    appId: merchant.appId,
    openId: `open-${consumerId}-${merchant.appId}` as OpenId,
    consumerId,
    userId: "u-7",
    merchantNo: merchant.merchantNo,
    title: "会员续杯",
    perTransactionLimit: cny(10_000),
    perDayLimit: cny(100_000),
    channelContractNo: "channel-1",
    signedAt: at,
    chain: await chainStart(EVIDENCE),
    ...facts,
  };
  const type = "contract.signed";
  const contract = await chained(unchained, { type, at });
  const eventId = app.deps.newId("evt");
  await app.deps.commit([
    {
      type,
      contract,
      usedToday: noMoney,
      evidence: EVIDENCE,
      signer: { consumerId, chargingClosedAt: undefined, phoneLostAt: undefined },
      eventId,
      at,
      by: byChannel(contract.channel),
    },
  ]);
  return contract;
}

/** A person the channel knows; what identifies them does not matter here. */
export async function knownPerson(
  app: TestApp,
  consumerId: ConsumerId = app.deps.newId("con"),
): Promise<ConsumerId> {
  await app.deps.write({
    statements: [{
      sql: `insert or ignore into consumers (consumer_id, sealed_name, sealed_phone,
        sealed_id_number, phone_digest, id_number_digest, tell_after_charge, created_at, version)
        values (?, '', '', '', '', '', 0, 0, 0)`,
      args: [consumerId],
    }],
  });
  return consumerId;
}

export type Word = UnsignOutcome["type"] | "silent";

export interface ScriptedBank {
  readonly deps: Deps;
  /** What was asked, oldest first: `unsign` or `query`, and of which contract. */
  readonly asked: readonly string[];
  /** With the merchant's secret key, at a portal whose bank is this one. */
  api(path: string, init?: ApiInit): Promise<Response>;
}

/** A bank that answers unsigns as scripted, one answer after the other; the last one repeats. */
export async function scriptedBank(
  app: TestApp,
  words: { readonly unsign: readonly Word[]; readonly query?: readonly Word[] },
  before: (verb: string) => Promise<void> = () => Promise.resolve(),
): Promise<ScriptedBank> {
  const asked: string[] = [];
  const left = { unsign: [...words.unsign], query: [...(words.query ?? ["unclear"])] };
  const request = (verb: "unsign" | "query", contractId: string): Promise<HttpRequest> =>
    Promise.resolve({ method: "POST", url: verb, headers: {}, body: contractId });
  const real = app.deps.channels.sandbox;
  if (!real) throw new TypeError("Cannot script: no sandbox");
  const contracts = {
    ...real.contracts,
    unsign: ({ contractId }: { contractId: string }) => request("unsign", contractId),
    queryUnsign: ({ contractId }: { contractId: string }) => request("query", contractId),
    readUnsign: ({ body }: HttpResponse) => Promise.resolve(JSON.parse(body) as UnsignOutcome),
    readQueryUnsign: ({ body }: HttpResponse) => Promise.resolve(JSON.parse(body) as UnsignOutcome),
  } as ContractChannel;
  const deps: SandboxDeps = {
    ...app.deps,
    channels: { sandbox: { ...real, contracts } },
    http: async ({ url, body }) => {
      asked.push(url);
      await before(url);
      const script = left[url as "unsign" | "query"];
      const word = script.length > 1 ? script.shift() : script[0];
      if (word === undefined || word === "silent") throw new Error(`no answer about ${body}`);
      return { status: 200, headers: {}, body: JSON.stringify({ type: word, reason: "in_use" }) };
    },
  };
  const assets = await loadAssets([sandbox.assetFolder()]);
  const portal = createApp(deps, assets, sandbox.open({ deps, assets, nudge: deps.nudge }));
  return {
    deps,
    asked,
    api: (path, { body, method = body === undefined ? "GET" : "POST", key, headers } = {}) =>
      Promise.resolve(portal.fetch(
        new Request(`http://portal.test${path}`, {
          method,
          headers: {
            Authorization: `Bearer ${key ?? app.merchant.secretKey}`,
            ...(body === undefined ? {} : { "Content-Type": "application/json" }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      )),
  };
}
