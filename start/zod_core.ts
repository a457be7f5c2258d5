// Stands in for zod's core under workerd, where a dynamic import of the whole of it brings every language along.
export { toJSONSchema } from "zod";
