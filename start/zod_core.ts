// Replaces zod's core under workerd, where a dynamic import of all of it would include every language.
export { toJSONSchema } from "zod";
