const toSnake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const toCamel = (key: string) => key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function mapKeys(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapKeys(item, rename));
  if (value instanceof Date) return value.toISOString();
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value;
  // `__proto__` as an own key would set the prototype of the copy.
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (key === "__proto__" ? [] : [[rename(key), mapKeys(item, rename)]])),
  );
}

/** camelCase inside, snake_case on the wire; dates as ISO in UTC. */
export const toWire = (value: unknown): unknown => mapKeys(value, toSnake);
/** snake_case on the wire, camelCase inside. */
export const fromWire = (value: unknown): unknown => mapKeys(value, toCamel);
export const toWireKey = (path: string) => path.split(".").map(toSnake).join(".");
