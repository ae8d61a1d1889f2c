import pg from "pg";
import { type Db, poolOf, prisma } from "./prisma";

const timestamp = pg.types.builtins.TIMESTAMP;

/** Columns without a zone hold UTC; pg would read them in this machine's zone. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text") =>
    oid === timestamp
      ? (value: string) => new Date(`${value.replace(" ", "T")}Z`)
      : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig["getTypeParser"],
};

/**
 * A statement of the paths that must be fast, prepared once a connection: it goes past Prisma, which costs four times
 * the statement itself, to the same connections. In a transaction it runs inside of it. Values are $1, $2 …; give them
 * their types by casts. Numbers that are no 32-bit integers and arrays are as pg reads them.
 */
export function statement<Row>(name: string, text: string) {
  return async (values: readonly unknown[], db: Db = prisma): Promise<Row[]> => {
    const pool = poolOf(db);
    if (!pool) return db.$queryRawUnsafe<Row[]>(text, ...values);
    const { rows } = await pool.query<Row & pg.QueryResultRow>({ name, text, values: [...values], types });
    return rows;
  };
}
