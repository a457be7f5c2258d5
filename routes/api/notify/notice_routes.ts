import { type Context, Hono } from "hono";
import {
  type ChannelName,
  channelNames,
  type ChannelNotice,
} from "../../../core/channel/channel.ts";
import { recordOpening } from "../../../core/card_binding/record_opening.ts";
import { recordCardSignal } from "../../../core/cardholder/record_card_signal.ts";
import type { NoticeFactsDiffer } from "../../../core/channel/notice_facts.ts";
import type { MerchantNo } from "../../../core/id.ts";
import type { Deps } from "../../../core/deps.ts";
import { recordContractNotice } from "../../../core/contract/record_contract_notice.ts";
import { recordAdvanceEnd } from "../../../core/deduction/record_advance_end.ts";
import { recordDeductionOutcome } from "../../../core/deduction/record_deduction_outcome.ts";
import { recordOutcome } from "../../../core/payment/record_outcome.ts";
import { recordRefundOutcome } from "../../../core/refund/record_refund_outcome.ts";
import type { Result } from "../../../core/result.ts";
import type { AppEnv } from "../../app_env.ts";
import { problem } from "../problem.ts";

/**
 * Where channels send their notices. 200 only after the outcome is committed, so that a channel without an answer
 * sends it again; a notice that is not the channel's, or states a different amount, changes nothing.
 */
export function noticeRoutes(deps: Deps): Hono<AppEnv> {
  const take = async (c: Context<AppEnv>) => {
    const name = channelNames.find((each) => each === c.req.param("channel"));
    const channel = name && deps.channels[name];
    if (!channel) return problem(c, { code: "route_unknown" });

    const notice = await channel.readNotice({
      method: "POST",
      url: c.req.url,
      headers: c.req.header(),
      body: await c.req.text(),
    });
    if (!notice.ok) {
      await keepRefused(deps, channel.name, notice.error);
      return problem(c, { code: notice.error.code });
    }
    const recorded = await record(deps, channel.name, notice.value);
    if (!recorded.ok) {
      const { code, ...facts } = recorded.error;
      const about = notice.value.about === "contract" ? {} : notice.value;
      await keepRefused(deps, channel.name, { ...about, code, detail: JSON.stringify(facts) });
      return answerRefusal(c, recorded.error);
    }
    await tellIfUnclear(deps, channel.name, notice.value);
    const { contentType, body } = channel.acknowledge({ url: c.req.url });
    return c.body(body, 200, { "Content-Type": contentType });
  };
  return new Hono<AppEnv>()
    .post("/notify/:channel", take)
    .post("/notify/:channel/:merchant_no", take)
    .post("/notify/:channel/:merchant_no/contracts", take);
}

type Unrecorded =
  | {
    readonly code:
      | "payment_not_found"
      | "refund_not_found"
      | "deduction_not_found"
      | "card_binding_not_found";
    readonly channel_order_no: string;
  }
  | { readonly code: "device_card_not_found" }
  | { readonly code: "contract_not_found"; readonly contract_id: string }
  | { readonly code: "amount_differs"; readonly expected: number; readonly got: number }
  | NoticeFactsDiffer;

function record(
  deps: Deps,
  channel: ChannelName,
  notice: ChannelNotice,
): Promise<Result<unknown, Unrecorded>> {
  switch (notice.about) {
    case "payment":
      return recordOutcome(deps, notice);
    case "refund":
      return recordRefundOutcome(deps, notice);
    case "deduction":
      return recordDeductionOutcome(deps, notice);
    case "advance":
      return recordAdvanceEnd(deps, notice);
    case "card":
      return recordOpening(deps, notice);
    case "device_card":
      return recordCardSignal(deps, { channel, ...notice });
    case "contract":
      return recordContractNotice(deps, channel, notice);
  }
}

/** The operator sees what was taken and not understood; what there was to ask has been asked. */
async function tellIfUnclear(
  deps: Deps,
  channel: ChannelName,
  notice: ChannelNotice,
): Promise<void> {
  if (notice.about !== "contract" || notice.outcome !== "unclear") return;
  const { merchantNo, contractId } = notice;
  const code = "notice_not_understood";
  await keepRefused(deps, channel, { code, detail: contractId, merchantNo });
}

const DETAIL_CHARS_MAX = 200;
const NUMBER_CHARS_MAX = 64;

interface Refused {
  readonly code: string;
  readonly detail: string;
  readonly merchantNo?: MerchantNo;
  readonly channelOrderNo?: string | undefined;
}

/** For the operator, where it was sent to a number of ours: what was refused, why, and what it says it is about. */
async function keepRefused(
  deps: Deps,
  channel: ChannelName,
  { code, detail, merchantNo, channelOrderNo }: Refused,
): Promise<void> {
  const about = channelOrderNo?.slice(0, NUMBER_CHARS_MAX);
  deps.log.warn("notice refused", { channel, code, detail, channel_order_no: about });
  if (merchantNo === undefined) return;
  await deps.write(deps.refusedNotices.keep({
    channel,
    merchantNo,
    at: deps.now(),
    code,
    detail: detail.slice(0, DETAIL_CHARS_MAX),
    channelOrderNo: about,
  }));
}

/** A channel learns no more than that: the details are in our log. */
function answerRefusal(c: Context<AppEnv>, { code }: Unrecorded): Response {
  return problem(c, { code: code === "amount_differs" ? "notice_amount_differs" : code });
}
