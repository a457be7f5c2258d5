import { type Context, Hono } from "hono";
import {
  deleteDeviceCard,
  findDevice,
  loseDevice,
  makeDefault,
  resumeDeviceCard,
  suspendDeviceCard,
} from "../../../core/cardholder/own_device_card.ts";
import { viewDeviceCards } from "../../../core/cardholder/view_device_cards.ts";
import { isDoubted } from "../../../core/consumer/lost_phone.ts";
import { walletMode } from "../../../core/consumer/wallet_mode.ts";
import type { Deps } from "../../../core/deps.ts";
import { type ConsumerId, parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { consumerOfSession } from "../../../core/session/consumer_of_session.ts";
import { isFresh } from "../../../core/session/session.ts";
import { DeviceCardRemovalPage } from "../../../views/wallet/device_card_removal_page.tsx";
import type { DeviceCardProblem } from "../../../views/wallet/device_card_words.ts";
import { DeviceCardsPage } from "../../../views/wallet/device_cards_page.tsx";
import { sessionOf } from "../consumer_session.ts";
import { type PageEnv, render } from "../render.tsx";
import { readForm } from "../staff/form_fields.ts";
import { comeIn } from "./come_in.tsx";

const ofDeviceCard = {
  suspend: suspendDeviceCard,
  resume: resumeDeviceCard,
  delete: deleteDeviceCard,
  make_default: makeDefault,
};
const ofDevice = { lose: loseDevice, find: findDevice };
/** What only makes less possible asks nobody to sign in again. */
const ALWAYS: ReadonlySet<string> = new Set(["suspend", "lose"]);

/** A person's cards on their devices. */
export function deviceCardRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/wallet/device_cards", (c) => show(c));

  app.get("/wallet/device_cards/:deviceCardId/removal", async (c) => {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const { held } = await viewDeviceCards(deps, here.consumer.consumerId);
    for (const { cards, devices, deviceCards } of held) {
      const deviceCard = deviceCards.find(({ deviceCardId }) =>
        deviceCardId === c.req.param("deviceCardId")
      );
      const card = cards.find(({ cardId }) => cardId === deviceCard?.cardId);
      const device = devices.find(({ deviceId }) => deviceId === deviceCard?.deviceId);
      if (!deviceCard || !card || !device) continue;
      // What is gone needs no question.
      if (deviceCard.state === "deleted") return c.redirect(paths.walletDeviceCards(), 303);
      const mode = walletMode(deps, here.session.proof);
      const given = { frame: c.var.frame, mode, card, device, deviceCard };
      return render(c, { page: () => <DeviceCardRemovalPage {...given} /> });
    }
    return await show(c, "unknown");
  });

  app.post("/wallet/device_cards", async (c) => {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const form = await readForm(c);
    const act = form.get("act") ?? "";
    if (!ALWAYS.has(act)) {
      const { session, consumer: { phoneLostAt } } = here;
      // Whoever has the phone gets its codes, and would pay with what is on it.
      if (isDoubted(session, phoneLostAt, deps.now())) return await show(c, "phone_lost");
      if (!isFresh(session, deps.now())) return await show(c, "not_fresh");
    }
    const done = await perform(here.consumer.consumerId, act, form);
    return done ? c.redirect(paths.walletDeviceCards(), 303) : await show(c, "unknown");
  });

  return app;

  async function perform(
    consumerId: ConsumerId,
    act: string,
    form: { get(name: string): string | null | undefined },
  ): Promise<boolean> {
    const deviceCardId = parseId("dcd", form.get("device_card_id") ?? "");
    if (deviceCardId && isActOf(ofDeviceCard, act)) {
      return (await ofDeviceCard[act](deps, { consumerId, deviceCardId })).ok;
    }
    const deviceId = parseId("cdv", form.get("device_id") ?? "");
    if (deviceId && isActOf(ofDevice, act)) {
      return (await ofDevice[act](deps, { consumerId, deviceId })).ok;
    }
    return false;
  }

  function consumerHere(c: Context<PageEnv>) {
    const session = sessionOf(c, deps);
    return session === undefined ? undefined : consumerOfSession(deps, session);
  }

  async function show(c: Context<PageEnv>, problem?: DeviceCardProblem): Promise<Response> {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const own = await viewDeviceCards(deps, here.consumer.consumerId);
    const frame = { ...c.var.frame, here: paths.walletDeviceCards() };
    const mode = walletMode(deps, here.session.proof);
    return render(c, {
      page: () => <DeviceCardsPage frame={frame} mode={mode} own={own} problem={problem} />,
      status: problem === undefined ? 200 : problem === "unknown" ? 404 : 422,
    });
  }
}

function isActOf<T extends object>(acts: T, act: string): act is Extract<keyof T, string> {
  return Object.hasOwn(acts, act);
}
