/** Writer of the corpus: a C2PA manifest store without its signature, as JUMBF boxes around CBOR. */

function cbor(value: unknown): Buffer {
  const head = (major: number, count: number): Buffer => {
    if (count < 24) return Buffer.from([(major << 5) | count]);
    if (count < 256) return Buffer.from([(major << 5) | 24, count]);
    return Buffer.from([(major << 5) | 25, count >> 8, count & 255]);
  };
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === "number") return head(0, value);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  const entries = Object.entries(value as object);
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, each]) => [cbor(key), cbor(each)])]);
}

function box(type: string, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
}

function superbox(kind: string, label: string, ...parts: Uint8Array[]): Buffer {
  const uuid = Buffer.concat([Buffer.from(kind, "latin1"), Buffer.from("00110010800000aa00389b71", "hex")]);
  return box("jumb", box("jumd", uuid, Buffer.from([3]), Buffer.from(`${label}\0`)), ...parts);
}

interface Claim {
  readonly generator?: string;
  readonly info?: { readonly name: string; readonly version?: string };
  /** Version 2 names one generator, version 1 a list. */
  readonly version?: 1 | 2;
  readonly sourceType?: string;
  /** Who did what was done: a text up to version 1 of the actions, an object since. */
  readonly agent?: string | { readonly name: string };
  /** An earlier manifest, of what the image was made from. */
  readonly ingredient?: string;
}

export function manifestStore({ generator, info, version = 1, sourceType, agent, ingredient }: Claim): Buffer {
  const manifest = (label: string, claim: Record<string, unknown>, actions?: string) =>
    superbox(
      "c2ma",
      label,
      superbox(
        "c2as",
        "c2pa.assertions",
        ...(actions
          ? [
              superbox(
                "cbor",
                "c2pa.actions",
                box(
                  "cbor",
                  cbor({
                    actions: [
                      { action: "c2pa.created", ...(agent && { softwareAgent: agent }), digitalSourceType: actions },
                    ],
                  }),
                ),
              ),
            ]
          : []),
      ),
      superbox("c2cl", version === 2 ? "c2pa.claim.v2" : "c2pa.claim", box("cbor", cbor(claim))),
    );
  const claim = {
    alg: "sha256",
    signature: "self#jumbf=c2pa.signature",
    hash: new Uint8Array(32),
    ...(generator && { claim_generator: generator }),
    ...(info && { claim_generator_info: version === 2 ? info : [info] }),
  };
  return superbox(
    "c2pa",
    "c2pa",
    ...(ingredient ? [manifest("urn:uuid:first", { claim_generator: ingredient })] : []),
    manifest("urn:uuid:active", claim, sourceType),
  );
}
