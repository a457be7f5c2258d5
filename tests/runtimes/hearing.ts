import { Webhook } from "standardwebhooks";
import { type Received, startReceiver } from "../support/receiver.ts";
import { type Teller, verifyPortal } from "./teller.ts";

type Told = Received["json"];

export interface Hearing {
  /** The first webhook that fits, with both signatures verified. */
  told(fits: (json: Told) => boolean): Promise<Told>;
  stop(): Promise<void>;
}

/** A merchant's server that is told of these events for a while. */
export async function startHearing(
  teller: Teller,
  event_types: readonly string[],
): Promise<Hearing> {
  const receiver = startReceiver();
  const { json } = await teller.ask("POST", "/v1/webhook_endpoints", {
    body: { url: receiver.url, event_types },
  });
  return {
    told: async (fits) => {
      const notice = await receiver.waitFor((each) => fits(each.json));
      new Webhook(json.secret).verify(notice.body, Object.fromEntries(notice.headers));
      await verifyPortal(teller, notice.headers.get("countersign-signature") ?? "", notice.body);
      return notice.json;
    },
    stop: async () => {
      await teller.ask("DELETE", `/v1/webhook_endpoints/${json.endpoint_id}`);
      await receiver.stop();
    },
  };
}
