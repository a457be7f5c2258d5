import { type Context, Hono } from "hono";
import type { Deps } from "../../../../core/deps.ts";
import { parseId } from "../../../../core/id.ts";
import { AMOUNT_FEN_MAX, typedYuan } from "../../../../core/money.ts";
import { paths } from "../../../../core/paths.ts";
import { addScreen, type AddScreenRefusal } from "../../../../core/screen/add_screen.ts";
import { formatPairingCode } from "../../../../core/screen/pairing_code.ts";
import type { RefundLimit, Screen } from "../../../../core/screen/screen.ts";
import { unpairScreen } from "../../../../core/screen/unpair_screen.ts";
import { setPin } from "../../../../core/till/set_pin.ts";
import { setRefundLimit } from "../../../../core/till/set_refund_limit.ts";
import {
  LimitPage,
  NewScreenPage,
  PairingCodePage,
  PinPage,
  UnpairPage,
} from "../../../../views/console/screens/screen_forms.tsx";
import { ScreenDeskPage } from "../../../../views/console/screens/screen_page.tsx";
import type { ScreenProblem } from "../../../../views/console/screens/screen_words.ts";
import { typedAmount } from "../../../../views/parts/money.tsx";
import { render } from "../../render.tsx";
import { readForm, readLine } from "../../staff/form_fields.ts";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";

const NAME_MAX = 64;
const REFUNDS_SHOWN = 20;
const ID = ":screenId";

/** A merchant's screens: added, unpaired, and what their tills may do. */
export function screenRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const given = { deps, desk: "console" } as const;
  const reads = needs(given, "screens:read");
  const writes = needs(given, "screens:write");
  const setsPin = needs(given, "screens:write", { confirmed: true });
  // Whoever sets what a till may refund could refund it there.
  const setsLimit = needs(given, ["screens:write", "refunds:write"], { confirmed: true });

  app.get(paths.consoleNewScreen(), writes, (c) => showNew(c, ""));

  app.post(paths.consoleNewScreen(), writes, async (c) => {
    const typed = (await readForm(c)).get("name");
    const name = readLine(typed, NAME_MAX);
    if (name === undefined) return showNew(c, typed ?? "", "name");
    const added = await addScreen(deps, { caller: staffCaller(c), name });
    if (!added.ok) return showNew(c, name, problemOf(added.error));
    const { screen, pairingCode } = added.value;
    if (screen.state !== "pairing") return c.redirect(paths.consoleScreen(screen.screenId), 303);
    const { frame, who } = c.var;
    const shown = {
      screen,
      code: formatPairingCode(pairingCode),
      expiresAt: screen.pairingExpiresAt,
    };
    return render(c, { page: () => <PairingCodePage frame={frame} who={who} {...shown} /> });
  });

  app.get(paths.consoleScreen(ID), reads, async (c) => {
    const screen = await screenIn(c);
    if (!screen) return unknownAtDesk(c, "console");
    const [refunds] = await deps.load(deps.tills.lastRefunds(screen.screenId, REFUNDS_SHOWN));
    const { frame, who } = c.var;
    const shown = { frame, who, screen, refunds };
    return render(c, { page: () => <ScreenDeskPage {...shown} /> });
  });

  app.get(paths.consoleScreenPin(ID), setsPin, (c) => showPin(c));

  app.post(paths.consoleScreenPin(ID), setsPin, async (c) => {
    const screenId = idIn(c);
    if (!screenId) return unknownAtDesk(c, "console");
    const typed = (await readForm(c)).get("pin") ?? "";
    const set = await setPin(deps, { caller: staffCaller(c), screenId, typed });
    if (set.ok) return c.redirect(paths.consoleScreen(screenId), 303);
    const { code } = set.error;
    return code === "screen_not_found" ? unknownAtDesk(c, "console") : await showPin(c, code);
  });

  app.get(paths.consoleScreenLimit(ID), setsLimit, (c) => showLimit(c));

  app.post(paths.consoleScreenLimit(ID), setsLimit, async (c) => {
    const screenId = idIn(c);
    if (!screenId) return unknownAtDesk(c, "console");
    const form = await readForm(c);
    const typed = { each: form.get("each") ?? "", per_day: form.get("per_day") ?? "" };
    const refundLimit = limitIn(typed);
    if (!refundLimit) return await showLimit(c, typed, "amount");
    const set = await setRefundLimit(deps, { caller: staffCaller(c), screenId, refundLimit });
    if (!set.ok) return unknownAtDesk(c, "console");
    return c.redirect(paths.consoleScreen(screenId), 303);
  });

  app.get(paths.consoleScreenUnpairing(ID), writes, async (c) => {
    const screen = await screenIn(c);
    if (!screen || screen.state === "unpaired") return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    return render(c, { page: () => <UnpairPage frame={frame} who={who} screen={screen} /> });
  });

  app.post(paths.consoleScreenUnpairing(ID), writes, async (c) => {
    const screenId = idIn(c);
    if (!screenId) return unknownAtDesk(c, "console");
    const unpaired = await unpairScreen(deps, { caller: staffCaller(c), screenId });
    if (!unpaired.ok) return unknownAtDesk(c, "console");
    return c.redirect(paths.consoleScreen(screenId), 303);
  });

  return app;

  function idIn(c: Context<StaffEnv>) {
    return parseId("scr", c.req.param("screenId") ?? "");
  }

  /** The merchant number's own: others' are not found. */
  async function screenIn(c: Context<StaffEnv>): Promise<Screen | undefined> {
    const screenId = idIn(c);
    if (!screenId) return undefined;
    const [screen] = await deps.load(deps.screens.ownById(staffCaller(c), screenId));
    return screen;
  }

  function showNew(c: Context<StaffEnv>, typed: string, problem?: ScreenProblem): Response {
    const { frame, who } = c.var;
    const shown = { frame, who, typed, problem };
    return render(c, {
      page: () => <NewScreenPage {...shown} />,
      ...(problem ? { status: 422 } : {}),
    });
  }

  async function showPin(c: Context<StaffEnv>, problem?: ScreenProblem): Promise<Response> {
    const screen = await screenIn(c);
    if (!screen || screen.state === "unpaired") return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    const shown = { frame, who, screen, problem };
    return render(c, { page: () => <PinPage {...shown} />, ...(problem ? { status: 422 } : {}) });
  }

  async function showLimit(
    c: Context<StaffEnv>,
    typed?: { readonly each: string; readonly per_day: string },
    problem?: ScreenProblem,
  ): Promise<Response> {
    const screen = await screenIn(c);
    if (!screen || screen.state === "unpaired") return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    const { each, perDay } = screen.refundLimit;
    const kept = typed ?? { each: typedAmount(each), per_day: typedAmount(perDay) };
    const shown = { frame, who, screen, typed: kept, problem };
    return render(c, { page: () => <LimitPage {...shown} />, ...(problem ? { status: 422 } : {}) });
  }
}

function problemOf({ code }: AddScreenRefusal): ScreenProblem {
  switch (code) {
    case "screens_too_many":
      return "too_many";
    case "product_not_enabled":
      return "not_enabled";
    case "merchant_not_active":
    case "key_unknown":
      return "not_active";
  }
}

/** What may be refunded in a day is at least what may be refunded each time. */
function limitIn(
  typed: { readonly each: string; readonly per_day: string },
): RefundLimit | undefined {
  const [each, perDay] = [typedYuan(typed.each), typedYuan(typed.per_day)];
  if (!each || !perDay || each.fen > perDay.fen || perDay.fen > AMOUNT_FEN_MAX) return undefined;
  return { each, perDay };
}
