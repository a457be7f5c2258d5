import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rawRequest } from "../support/raw_request.ts";
import { type Bundle, bundleWorker } from "../support/workerd.ts";
import * as accounts from "./account_stories.ts";
import { aBalancePays } from "./balance_story.ts";
import { aPersonStopsCharging } from "./charging_story.ts";
import { aConsumerComesIn } from "./consumer_story.ts";
import { aCardIsOnAPhone } from "./device_card_story.ts";
import { openPhones, type Phones } from "./phones.ts";
import { anOwnerRefundsAnOrder } from "./console_story.ts";
import * as contracts from "./contract_stories.ts";
import * as deductions from "./deduction_stories.ts";
import { denoWithFile, denoWithServer, type Place, workerdWithServer } from "./places.ts";
import { aPrintedCodeIsPaidWithinTheDay } from "./link_story.ts";
import { aTillGoesFromOrderToOrder } from "./screen_story.ts";
import { openShop, type Shop } from "./shop.ts";
import { anOperatorComesIn } from "./staff_story.ts";
import * as stories from "./stories.ts";
import { createTeller, type Teller } from "./teller.ts";
import { gatewayPki } from "../support/acp_merchant.ts";
import { type GatewayTrade, tradeAtGateway } from "./gateway_trade.ts";
import { aBoundCardPays } from "./card_story.ts";
import { aContractIsSignedWithAPasskey } from "./passkey_contract_story.ts";
import { contractsAreSignedAtThePlatform } from "./platform_story.ts";
import { aNumberTradesThroughTheGateway } from "./unionpay_story.ts";
import { aPayerShowsWhoTheyAre } from "./verified_story.ts";

/** Of what only staff need, about 100 KiB: it is in the bundle and runs when it is asked for. */
const BUNDLE_GZIP_KIB_MAX = 1_024;

let bundle: Bundle;
let places: readonly [Place, Place, Place];
let phones: Phones;

beforeAll(async () => {
  bundle = await bundleWorker();
  phones = openPhones();
  places = await Promise.all([
    denoWithFile(phones.settingsOf("Deno with a file")),
    denoWithServer(phones.settingsOf("Deno with sqld")),
    workerdWithServer(bundle, phones.settingsOf("workerd with sqld")),
  ]);
});

afterAll(async () => {
  await Promise.all((places ?? []).map((place) => place.stop()));
  await phones?.close();
});

type Story = (teller: Teller) => Promise<void>;

/** Runs one story at all three places; the responses must be identical. */
function sameEverywhere(story: Story, which: keyof Place["keys"] = "usual"): Promise<void> {
  return sameFor(story, (place) => createTeller(place, place.keys[which]));
}

async function sameFor(story: Story, tellerAt: (place: Place) => Teller): Promise<void> {
  const tellers = places.map(tellerAt);
  await Promise.all(tellers.map(story));
  const [file, server, workerd] = tellers.map(({ transcript }) => transcript);
  expect(file?.length).toBeGreaterThan(0);
  expect(server, "Deno with sqld differs from Deno with a file").toEqual(file);
  expect(workerd, "workerd differs from Deno").toEqual(file);
}

describe("Deno with a file, Deno with sqld and workerd with sqld do the same", () => {
  it("place an order once and refuse other facts under its number", () =>
    sameEverywhere(stories.anOrderIsPlacedOnce));

  it("make one order of twenty identical requests at once", () =>
    sameEverywhere(stories.manyAtOncePlaceOneOrder));

  it("route by no Host header", async () => {
    for (const { name, port } of places) {
      for (const host of ["x/v1/orders?a=", "x/livez?", "a b"]) {
        const { status } = await rawRequest(port, ["GET /readyz HTTP/1.1", `Host: ${host}`]);
        expect([name, host, status]).toEqual([name, host, 400]);
      }
    }
  });

  it("name what is wrong with bad input", () => sameEverywhere(stories.badInputIsNamed));

  it("notify the merchant of a payment and a refund, signed", () =>
    sameEverywhere(stories.aPaymentIsToldToTheMerchant));

  it("let a failed payment be tried again", () =>
    sameEverywhere(stories.aPaymentMayFailAndBeTriedAgain));

  it("keep an unclear payment open until it is clear", () =>
    sameEverywhere(stories.anUnclearPaymentIsNotFailed));

  it("close an order so that nothing can be paid any more", () =>
    sameEverywhere(stories.anOrderIsClosed));

  it("expire an order by its merchant's own clock", () =>
    sameEverywhere(stories.anOrderExpiresByItsMerchantsClock, "own"));

  it("list events by type and after a cursor", () => sameEverywhere(stories.eventsAreAList));

  it("tell an open page of its payment", () => sameEverywhere(stories.anOpenPageHearsOfItsPayment));

  it("lead a till from order to order", () => sameEverywhere(aTillGoesFromOrderToOrder));

  it("let an operator in by a passkey, and a person agree to each version of the terms", () =>
    sameEverywhere(async (teller) => {
      const desk = await anOperatorComesIn(teller);
      await accounts.aPersonAgreesToEachVersion(teller, { desk, phones });
    }));

  it("let a consumer in by phone, without script, and by a passkey", () =>
    sameEverywhere((teller) => aConsumerComesIn(teller, phones)));

  it("join a phone to an app's account, give its data, and cancel a recovery", () =>
    sameEverywhere((teller) => accounts.anAccountIsJoined(teller, phones)));

  it("take a balance in a wallet app, and give a part back", () => sameEverywhere(aBalancePays));

  it("let an owner refund an order and download its list", () =>
    sameEverywhere(anOwnerRefundsAnOrder));

  it("take by a printed code what the daily limit allows", () =>
    sameEverywhere(aPrintedCodeIsPaidWithinTheDay));

  it("show the same checkout page", () => sameEverywhere(stories.thePageShowsAnOrder));

  it("let a consumer pay without script", () => sameEverywhere(stories.aConsumerPaysWithoutScript));

  it("accept signed requests and sign the responses", () =>
    sameEverywhere(stories.aRequestMayBeSigned));

  it("show the documentation, in both languages", () =>
    sameEverywhere(stories.theDocumentationIsRead));

  it("serve style and script", () => sameEverywhere(stories.styleAndScriptAreServed));

  it("publish keys, health and the description of the API", () =>
    sameEverywhere(stories.whatIsPublicIsPublic));
});

describe("through UnionPay's gateway all three", () => {
  const trades = new Map<Place, GatewayTrade>();
  const tradeAt = (place: Place) => {
    const trade = trades.get(place);
    if (!trade) throw new Error(`${place.name} has no gateway`);
    return trade;
  };
  const atGateway = (story: (teller: Teller, trade: GatewayTrade) => Promise<void>) =>
    sameFor(
      (teller) => story(teller, tradeAt(teller.place)),
      (place) => createTeller(place, tradeAt(place).key, tradeAt(place).channel),
    );

  beforeAll(async () => {
    const pki = await gatewayPki();
    await Promise.all(
      places.map(async (place) => trades.set(place, await tradeAtGateway(place, pki))),
    );
  });

  afterAll(async () => {
    await Promise.all([...trades.values()].map((trade) => trade.stop()));
  });

  it("are paid by a code with a discount, and refund", () =>
    atGateway((teller, { gateway }) => aNumberTradesThroughTheGateway(teller, gateway)));

  it("bind a card, are paid by it with codes, and forget it", () =>
    atGateway((teller, { gateway }) => aBoundCardPays(teller, gateway)));

  it("take ¥3,000 with a code and a PIN, and ¥8,000 with a passkey's signature alone", () =>
    atGateway((teller, { gateway }) => aPayerShowsWhoTheyAre(teller, gateway)));

  it("sign contracts at the open platform, charge by them, and end them on either side", () =>
    atGateway((teller, { gateway }) => contractsAreSignedAtThePlatform(teller, gateway)));

  it("place an order once", () => atGateway(stories.anOrderIsPlacedOnce));

  it("make one order of twenty identical requests at once", () =>
    atGateway(stories.manyAtOncePlaceOneOrder));

  it("name what is wrong with bad input", () => atGateway(stories.badInputIsNamed));

  it("let an owner refund an order and download its list", () => atGateway(anOwnerRefundsAnOrder));

  it("notify the merchant of a payment and a refund, signed", () =>
    atGateway(stories.aPaymentIsToldToTheMerchant));

  it("let a failed payment be tried again", () =>
    atGateway(stories.aPaymentMayFailAndBeTriedAgain));

  it("keep an unclear payment open until it is clear", () =>
    atGateway(stories.anUnclearPaymentIsNotFailed));

  it("close an order so that nothing can be paid any more", () =>
    atGateway(stories.anOrderIsClosed));

  it("list events by type and after a cursor", () => atGateway(stories.eventsAreAList));

  it("tell an open page of its payment", () => atGateway(stories.anOpenPageHearsOfItsPayment));

  it("lead a till from order to order", () => atGateway(aTillGoesFromOrderToOrder));

  it("take by a printed code what the daily limit allows", () =>
    atGateway(aPrintedCodeIsPaidWithinTheDay));

  it("show the same checkout page", () => atGateway(stories.thePageShowsAnOrder));

  it("let a consumer pay without script", () => atGateway(stories.aConsumerPaysWithoutScript));

  // The last: it moves the number's clock.
  it("expire an order by its merchant's own clock", () =>
    atGateway(stories.anOrderExpiresByItsMerchantsClock));
});

type InShop = (teller: Teller, shop: Shop) => Promise<void>;

/** Of the shops that were opened. */
function told(shops: ReadonlyMap<Place, Shop>, story: InShop): Story {
  return async (teller) => {
    const shop = shops.get(teller.place);
    if (!shop) throw new Error(`${teller.place.name} has no shop`);
    await story(teller, shop);
  };
}

describe("of contracts through UnionPay's open platform, all three", () => {
  const shops = new Map<Place, Shop>();
  const trades = new Map<Place, GatewayTrade>();
  const inShop = (story: InShop) =>
    sameFor(told(shops, story), (place) => {
      const trade = trades.get(place);
      if (!trade) throw new Error(`${place.name} has no gateway`);
      return createTeller(place, trade.key, trade.channel);
    });

  beforeAll(async () => {
    const pki = await gatewayPki();
    await Promise.all(places.map(async (place) => {
      const trade = await tradeAtGateway(place, pki, "contracts");
      trades.set(place, trade);
      shops.set(place, await openShop(place, trade));
    }));
  });

  afterAll(async () => {
    await Promise.all([...shops.values(), ...trades.values()].map((each) => each.stop()));
  });

  it("accept a plan's whole form, report what is wrong, and keep contracts through a change", () =>
    inShop(contracts.aPlanIsAppliedForAndChanged));

  it("sign, decline and expire a signing, and sign nobody twice", () =>
    inShop(contracts.aSigningEnds));

  it("tell an open page that its signing changed", () => inShop(contracts.whoeverWatchesIsTold));

  it("answer the same before its time, then refuse, then block", () =>
    inShop(deductions.askingTooOftenIsBlocked));

  it("keep asking a channel that refuses to end it", () =>
    inShop(deductions.theChannelRefusesToEnd));

  it("wait for a channel that ends late", () => inShop(deductions.theChannelEndsLate));

  it("charge a contract once per number and tell how it went", () =>
    inShop(deductions.aContractIsCharged));

  it("give evidence that verifies with the public keys alone", () =>
    inShop(contracts.evidenceVerifiesOffline));

  it("let a consumer sign and pay, and ask no money of who had signed", () =>
    inShop(contracts.aConsumerSignsAndPays));

  it("charge nothing over the limits, also when many ask at once", () =>
    inShop(deductions.limitsHold));

  it("end a contract for the merchant and for the consumer, told once", () =>
    inShop(deductions.aContractEnds));
});

describe("of contracts, all three", () => {
  const shops = new Map<Place, Shop>();
  const inShop = (story: InShop) => sameEverywhere(told(shops, story), "own");

  beforeAll(async () => {
    await Promise.all(places.map(async (place) => shops.set(place, await openShop(place))));
  });

  afterAll(async () => {
    await Promise.all([...shops.values()].map((shop) => shop.stop()));
  });

  // Erasing waits for its job, so something else goes on meanwhile.
  it.concurrent("erase a person once their contract has ended", () =>
    inShop(accounts.aPersonIsErased));

  it.concurrent("stop charging and cards as their person says, and tell the shops that charge", () =>
    inShop(async (teller, shop) => {
      await aPersonStopsCharging(teller, shop);
      await aCardIsOnAPhone(teller, shop);
    }));

  it("accept a plan's whole form, report what is wrong, and keep contracts through a change", () =>
    inShop(contracts.aPlanIsAppliedForAndChanged));

  it("sign, decline and expire a signing, and sign nobody twice", () =>
    inShop(contracts.aSigningEnds));

  it("answer the same before its time, then refuse, then block", () =>
    inShop(deductions.askingTooOftenIsBlocked));

  it("keep asking a channel that refuses to end it", () =>
    inShop(deductions.theChannelRefusesToEnd));

  it("wait for a channel that ends late", () => inShop(deductions.theChannelEndsLate));

  // From here on the clock is not moved, so they run in parallel.
  it.concurrent("give evidence that verifies with the public keys alone", () =>
    inShop(contracts.evidenceVerifiesOffline));

  it.concurrent("let a consumer sign without script, and end the contract", () =>
    inShop(contracts.aConsumerSignsWithoutScript));

  it.concurrent("sign a contract with a passkey, in evidence that others' tools verify", () =>
    sameEverywhere(aContractIsSignedWithAPasskey, "own"));

  it.concurrent("tell an open page that its signing changed", () =>
    inShop(contracts.whoeverWatchesIsTold));

  it.concurrent("let a consumer sign and pay, and ask no money of who had signed", () =>
    inShop(contracts.aConsumerSignsAndPays));

  it.concurrent("charge a contract once per number and tell how it went", () =>
    inShop(deductions.aContractIsCharged));

  it.concurrent("charge nothing over the limits, also when many ask at once", () =>
    inShop(deductions.limitsHold));

  it.concurrent("end a contract for the merchant and for the consumer, told once", () =>
    inShop(deductions.aContractEnds));
});

describe("wrangler deploy --dry-run", () => {
  it("makes a bundle within its budget", () => {
    const gzip = Number(/gzip: ([\d.]+) KiB/.exec(bundle.output)?.[1]);
    expect(gzip).toBeGreaterThan(0);
    expect(gzip).toBeLessThan(BUNDLE_GZIP_KIB_MAX);
  });
});
