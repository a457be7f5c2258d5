import type { SigningView } from "../../core/signing/view_signing.ts";
import { paths } from "../../core/paths.ts";

/** Seconds between two polls; absent when nothing shown can change any more. */
export function pollEvery({ standing }: SigningView): number | undefined {
  switch (standing.state) {
    case "confirming":
      return 2;
    case "outside":
      return 5;
    case "ready":
    case "already_signed":
    case "charging_closed":
    case "no_card":
      return 10;
    case "plan_changed":
    case "not_available":
    case "blocked":
    case "signed":
    case "declined":
    case "expired":
      return undefined;
  }
}

/** True while waiting for someone else to act: then the page renews without script, for nobody is filling it in. */
export function waits({ standing }: SigningView): boolean {
  return standing.state === "outside" || standing.state === "confirming";
}

export function herePath({ signing }: SigningView): string {
  return paths.sign(signing.signingId);
}

/** The status of the signing for a page that has already seen its mark. */
export function statusUrl({ signing, mark }: SigningView): string {
  return `${paths.signStatus(signing.signingId)}?mark=${encodeURIComponent(mark)}`;
}

export function streamUrl({ signing, mark }: SigningView): string {
  return `${paths.signStream(signing.signingId)}?mark=${encodeURIComponent(mark)}`;
}
