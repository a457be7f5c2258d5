/** What can be wrong with an endpoint's form, and with a range's. */
export type EndpointFormError = "url" | "types" | "about" | "stranger" | "too_many";
export type RangeFormError = "endpoint" | "day" | "days" | "types" | "running";
