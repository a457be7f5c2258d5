import type { Desk } from "../../core/paths.ts";
import { permits, type Role } from "../../core/permission/role.ts";
import type { Lang } from "../words.ts";
import { type Group, groups, type Place } from "./place.ts";
import { places, type Section } from "./places.ts";

export interface PlacesOfGroup {
  /** Empty for the first, which needs no heading. */
  readonly name: string;
  readonly places: readonly {
    readonly section: Section;
    readonly name: string;
    readonly href: string;
  }[];
}

/** Where somebody with this role may go, by group; groups in which there is nothing for them are left out. */
export function placesOf(desk: Desk, role: Role, lang: Lang): readonly PlacesOfGroup[] {
  const open = places.filter((each: Place) =>
    (each.desk ?? desk) === desk &&
    (each.permission === undefined || permits(role, each.permission))
  );
  return (Object.keys(groups) as Group[]).flatMap((group) => {
    const own = open.filter((each) => each.group === group);
    if (own.length === 0) return [];
    return [{
      name: groups[group][lang],
      places: own.map((each) => ({
        section: each.section,
        name: each[lang],
        href: each.path(desk),
      })),
    }];
  });
}
