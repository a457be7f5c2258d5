import type { PlotName } from "../paths.ts";
import type { Permission } from "../permission/permission.ts";

/** Who may see what a plot is drawn from. */
export const permissionForPlot: Readonly<Record<PlotName, Permission>> = {
  paid: "payments:read",
  outcomes: "payments:read",
  deliveries: "webhooks:read",
};
