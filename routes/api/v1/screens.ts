import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { addScreen } from "../../../core/screen/add_screen.ts";
import { formatPairingCode } from "../../../core/screen/pairing_code.ts";
import { screenResource } from "../../../core/screen/screen_resource.ts";
import { unpairScreen } from "../../../core/screen/unpair_screen.ts";
import type { ApiEnv } from "../../app_env.ts";
import { fields, text } from "../fields.ts";
import { paths } from "../../../core/paths.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";
import { listOf } from "../resources.ts";
import { newScreenShape, screenShape } from "./screen_shapes.ts";

const newScreen = fields({
  name: text(1, 64).meta({ description: "Your own name for it, such as the till's." }),
});

const screen = { description: "The screen.", body: screenShape };

export function screenRoutes(deps: Deps): Hono<ApiEnv> {
  const { publicUrl } = deps.config;
  return new Hono<ApiEnv>()
    .post(
      "/",
      operation({
        tag: "Screens",
        summary: "Add a screen for a till",
        act: "create",
        description:
          "Open `screen_url` on it and enter the pairing code within ten minutes. From then on it shows the code of " +
          "each order this merchant number opens, and its result.",
        body: newScreen,
        answers: {
          201: { description: "The screen, with its pairing code.", body: newScreenShape },
        },
        refusals: ["merchant_not_active", "product_not_enabled", "screens_too_many"],
      }),
      async (c) => {
        const { name } = c.req.valid("json");
        const added = await addScreen(deps, { caller: c.get("caller"), name });
        if (!added.ok) return problem(c, added.error);
        const { screen, pairingCode } = added.value;
        c.header("Location", paths.screen(screen.screenId));
        const resource = screenResource(screen, publicUrl);
        return c.json({ ...resource, pairing_code: formatPairingCode(pairingCode) }, 201);
      },
    )
    .get(
      "/",
      operation({
        tag: "Screens",
        summary: "List your screens",
        reads: true,
        answers: {
          200: {
            description: "All screens not unpaired, on one page.",
            body: listOf(screenShape),
          },
        },
      }),
      async (c) => {
        const caller = c.get("caller");
        const [merchant, screens] = await deps.load(
          deps.merchants.calling(caller),
          deps.screens.list(caller),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });
        return c.json({ data: screens.map((each) => screenResource(each, publicUrl)), next: null });
      },
    )
    .get(
      "/:screen_id",
      operation({
        tag: "Screens",
        summary: "Get a screen",
        reads: true,
        answers: { 200: screen },
        refusals: ["screen_not_found"],
      }),
      async (c) => {
        const screenId = parseId("scr", c.req.param("screen_id"));
        if (!screenId) return screenNotFound(c);
        const caller = c.get("caller");
        const [merchant, found] = await deps.load(
          deps.merchants.calling(caller),
          deps.screens.ownById(caller, screenId),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });
        return found ? c.json(screenResource(found, publicUrl)) : screenNotFound(c);
      },
    )
    .delete(
      "/:screen_id",
      operation({
        tag: "Screens",
        summary: "Unpair a screen",
        act: "create",
        description:
          "It shows nothing from then on. This can't be undone; a new screen gets a new pairing code.",
        answers: { 200: { ...screen, description: "The screen, unpaired." } },
        refusals: ["screen_not_found"],
      }),
      async (c) => {
        const screenId = parseId("scr", c.req.param("screen_id"));
        if (!screenId) return screenNotFound(c);
        const unpaired = await unpairScreen(deps, { caller: c.get("caller"), screenId });
        if (!unpaired.ok) return problem(c, unpaired.error);
        return c.json(screenResource(unpaired.value.screen, publicUrl));
      },
    );
}

function screenNotFound(c: Context): Response {
  return problem(c, { code: "screen_not_found" });
}
