import { businessDay, days, rfc3339 } from "../../core/time.ts";
import { after } from "../../core/time.ts";
import { applicationForm } from "../support/applications.ts";
import { makeKey, registerKey, signedRequest } from "../support/signer.ts";
import type { TestMerchant } from "../support/test_app.ts";
import { GONE_URL, type Recorder } from "./recorder.ts";

/** Webhook endpoints, which hear of everything after. */
export async function endpointStory({ ask }: Recorder): Promise<void> {
  const url = "https://shop.example/hook";
  const { endpoint_id } = await ask("/v1/webhook_endpoints", { body: { url } });
  await ask("/v1/webhook_endpoints");
  await ask(`/v1/webhook_endpoints/${endpoint_id}`);
  await ask(`/v1/webhook_endpoints/${endpoint_id}`, {
    method: "PATCH",
    body: { event_types: [], state: "enabled" },
  });
  await ask(`/v1/webhook_endpoints/${endpoint_id}/secrets`, { body: { overlap_seconds: 3_600 } });
  await ask(`/v1/webhook_endpoints/${endpoint_id}/test_deliveries`, { body: {} });
}

/** Keys, children, embedding, events, the clock. */
export async function settingsStory({ app, ask, send }: Recorder): Promise<{
  readonly parent: TestMerchant;
  readonly childNo: string;
}> {
  const gone = await ask("/v1/webhook_endpoints", { body: { url: GONE_URL } });
  const { jwk } = await makeKey("EdDSA");
  const retire_at = rfc3339(after(app.clock.now(), days(1)));
  const key = { jwk: { ...jwk }, retire_at, scopes: ["create", "refund"] } as never;
  const { kid } = await ask("/v1/keys", { body: key });
  await ask("/v1/keys", { body: key });
  await ask("/v1/keys");
  await ask(`/v1/keys/${kid}`);
  const spare = await ask("/v1/keys", { body: { jwk: (await makeKey("ES256")).jwk } as never });
  await ask(`/v1/keys/${spare.kid}`, { method: "DELETE" });

  await ask("/v1/embedding", { method: "PUT", body: { origins: ["https://shop.example"] } });
  await ask("/v1/embedding");
  const child = { name: "运河店 Canal Street", reference: "canal" };
  const { merchant_no } = await ask("/v1/merchants", { body: child });
  await ask("/v1/merchants", { body: child });
  await ask(`/v1/merchants/${merchant_no}`);
  await ask("/v1/merchants");
  await ask(`/v1/merchants/${merchant_no}`, {
    method: "PATCH",
    body: { return_urls: ["https://shop.example/thanks"] },
  });

  const { data: [event] } = await ask("/v1/events?type=order.paid&limit=1");
  await ask(`/v1/events/${event.event_id}`);
  await ask(`/v1/events/${event.event_id}/redeliveries`, { body: {} });
  await app.settle();
  await ask(`/v1/webhook_endpoints/${gone.endpoint_id}`, { method: "DELETE" });
  await ask("/v1/test_helpers/clock", { body: { advance_seconds: 2 * 24 * 3_600 } });
  await app.settle();
  await ask(`/v1/statements/${businessDay(app.clock.now())}`);

  const parent = await app.openMerchant("青瓷茶舍总店 Celadon Tea", { mode: "live" });
  const signer = await registerKey(app, "EdDSA", parent);
  const signed = async (path: string, body?: object) =>
    await send(
      await signedRequest(app, signer, {
        path,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  const { application_id } = await signed("/v1/merchants", applicationForm);
  await signed(`/v1/merchant_applications/${application_id}`);
  await signed("/v1/merchant_applications");
  const { app_application_id } = await signed("/v1/app_applications", {
    reference: "tea-app",
    name: "青瓷茶舍",
    agreement_digest: "b".repeat(64),
  });
  await signed(`/v1/app_applications/${app_application_id}`);
  return { parent, childNo: merchant_no };
}
