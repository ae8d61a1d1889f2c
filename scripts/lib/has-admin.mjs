import pg from "pg";

/** Asked at every start; the answer "no" is checked again, under a lock, by ensureAdmin. */
export async function hasAdmin(/** @type {string} */ connectionString) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM users WHERE role = 'admin' LIMIT 1");
    return rowCount === 1;
  } finally {
    await client.end();
  }
}
