const toSnake = (key: string) =>
  /[A-Z]/.test(key) ? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : key;
const toCamel = (key: string) => key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function mapKeys(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapKeys(item, rename));
  if (value instanceof Date) return value.toISOString();
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const renamed: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    // As an own key `__proto__` would set the prototype of the copy.
    const name = rename(key);
    if (name !== "__proto__") renamed[name] = mapKeys((value as Record<string, unknown>)[key], rename);
  }
  return renamed;
}

/** camelCase inside, snake_case on the wire; dates as ISO in UTC. */
export const toWire = (value: unknown): unknown => mapKeys(value, toSnake);
/** snake_case on the wire, camelCase inside. */
export const fromWire = (value: unknown): unknown => mapKeys(value, toCamel);
export const toWireKey = (path: string) => path.split(".").map(toSnake).join(".");
