export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationOf>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

export interface OperationOf {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, unknown>>;
  readonly parameters?: readonly unknown[];
  readonly requestBody?: unknown;
}

/** Finds the operation of a request, and its path with the names of its parameters. */
export function operationFinder(document: OpenApi) {
  const known = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId }]) => ({
      method: method.toUpperCase(),
      path,
      operationId,
      fits: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`),
    }))
  );
  return (method: string, pathname: string) => {
    const found = known.find((each) => each.method === method && each.fits.test(pathname));
    if (!found) throw new RangeError(`No operation ${method} ${pathname}`);
    return found;
  };
}
