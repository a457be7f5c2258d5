import type { Role } from "../../core/permission/role.ts";
import type { StaffWords } from "./words_zh.ts";

interface Props {
  readonly roles: readonly Role[];
  readonly chosen: string | undefined;
  readonly w: StaffWords;
}

/** The roles as radios, each saying what it may do. */
export function RoleField({ roles, chosen, w }: Props) {
  return (
    <fieldset class="choices" id="role">
      <legend>{w.role}</legend>
      {roles.flatMap((role) => [
        <input
          key={`${role}-input`}
          type="radio"
          id={`role-${role}`}
          name="role"
          value={role}
          checked={role === chosen}
          required
        />,
        <label key={role} for={`role-${role}`}>
          <b>{w.roles[role]}</b>
          <span>{w.roleHelp[role]}</span>
        </label>,
      ])}
    </fieldset>
  );
}
