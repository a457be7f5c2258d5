import type { Context } from "hono";

// The first that fits: an Edge also says that it is a Chrome, a Chrome that it is a Safari, a HarmonyOS that it is an Android.
const browsers = [
  ["Edge", /\bEdgA?\//],
  ["Firefox", /\bFirefox\//],
  ["Chrome", /\b(?:Chrome|CriOS)\//],
  ["Safari", /\bSafari\//],
] as const;
const systems = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["HarmonyOS", /Harmony/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMacintosh\b/],
  ["Linux", /\bLinux\b/],
] as const;

/** What a browser says it is, such as `Chrome · macOS`, for its owner to tell their sessions apart. */
export function clientName(c: Context): string {
  const said = c.req.header("User-Agent") ?? "";
  const names = [browsers, systems].flatMap((kinds) =>
    kinds.find(([, pattern]) => pattern.test(said))?.[0] ?? []
  );
  return names.length > 0 ? names.join(" · ") : "?";
}
