import type { Desk } from "../../../core/paths.ts";
import { paths } from "../../../core/paths.ts";
import { localPath } from "../local_path.ts";

/** Where somebody wanted to go, if that is at this desk; otherwise its front page. */
export function ownPath(desk: Desk, to: string | null | undefined): string {
  const path = localPath(to ?? "");
  const front = paths.desk(desk);
  return path.startsWith(`${front}/`) || path.startsWith(`${front}?`) ? path : front;
}
