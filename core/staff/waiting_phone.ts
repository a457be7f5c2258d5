import type { StaffId } from "../id.ts";
import type { Instant } from "../time.ts";

/** A phone that one of the staff says is theirs, until they enter the code that was sent to it. */
export interface WaitingPhone {
  readonly staffId: StaffId;
  readonly sealedPhone: string;
  /** Of the code. */
  readonly digest: string;
  readonly sentAt: Instant;
  readonly expiresAt: Instant;
}

/** Where the phone is sealed while it waits: it opens nowhere else. */
export const waitingPhoneContext = (staffId: string) => `staff_phone_codes.sealed_phone.${staffId}`;

/** What the code is good for. */
export const phoneCodeSubject = (staffId: string) => `staff phone ${staffId}`;
