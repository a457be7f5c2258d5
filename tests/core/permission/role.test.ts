import { describe, expect, it } from "vitest";
import { permissions } from "../../../core/permission/permission.ts";
import { institutionRoles, merchantRoles, permits } from "../../../core/permission/role.ts";

const roles = [...merchantRoles, ...institutionRoles];

describe("the roles", () => {
  it("are bundles of some fifty named permissions", () => {
    expect(permissions.length).toBeGreaterThan(40);
    expect(new Set(permissions).size).toBe(permissions.length);
    expect(permissions.every((each) => /^[a-z_]+:(?:read|write)$/.test(each))).toBe(true);
  });

  it("leave no permission that nobody has", () => {
    expect(permissions.filter((each) => !roles.some((role) => permits(role, each)))).toEqual([]);
  });

  it("let nobody change what they cannot look at", () => {
    const blind = roles.flatMap((role) =>
      permissions.filter((each) =>
        each.endsWith(":write") && permits(role, each) &&
        !permits(role, each.replace(":write", ":read") as typeof each)
      ).map((each) => `${role} ${each}`)
    );
    expect(blind).toEqual([]);
  });

  it("give the institution's own permissions to none of a merchant's staff", () => {
    const theirs = merchantRoles.filter((role) =>
      permits(role, "merchants:read") || permits(role, "unclear_money:write") ||
      permits(role, "personal_data:read")
    );
    expect(theirs).toEqual([]);
  });

  it("let only owners and admins change who else may come in", () => {
    expect(roles.filter((role) => permits(role, "staff:write"))).toEqual(["owner", "admin"]);
  });
});
