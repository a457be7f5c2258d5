import { createClient } from "@libsql/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Client } from "@libsql/client";
import { cny } from "../../core/money.ts";
import { channelOrderNo, type Id, type IdPrefix, merchantNo } from "../../core/id.ts";
import type { Caller } from "../../core/merchant/caller.ts";
import type { Listing } from "../../core/listing.ts";
import type { Query } from "../../core/query.ts";
import { businessDay, instant } from "../../core/time.ts";
import { auditStore } from "../../db/audit/queries.ts";
import { backlog } from "../../db/backlog.ts";
import { alarmStore } from "../../db/alarm/queries.ts";
import { healthStore } from "../../db/health/queries.ts";
import { institutionStore } from "../../db/institution/queries.ts";
import { proposalStore } from "../../db/proposal/queries.ts";
import { bookStore } from "../../db/book/queries.ts";
import { budgetStore } from "../../db/budget/queries.ts";
import { codeStore } from "../../db/dynamic_code/queries.ts";
import { contractStore } from "../../db/contract/queries.ts";
import { messageStore } from "../../db/message/queries.ts";
import { deductionStore } from "../../db/deduction/queries.ts";
import { channelSwitchStore } from "../../db/channel/queries.ts";
import { numberStore } from "../../db/desk/numbers.ts";
import { merchantDesk } from "../../db/desk/merchants.ts";
import { monthStore } from "../../db/desk/months.ts";
import { queueStore } from "../../db/desk/queues.ts";
import { planStore } from "../../db/plan/queries.ts";
import { eventStore } from "../../db/event/queries.ts";
import { fullOrderStore } from "../../db/order/in_full.ts";
import { limitStore } from "../../db/limit/queries.ts";
import { linkStore } from "../../db/link/queries.ts";
import { merchantStore } from "../../db/merchant/queries.ts";
import { appApplicationStore } from "../../db/app/queries.ts";
import { applicationStore } from "../../db/application/queries.ts";
import { settlementStore } from "../../db/settlement/queries.ts";
import { sharingStore } from "../../db/sharing/queries.ts";
import { numbersOfEnterprise, treeStore } from "../../db/merchant/tree.ts";
import { migrate } from "../../db/engine/migrate.ts";
import { sandbox } from "../../sandbox/sandbox.ts";
import { allMigrations } from "../../start/migrations.ts";
import { orderStore } from "../../db/order/queries.ts";
import { ownPaymentStore } from "../../db/payment/with_order.ts";
import { paymentStore } from "../../db/payment/queries.ts";
import { eventFeed } from "../../db/event/feed.ts";
import { refundStore } from "../../db/refund/queries.ts";
import { planOf } from "./plan_of.ts";
import { consoleReads } from "./console_reads.ts";
import { riskReads } from "./risk_reads.ts";
import { moveReads } from "./move_reads.ts";
import { tillReads } from "./till_reads.ts";
import { overviewReads } from "./overview_reads.ts";
import { settlementReads } from "./settlement_reads.ts";
import { statementReads } from "./statement_reads.ts";
import { consumerReads } from "./consumer_reads.ts";
import { staffReads } from "./staff_reads.ts";
import { signingStore } from "../../db/signing/queries.ts";

const id = <P extends IdPrefix>(prefix: P): Id<P> => `${prefix}_01KAG8M0000000000000000001`;
const caller: Caller = { type: "secret_key", digest: "d" };
const merchant = merchantNo("888000000000001");
const no = channelOrderNo(id("pay"));
const now = instant(0);
const due = { now, merchantNo: undefined, channels: ["sandbox"], max: 10 } as const;
const listing: Listing = {
  limit: 21,
  order: "newest",
  past: undefined,
  from: undefined,
  to: undefined,
};
const oldest: Listing = { ...listing, order: "oldest" };
const none = { state: undefined };
const events = { ...listing, past: undefined, type: undefined, merchantNo: undefined };

/** Every way in which a list can be filtered, from either end, at its start and beyond. */
function lists(
  name: string,
  past: string,
  list: (page: Listing, given: (name: string) => string | undefined) => Query<unknown>,
  filters: readonly string[],
): Record<string, Query<unknown>> {
  const sets = filters.reduce<readonly (readonly string[])[]>(
    (before, filter) => before.flatMap((each) => [each, [...each, filter]]),
    [[]],
  );
  const pages = (["newest", "oldest"] as const).flatMap((order) =>
    [undefined, past].flatMap((beyond) =>
      [undefined, instant(0)].map((from) => ({ ...listing, order, past: beyond, from }))
    )
  );
  return Object.fromEntries(pages.flatMap((page) =>
    sets.map((set) => [
      [name, page.order, page.past ? "beyond" : "at the start", page.from ?? "", ...set].join(" "),
      list(page, (filter) => set.includes(filter) ? "x" : undefined),
    ])
  ));
}

/** Every way in which the chain can be read. */
function auditLists(): Record<string, Query<unknown>> {
  const sets = [[], ["by"], ["type"], ["by", "type"], ["day"], ["by", "day"]];
  return Object.fromEntries(
    [undefined, merchant].flatMap((place) =>
      sets.flatMap((set) =>
        [undefined, 40].map((before) => [
          ["audit.entries", place ? "of a merchant" : "", before ? "before" : "", ...set].join(" "),
          auditStore.entries({
            place,
            by: set.includes("by") ? "staff:x" : undefined,
            type: set.includes("type") ? "x" : undefined,
            day: set.includes("day") ? businessDay(now) : undefined,
            before,
            max: 21,
          }),
        ])
      )
    ),
  );
}

const hot: Readonly<Record<string, Query<unknown>>> = {
  ...overviewReads,
  "alarms.open": alarmStore.open(),
  "alarms.lastKeysEnding": alarmStore.lastKeysEnding(now),
  "health.inFlight": healthStore.inFlight(),
  "health.webhooks": healthStore.webhooks(now),
  "health.blockedPolls": healthStore.blockedPolls(now, 10),
  ...auditLists(),
  "audit.lastPublished": auditStore.lastPublished(),
  "institutions.current": institutionStore.current(),
  "institutions.versions": institutionStore.versions(),
  "institutions.text": institutionStore.text("terms", 1),
  "audit.end": auditStore.end(),
  "audit.publishedOn": auditStore.publishedOn(businessDay(now), 1),
  "audit.published": auditStore.published(businessDay(now)),
  "backlog": backlog(),
  "books.balance": bookStore.balance(caller, "payable"),
  "books.balance at a moment": bookStore.balance(caller, "payable", now),
  "books.entries": bookStore.entries(caller, listing, "payable").rows,
  "books.entries past one":
    bookStore.entries(caller, { ...oldest, past: id("bke") }, "refunds").rows,
  "books.entries counted": bookStore.entries(caller, listing, "payable").count,
  "links.byId": linkStore.byId(id("lnk")),
  "links.ownById": linkStore.ownById(caller, id("lnk")),
  "links.owner": linkStore.owner(id("lnk")),
  "links.order": linkStore.order(id("lnk"), id("ord")),
  "links.orderByNo": linkStore.orderByNo(id("lnk"), "link-1"),
  "links.list": linkStore.list(caller, listing, none),
  "links.list after": linkStore.list(caller, { ...oldest, past: id("lnk") }, none),
  "links.list of a state": linkStore.list(caller, listing, { state: "active" }),
  "limits.ofLink": limitStore.ofLink(id("lnk"), { device: "d", session: "s" }, now),
  "limits.ofOrder": limitStore.ofOrder(id("ord"), { device: "d", session: "s" }, now),
  "merchants.calling": merchantStore.calling(caller),
  "merchants.ofOrder": merchantStore.ofOrder(id("ord")),
  "merchants.ofPayment": merchantStore.ofPayment(no),
  "merchants.ofRefund": merchantStore.ofRefund(no),
  "merchants.key": merchantStore.key("key_1"),
  "orders.byNo": orderStore.byNo(caller, "T-1"),
  "orders.ownById": orderStore.ownById(caller, id("ord")),
  "orders.inFull": fullOrderStore.inFull(id("ord")),
  "orders.byId": orderStore.byId(id("ord")),
  "orders.ofPayment": orderStore.ofPayment(no),
  ...lists("orders.list", id("ord"), (page, given) =>
    orderStore.list(caller, page, {
      merchant_order_no: given("merchant_order_no"),
      link_id: given("link_id"),
      state: given("state"),
    }), ["merchant_order_no", "link_id", "state"]),
  "orders.dueToExpire": orderStore.dueToExpire(now, undefined, 10),
  "orders.dueToExpire of one": orderStore.dueToExpire(now, merchant, 10),
  "payments.byId": paymentStore.byId(id("pay")),
  "payments.byChannelOrderNo": paymentStore.byChannelOrderNo(no),
  "payments.ofOrder": paymentStore.ofOrder(id("ord")),
  "payments.lastQueriedOf": paymentStore.lastQueriedOf(id("ord")),
  "payments.ownById": ownPaymentStore.ownById(caller, id("pay")),
  ...lists(
    "payments.list",
    id("pay"),
    (page, given) =>
      ownPaymentStore.list(caller, page, { order_id: id("ord"), state: given("state") }),
    ["state"],
  ),
  "payments.dueToQuery": paymentStore.dueToQuery(due),
  "refunds.byNo": refundStore.byNo(caller, "R-1"),
  "refunds.ownById": refundStore.ownById(caller, id("rfd")),
  ...lists("refunds.list", id("rfd"), (page, given) =>
    refundStore.list(caller, page, {
      merchant_refund_no: given("merchant_refund_no"),
      order_id: given("order_id"),
      deduction_id: given("deduction_id"),
      state: given("state"),
    }), ["merchant_refund_no", "order_id", "deduction_id", "state"]),
  "refunds.succeededOf": refundStore.succeededOf(id("ord")),
  "refunds.dueToSend": refundStore.dueToSend(["sandbox"], 10),
  "refunds.dueToQuery": refundStore.dueToQuery(due),
  "deductions.byNo": deductionStore.byNo(caller, "A-1"),
  "deductions.ownById": deductionStore.ownById(caller, id("ded"), now),
  "deductions.byId": deductionStore.byId(id("ded")),
  ...lists("deductions.list", id("ded"), (page, given) =>
    deductionStore.list(caller, page, {
      merchant_order_no: given("merchant_order_no"),
      contract_id: given("contract_id"),
      state: given("state"),
    }, now), ["merchant_order_no", "contract_id", "state"]),
  "deductions.byChannelOrderNo": deductionStore.byChannelOrderNo(no, now),
  "deductions.ofContract": deductionStore.ofContract(id("ctr"), 10),
  "deductions.dueToSend": deductionStore.dueToSend(now, ["sandbox"], 10),
  "deductions.dueToQuery": deductionStore.dueToQuery(due),
  "deductions.dueToQuery of one": deductionStore.dueToQuery({ ...due, merchantNo: merchant }),
  "deductions.unusedNotices": deductionStore.unusedNotices(caller, {
    contractId: id("ctr"),
    amount: cny(1),
    now,
  }),
  "deductions.sameNotice": deductionStore.sameNotice(caller, {
    contractId: id("ctr"),
    amount: cny(1),
    subject: "s",
    chargeAt: undefined,
  }),
  "deductions.noticeById": deductionStore.noticeById(id("dnt")),
  "deductions.announced": deductionStore.announced(id("ctr"), now, 10),
  "messages.due": messageStore.due(now, 10),
  "plans.latest": planStore.latest(caller, id("pln")),
  "plans.approved": planStore.approved(id("pln")),
  "plans.version": planStore.version(id("pln"), 1),
  "plans.owner": planStore.owner(id("pln")),
  "plans.submitted": planStore.submitted(caller),
  "plans.list": planStore.list(caller, listing, none),
  "plans.list before": planStore.list(caller, { ...listing, past: id("pln") }, none),
  "plans.list after": planStore.list(caller, { ...oldest, past: id("pln") }, none),
  "contracts.ownById": contractStore.ownById(caller, id("ctr"), now),
  "contracts.byId": contractStore.byId(id("ctr"), now),
  ...lists("contracts.list", id("ctr"), (page, given) =>
    contractStore.list(caller, page, {
      contract_code: given("contract_code"),
      plan_id: given("plan_id"),
      state: given("state"),
    }, now), ["contract_code", "plan_id", "state"]),
  ...moveReads,
  "contracts.inForceOfSession": contractStore.inForceOfSession("d", now),
  "contracts.endedOfSession": contractStore.endedOfSession("d", now),
  "contracts.toAsk": contractStore.toAsk(now, undefined, 10),
  "contracts.toAsk of one": contractStore.toAsk(now, merchant, 10),
  "contracts.dueToExpire": contractStore.dueToExpire(now, undefined, 10),
  "contracts.dueToExpire of one": contractStore.dueToExpire(now, merchant, 10),
  "contracts.evidence": contractStore.evidence(id("ctr")),
  "contracts.lifecycle": contractStore.lifecycle(id("ctr")),
  "signings.byId": signingStore.byId(id("sgn")),
  "signings.ownById": signingStore.ownById(caller, id("sgn")),
  ...lists("signings.list", id("sgn"), (page, given) =>
    signingStore.list(caller, page, {
      contract_code: given("contract_code"),
      plan_id: given("plan_id"),
      state: given("state"),
    }), ["contract_code", "plan_id", "state"]),
  "signings.openByCode": signingStore.openByCode(caller, "c-1"),
  "signings.planOf": signingStore.planOf(id("sgn")),
  "signings.merchantOf": signingStore.merchantOf(id("sgn")),
  "signings.merchantChain": signingStore.merchantChain(id("sgn")),
  "signings.contractWith": signingStore.contractWith(id("sgn"), id("con")),
  "signings.contractOfSession": signingStore.contractOfSession(id("sgn"), "d"),
  "signings.contractMade": signingStore.contractMade(id("sgn")),
  "signings.openIdOf": signingStore.openIdOf(id("sgn"), id("con")),
  "signings.signerOf": signingStore.signerOf(id("sgn")),
  "signings.openIdOfSigner": signingStore.openIdOfSigner(id("sgn")),
  "signings.codes": signingStore.codes(id("sgn"), id("con"), now),
  "signings.codeOfSession": signingStore.codeOfSession(id("sgn"), "d", now),
  "signings.confirmingElsewhere": signingStore.confirmingElsewhere(id("sgn"), id("con")),
  "signings.dueToExpire": signingStore.dueToExpire(now, undefined, 10),
  "signings.dueToExpire of one": signingStore.dueToExpire(now, merchant, 10),
  "signings.dueToAsk": signingStore.dueToAsk(now, undefined, 10),
  "signings.confirmingContract": signingStore.confirmingContract(id("ctr")),
  "codes.ofOrder": codeStore.ofOrder(id("ord")),
  "codes.byRef": codeStore.byRef("abcdefgh"),
  "codes.order": codeStore.order("abcdefgh"),
  "codes.payments": codeStore.payments("abcdefgh"),
  "codes.merchant": codeStore.merchant("abcdefgh"),
  "budgets.used": budgetStore.used({ budget: "pairing", subject: "d" }, now),
  "merchants.sameKey": merchantStore.sameKey(caller, "{}"),
  ...tillReads,
  ...consumerReads,
  ...staffReads,
  ...riskReads,
  ...statementReads,
  ...settlementReads,
  "events.visibleById": eventStore.visibleById(caller, id("evt")),
  "tree.listBelow": treeStore.listBelow(caller, { ...listing, past: undefined }),
  "tree.listBelow before": treeStore.listBelow(caller, { ...listing, past: merchant }),
  "tree.listBelow after": treeStore.listBelow(caller, {
    ...listing,
    order: "oldest",
    past: merchant,
  }),
  "signings.sharing": signingStore.sharing(id("sgn"), now),
  "sharing.acting": sharingStore.acting(caller, merchant, now),
  "tree.lineAbove": treeStore.lineAbove(merchant),
  "sharing.concerning": sharingStore.concerning(merchant, 50),
  ...Object.fromEntries(
    ([
      { type: "all" },
      { type: "name", prefix: "x" },
      { type: "enterprise", enterpriseId: id("ent") },
      { type: "parent", parentNo: merchant },
    ] as const).flatMap((of) =>
      [undefined, merchant].map((past) => [
        `desk.merchants ${of.type} ${past ?? ""}`,
        merchantDesk.merchants({ of, past, max: 21 }),
      ])
    ),
  ),
  "desk.merchantSince": merchantDesk.merchantSince(merchant, now, 10),
  "desk.months": monthStore.months([merchant], businessDay(now)),
  "desk.sharedAccounts": monthStore.sharedAccounts(id("ent"), 10),
  "desk.sharedPhones": monthStore.sharedPhones("x", 10),
  "enterprises.activeNumbers": numbersOfEnterprise.activeNumbers(id("ent"), 10),
  "sharing.byId": sharingStore.byId(id("agr")),
  "settlements.inForce": settlementStore.inForce(merchant),
  "appApplications.ownById": appApplicationStore.ownById(caller, id("apa")),
  "appApplications.byReference": appApplicationStore.byReference(caller, "canal"),
  "appApplications.waiting": appApplicationStore.waiting(caller),
  "appApplications.granted": appApplicationStore.granted(caller),
  "appApplications.grantedTo": appApplicationStore.grantedTo(merchant),
  "appApplications.version": appApplicationStore.version(id("apa"), 2),
  "desk.appApplications": queueStore.appApplications({ past: undefined, max: 21 }),
  "applications.filedByReference": applicationStore.filedByReference("HT-1"),
  "applications.list": applicationStore.list(caller, { ...listing, past: undefined }),
  "applications.list before": applicationStore.list(caller, { ...listing, past: id("apl") }),
  "tree.inLine": treeStore.inLine(caller, merchant),
  "tree.childByReference": treeStore.childByReference(caller, "canal"),
  "merchants.windingUp": merchantStore.windingUp(10),
  "events.list": eventStore.list(caller, events),
  "events.list of a type": eventStore.list(caller, { ...events, type: "order.paid" }),
  "events.list of one": eventStore.list(caller, { ...events, merchantNo: merchant }),
  "events.list before": eventStore.list(caller, { ...events, past: id("evt") }),
  "events.list after": eventStore.list(caller, { ...events, order: "oldest", past: id("evt") }),
  "events.afterCursor": eventStore.afterCursor(10),
  "proposals.about": proposalStore.about(id("pay")),
  "channelSwitches.of": channelSwitchStore.of("sandbox"),
  ...Object.fromEntries(
    Object.entries(queueStore).map(([name, queue]) => [
      `desk.${name}`,
      queue({ past: { at: now, id: "x" }, max: 21 }),
    ]),
  ),
  ...consoleReads,
  "desk.numbered": numberStore.numbered("x"),
  "desk.numberedAt": numberStore.numberedAt(merchant, "x"),
  "desk.eventsOf": numberStore.eventsOf("x", 10),
  "eventFeed.after": eventFeed.after(1, 10),
};

// `lane` is each endpoint with something due, found by key; `above` is the chain of a merchant number up to the root, `family` all below it, found by key; `own` is what one enterprise names, `s` a page of each. `hours` are those of one day, and `polled` what is polled so often that it is refused. A subquery's own read is a step
// of its own, and judged by it.
const slowStep =
  /^SCAN (?!merchants\b|lane\b|above\b|family\b|own\b|hours\b|polled\b|[sj] VIRTUAL|found\b|CONSTANT ROW|\(subquery)|USE TEMP B-TREE/;
/** A page of each member of a family is sorted, what was complained of at one enterprise, the first thousand in flight, a day's acts, the hours of two weeks, a merchant's rejected forms, what was sent of one event, the last attempts of each endpoint, the few agreements and numbers above one, the months of one number, the parts of one fee, the few channels of a batch, or the one row that has a merchant's own number. */
const sortsFew =
  /^health\.inFlight|^statements\.months|^books\.returnedFeeOf|^complaints of an enterprise|^overview\.(?:outcomes|rejected)|^audit\.entries (?:of a merchant| .*day)|^sharing\.|^endpoints\.health|^deliveries\.ofEvent|^desk\.shared|^tree\.lineAbove|^events\.list|^settlementBatches\.cleared|\.(?:list|search) .* (?:merchant_(?:order|refund)_no|(?:order|refund|deduction|contract|signing|plan|link)_id)/;
/** An index that holds only what is still to be done is meant to be walked. */
const dueOnly =
  /USING INDEX (?:(?:refunds|deductions)_to_send|merchant_applications_waiting|channel_files_to_import|channel_files_refused|consumers_without_digests|proposals_open|alarms_open|redeliveries_running|poll_guards_refused)$|USING (?:COVERING )?INDEX (?:\w+_unclear|payments_one_in_flight|deliveries_\w+)$/;

let client: Client;
beforeAll(async () => {
  client = createClient({ url: ":memory:" });
  await migrate(client, await allMigrations(sandbox));
});
afterAll(() => client.close());

describe("the reads", () => {
  it("find their rows by an index and sort nothing, so that they stay fast as tables grow", async () => {
    const slow: string[] = [];
    for (const [name, query] of Object.entries(hot)) {
      for (const step of await planOf(client, query)) {
        if (
          sortsFew.test(name) && /^USE TEMP B-TREE FOR (?:ORDER BY|GROUP BY|DISTINCT)$/.test(step)
        ) continue;
        if (slowStep.test(step) && !dueOnly.test(step)) slow.push(`${name}: ${step}`);
      }
    }
    expect(slow).toEqual([]);
  });

  it("would be caught when they scanned", async () => {
    const { rows } = await client.execute(
      "explain query plan select * from orders where amount = 1",
    );
    expect(String(rows[0]?.["detail"])).toMatch(/^SCAN orders/);
  });
});
