import pg from "pg";

/**
 * What schema.prisma and a database can both say about a table, in the database's words, so that the two compare as
 * plain values. Indexes that Prisma cannot write down (partial ones, ones over expressions) are left out of both.
 */
export interface TableShape {
  /** `character varying(500) not null default 'ready'` by column name. */
  columns: Record<string, string>;
  /** `unique (user_id, image_post_id)`, `index (…)` or `primary key (…)` by name; the primary key's name is not compared. */
  indexes: Record<string, string>;
  /** `(image_post_id) -> image_posts (id) on delete cascade on update no action` by name. */
  foreignKeys: Record<string, string>;
}
export type SchemaShape = Record<string, TableShape>;

const scalarTypes: Record<string, string> = {
  Int: "integer",
  BigInt: "bigint",
  String: "text",
  Boolean: "boolean",
  Float: "double precision",
  DateTime: "timestamp(3) without time zone",
  Json: "jsonb",
  Bytes: "bytea",
};

const nativeTypes: Record<string, (argument: string) => string> = {
  VarChar: (length) => `character varying(${length})`,
  Char: (length) => `character(${length})`,
  Timestamp: (precision) => `timestamp(${precision}) without time zone`,
  Timestamptz: (precision) => `timestamp(${precision}) with time zone`,
  Date: () => "date",
  SmallInt: () => "smallint",
  Real: () => "real",
  Uuid: () => "uuid",
  Text: () => "text",
};

const referentialActions: Record<string, string> = {
  Cascade: "cascade",
  NoAction: "no action",
  Restrict: "restrict",
  SetNull: "set null",
};

interface Field {
  name: string;
  type: string;
  mark: string;
  attributes: string;
}

/** @throws Error for what this reader does not know, rather than pass over it */
export function shapeOfSchemaFile(text: string): SchemaShape {
  const models = [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = "", body = ""]) => {
    const lines = body.split("\n").map((line) => line.replace(/\/\/.*$/, "").trim());
    const fields: Field[] = lines
      .map((line) => /^(\w+)\s+(\w+)(\[\]|\?)?\s*(.*)$/.exec(line))
      .filter((match) => match !== null)
      .map(([, field = "", type = "", mark = "", attributes = ""]) => ({ name: field, type, mark, attributes }));
    const blocks = lines.filter((line) => line.startsWith("@@"));
    return { name, fields, blocks, table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name };
  });
  const tableOf = new Map(models.map(({ name, table }) => [name, table]));
  const columnsOf = new Map(
    models.map(({ name, fields }) => [name, new Map(fields.map((field) => [field.name, columnName(field)]))]),
  );
  const columns = (model: string, list: string) =>
    list
      .split(",")
      .map((field) => field.trim().replace(/\(.*$/, ""))
      .map((field) => columnsOf.get(model)?.get(field) ?? field)
      .join(", ");

  const shape: SchemaShape = {};
  for (const { name, fields, blocks, table } of models) {
    const entry: TableShape = { columns: {}, indexes: {}, foreignKeys: {} };
    shape[table] = entry;
    for (const field of fields) {
      const column = columnName(field);
      const target = tableOf.get(field.type);
      if (target) {
        const from = /fields: \[([^\]]+)\]/.exec(field.attributes)?.[1];
        const to = /references: \[([^\]]+)\]/.exec(field.attributes)?.[1];
        if (!from || !to) continue;
        const action = (event: string, otherwise: string) =>
          referentialActions[new RegExp(`${event}: (\\w+)`).exec(field.attributes)?.[1] ?? otherwise];
        const key = /map: "(\w+)"/.exec(field.attributes)?.[1] ?? `${table}_${columns(name, from)}_fkey`;
        entry.foreignKeys[key] =
          `(${columns(name, from)}) -> ${target} (${columns(field.type, to)}) on delete ${action("onDelete", "Restrict")} on update ${action("onUpdate", "Cascade")}`;
        continue;
      }
      entry.columns[column] = columnShape(table, column, field);
      if (/@id\b/.test(field.attributes)) entry.indexes["primary key"] = `primary key (${column})`;
      if (/@unique\b/.test(field.attributes)) {
        const key = /@unique\(map: "(\w+)"\)/.exec(field.attributes)?.[1] ?? `${table}_${column}_key`;
        entry.indexes[key] = `unique (${column})`;
      }
    }
    for (const block of blocks) {
      const [, kind = "", list = ""] = /^@@(\w+)\(\[(.*?)\]/.exec(block) ?? [];
      if (kind === "") continue;
      const listed = columns(name, list);
      const suffix = { index: "idx", unique: "key", id: "pkey" }[kind];
      if (!suffix) throw new Error(`cannot read ${block}`);
      const key = /map: "(\w+)"/.exec(block)?.[1] ?? `${table}_${listed.replaceAll(", ", "_")}_${suffix}`;
      entry.indexes[kind === "id" ? "primary key" : key] = `${kind === "id" ? "primary key" : kind} (${listed})`;
    }
  }
  return shape;
}

function columnName({ name, attributes }: Field): string {
  return /@map\("(\w+)"\)/.exec(attributes)?.[1] ?? name;
}

function columnShape(table: string, column: string, { type, mark, attributes }: Field): string {
  const [, native, argument = ""] = /@db\.(\w+)(?:\((\d+)\))?/.exec(attributes) ?? [];
  const known = native ? nativeTypes[native]?.(argument) : scalarTypes[type];
  if (!known) throw new Error(`cannot read the type of ${table}.${column}: ${type} ${attributes}`);
  const declared = /@default\((\w+\(\)|dbgenerated\("[^"]*"\)|"[^"]*"|[^)]*)\)/.exec(attributes)?.[1];
  const value = declared
    ?.replace(/^dbgenerated\("(.*)"\)$/, "$1")
    .replace(/^autoincrement\(\)$/, `nextval('${table}_${column}_seq')`)
    .replace(/^"(.*)"$/, "'$1'")
    .replace(/^\[\]$/, "'{}'");
  return `${known}${mark === "[]" ? "[]" : ""}${mark === "?" ? "" : " not null"}${value ? ` default ${value}` : ""}`;
}

/** The same of a database's `public` schema, but for Prisma's own ledger. */
export async function shapeOfDatabase(connectionString: string): Promise<SchemaShape> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const shape: SchemaShape = {};
    const tables = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'",
    );
    for (const { name } of tables.rows) shape[name] = { columns: {}, indexes: {}, foreignKeys: {} };

    const columns = await client.query<{
      table: string;
      name: string;
      type: string;
      required: boolean;
      value: string;
    }>(`
      SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
             a.attnotnull AS required, pg_get_expr(d.adbin, d.adrelid) AS value
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''`);
    for (const { table, name, type, required, value } of columns.rows) {
      const literal = value?.replace(/::[a-z ]+(?:\(\d+\))?(?:\[\])?/g, "").replace("CURRENT_TIMESTAMP", "now()");
      const entry = shape[table];
      if (entry) entry.columns[name] = `${type}${required ? " not null" : ""}${value ? ` default ${literal}` : ""}`;
    }

    const indexes = await client.query<{
      table: string;
      name: string;
      unique: boolean;
      primary: boolean;
      list: string;
    }>(`
      SELECT t.relname AS table, i.relname AS name, x.indisunique AS unique, x.indisprimary AS primary,
             (SELECT string_agg(a.attname, ', ' ORDER BY k.place)
              FROM unnest(x.indkey::int[]) WITH ORDINALITY AS k (attnum, place)
              JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum) AS list
      FROM pg_index x
      JOIN pg_class i ON i.oid = x.indexrelid
      JOIN pg_class t ON t.oid = x.indrelid AND t.relnamespace = 'public'::regnamespace
      JOIN pg_am m ON m.oid = i.relam AND m.amname = 'btree'
      WHERE x.indpred IS NULL AND x.indexprs IS NULL`);
    for (const { table, name, unique, primary, list } of indexes.rows) {
      const kind = primary ? "primary key" : unique ? "unique" : "index";
      const entry = shape[table];
      if (entry) entry.indexes[primary ? "primary key" : name] = `${kind} (${list})`;
    }

    const keys = await client.query<{ table: string; name: string; definition: string }>(`
      SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
      FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`);
    for (const { table, name, definition } of keys.rows) {
      const [, from, target, to] = /^FOREIGN KEY \((.+?)\) REFERENCES (\w+)\((.+?)\)/.exec(definition) ?? [];
      const action = (event: string) =>
        new RegExp(`ON ${event} (CASCADE|RESTRICT|SET NULL)`).exec(definition)?.[1]?.toLowerCase() ?? "no action";
      const entry = shape[table];
      if (entry) {
        entry.foreignKeys[name] =
          `(${from}) -> ${target} (${to}) on delete ${action("DELETE")} on update ${action("UPDATE")}`;
      }
    }
    return shape;
  } finally {
    await client.end();
  }
}
