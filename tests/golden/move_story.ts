import { byOperator } from "../../core/actor.ts";
import { connectMerchant } from "../../core/connection/connect_merchant.ts";
import { setOpenApp } from "../../core/open_platform/set_open_app.ts";
import { startGateway } from "../../unionpay_gateway/gateway.ts";
import { gatewayPki } from "../support/acp_merchant.ts";
import { must } from "../support/fixtures.ts";
import { connectTo, MER_ID } from "../support/unionpay_app.ts";
import type { Recorder } from "./recorder.ts";

const APP_ID = "0123456789abcdef0123456789abcdef";
const SECRET = "s".repeat(32);

/** The number moves to UnionPay, where this contract has to be signed again, and back. */
export async function moveStory({ app, ask }: Recorder, contractId: string): Promise<void> {
  const pki = await gatewayPki();
  const apps = [{ appId: APP_ID, secret: SECRET, plans: [] }];
  const gateway = startGateway({ pki, apps, now: app.clock.now, send: app.fetch });
  const { merchantNo } = app.merchant.merchant;
  try {
    must(
      await setOpenApp(app.deps, {
        appId: APP_ID,
        mode: "test",
        baseUrl: gateway.url,
        launchUrl: undefined,
        noticeKeys: pki.openPlatform.certificate,
        secret: SECRET,
        by: byOperator,
      }),
    );
    const { key, certificate } = pki.merchants[MER_ID] ?? pki.signing;
    await connectTo(app, {
      keys: [key + certificate],
      roots: pki.middle.certificate + pki.root.certificate,
      gatewayUrl: gateway.url,
      openApp: APP_ID,
    });
    await ask("/v1/contract_move");
    await ask(`/v1/contracts/${contractId}/sign_again_links`, { method: "POST" });
    await ask("/v1/upsdk_configurations", { body: { url: "https://shop.example/pay?order=7" } });
    must(await connectMerchant(app.deps, { merchantNo, to: undefined, by: byOperator }));
  } finally {
    await gateway.stop();
  }
}
