import type { Consumer } from "../consumer/consumer.ts";
import { openPhone } from "../consumer/seal_person.ts";
import type { Deps } from "../deps.ts";
import { isolated } from "../text/isolated.ts";

export type ChargingNews = "charging_closed" | "charging_reopened" | "phone_lost" | "phone_found";

const texts = {
  zh: {
    charging_closed: "免密扣款已全部关闭，签约已暂停，商家不能扣款。",
    charging_reopened: "免密扣款已重新打开。",
    phone_lost: "手机已挂失：签约暂停，绑定的卡暂停付款，其他设备已退出。",
    phone_found: "手机挂失已解除，因挂失暂停的签约已恢复。",
  },
  en: {
    charging_closed:
      "Charges without a password are off. Your contracts are on hold, and merchants can't charge you.",
    charging_reopened: "Charges without a password are on again.",
    phone_lost:
      "Your phone is reported lost. Your contracts and saved cards are on hold, and other devices were signed out.",
    phone_found: "Your phone is no longer reported lost. Contracts on hold for that are resumed.",
  },
} as const;

const check = {
  zh: "不是你操作的，请到“我的签约”查看。",
  en: "Not you? Check My contracts.",
} as const;

/** By SMS to the phone that the person is known by. The wallet shows the same, so a message that is lost is not sent again. */
export async function tellOfCharging(
  deps: Pick<Deps, "vault" | "sms" | "config" | "log">,
  { consumer, news, lang }: {
    readonly consumer: Consumer;
    readonly news: ChargingNews;
    readonly lang: "zh" | "en";
  },
): Promise<void> {
  const { consumerId, version } = consumer;
  const name = isolated(deps.config.institution);
  const told = texts[lang][news];
  const text = lang === "zh" ? `【${name}】${told}${check.zh}` : `${name}: ${told} ${check.en}`;
  // What it tells is committed: nothing that goes wrong here undoes it.
  try {
    const phone = await openPhone(deps.vault, consumer);
    if (phone === "") return;
    await deps.sms({ messageId: `${consumerId}-${version}`, phone, text, test: false });
  } catch (error) {
    deps.log.warn("message to a consumer not sent", { news, error: String(error) });
  }
}
