import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";

/** What a browser answers after it signed with a passkey, and after it made one. */
export type Assertion = AuthenticationResponseJSON;
export type Registration = RegistrationResponseJSON;

/** The library is 87 kB of what only staff need: it is loaded by the first of them who needs it. */
export const loadWebAuthn = () => import("@simplewebauthn/server");
