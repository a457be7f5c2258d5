import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { DeskLayout } from "../../../views/staff/desk.tsx";
import type { Section } from "../../../views/staff/places.ts";
import { render } from "../render.tsx";
import type { StaffEnv } from "../staff/needs.tsx";

interface Shown {
  readonly section: Section;
  readonly title: string;
  /** A form comes back: 422. */
  readonly refused: boolean;
}

/** A page of the desk around `body`. */
export function opsPage(c: Context<StaffEnv>, shown: Shown, body: Child): Response {
  const { frame, who } = c.var;
  const { section, title, refused } = shown;
  return render(c, {
    page: () => (
      <DeskLayout frame={frame} desk="ops" who={who} section={section} title={title}>
        {body}
      </DeskLayout>
    ),
    ...(refused ? { status: 422 } : {}),
  });
}
