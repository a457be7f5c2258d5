import { type Context, Hono } from "hono";
import { merchantNo, parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { propose } from "../../../core/proposal/propose.ts";
import { openPerson } from "../../../core/staff/seal_staff.ts";
import { OwnersPage } from "../../../views/ops/owners_page.tsx";
import { render } from "../render.tsx";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";

/** Where the institution helps a merchant whose only owner has lost their passkeys: two operators together. */
export function ownerRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps, desk } = given;
  const app = new Hono<StaffEnv>();

  app.get(paths.owners(), needs(given, "merchants:read"), async (c) => {
    return await show(c, (c.req.query("merchant_no") ?? "").trim());
  });

  app.post(
    paths.ownerLink(":staffId"),
    needs(given, "merchants:write", { confirmed: true }),
    async (c: Context<StaffEnv>) => {
      const staffId = parseId("stf", c.req.param("staffId") ?? "");
      const [owner] = staffId ? await deps.load(deps.staff.byId(staffId)) : [undefined];
      const isOwner = owner?.role === "owner" && owner.state !== "removed";
      if (!isOwner) return unknownAtDesk(c, desk);
      const act = { kind: "invite_again", staffId: owner.staffId } as const;
      const { here } = c.var;
      const { merchantNo } = owner;
      const proposed = await propose(deps, { act, merchantNo, here });
      return proposed.ok
        ? c.redirect(paths.proposal(desk, proposed.value.proposalId), 303)
        : await show(c, merchantNo ?? "", true);
    },
  );

  return app;

  async function show(c: Context<StaffEnv>, asked: string, full = false): Promise<Response> {
    const found = /^[0-9A-Za-z]{15}$/.test(asked) ? await ownersOf(asked) : undefined;
    const { frame, who } = c.var;
    const given = { frame, desk, who, asked, found, full };
    return render(c, {
      page: () => <OwnersPage {...given} />,
      ...(full ? { status: 422 } : {}),
    });
  }

  async function ownersOf(no: string) {
    const place = merchantNo(no);
    const [merchant, staff] = await deps.load(
      deps.merchants.byNo(place),
      deps.staff.list(place),
    );
    const owners = staff.filter(({ role }) => role === "owner");
    return merchant && {
      merchant,
      owners: await Promise.all(
        owners.map(async (owner) => ({ staff: owner, ...await openPerson(deps.vault, owner) })),
      ),
    };
  }
}
