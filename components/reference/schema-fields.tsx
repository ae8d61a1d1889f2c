import { useTranslations } from "next-intl";
import type { JsonSchema } from "@/lib/operation/documented";
import { propertiesOf, refName, schemaText } from "./schema-text";

/** A schema's name as a link to where it stands, where it has one. */
function TypeText({ schema }: { schema: JsonSchema }) {
  const inner = refName(schema) ?? refName((schema.items as JsonSchema | undefined) ?? {});
  const text = schemaText(schema);
  return inner ? (
    <a href={`#object-${inner}`} className="underline decoration-line underline-offset-4 hover:decoration-current">
      {text}
    </a>
  ) : (
    text
  );
}

/** One field: its name, what it is, and whether it must be there; below it, what is inside of it. */
export function FieldRow({
  name,
  schema,
  isRequired,
  note,
}: {
  name: string;
  schema: JsonSchema;
  isRequired: boolean;
  note?: string;
}) {
  const t = useTranslations("reference");
  const fallback = schema.default;
  return (
    <li className="py-2">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-sm">
        <code className="font-semibold break-all">{name}</code>
        <span className="min-w-0 break-words text-muted">
          <TypeText schema={schema} />
          {fallback !== undefined && ` = ${JSON.stringify(fallback)}`}
        </span>
        {note && <span className="text-muted">{note}</span>}
        {isRequired && <span className="text-muted">{t("required")}</span>}
      </p>
      <SchemaFields schema={schema} className="border-l border-line pl-4" />
    </li>
  );
}

/** The fields of an object, or of the items of a list. */
export function SchemaFields({ schema, className = "" }: { schema: JsonSchema; className?: string }) {
  const fields = propertiesOf(schema);
  if (fields.length === 0) return null;
  return (
    <ul className={className}>
      {fields.map(([name, each, isRequired]) => (
        <FieldRow key={name} name={name} schema={each} isRequired={isRequired} />
      ))}
    </ul>
  );
}
