import { localePath, withoutLocale } from "@/lib/i18n/paths";
import { routing } from "@/lib/i18n/routing";
import { type Ask, askEach, pageAddresses, routeAddresses } from "./support/addresses";
import { asOwnPage, createMember, database } from "./support/community";
import { createSubject, type Subject } from "./support/subject";
import { expect, test } from "./support/test";

interface Address extends Ask {
  readonly headers: Readonly<Record<string, string>>;
  /** For the list of what went wrong. */
  readonly name: string;
}

/** The name under which Next's router asks for the page of a folder alone, when it fetches ahead. */
const segmentOf = (folder: string) =>
  `/${(folder.startsWith("embed/") ? folder : `[locale]/${folder}`)
    .replaceAll(/\[\[\.\.\.(\w+)\]\]/g, "$oc$$$1")
    .replaceAll(/\[\.\.\.(\w+)\]/g, "$c$$$1")
    .replaceAll(/\[(\w+)\]/g, "$d$$$1")
    .replace(/\/$/, "")}/__PAGE__`;

/** The forms in which a page goes to a browser: its document, and what Next's router fetches of it, now and ahead. */
const formsOf = (folder: string, { sight }: Ask): readonly (readonly [string, Record<string, string>])[] => {
  const ahead = { RSC: "1", "Next-Router-Prefetch": "1" };
  const whole = [
    ["document", {}],
    ["payload", { RSC: "1" }],
  ] as const;
  if (sight === "silent") return whole;
  return [
    ...whole,
    ["tree", { ...ahead, "Next-Router-Segment-Prefetch": "/_tree" }],
    ["segment", { ...ahead, "Next-Router-Segment-Prefetch": segmentOf(folder) }],
  ];
};

/** A page's tree says which parts it has, not what is in them; what depends on its reader is not fetched ahead. */
const isEmpty = (form: string, { as, isPerRequest = as !== undefined }: Ask) =>
  form === "tree" || (form === "segment" && isPerRequest);

function addressesOf(subject: Subject): Address[] {
  const pages = Object.entries(pageAddresses).flatMap(([folder, asks]) =>
    asks(subject).flatMap((ask) =>
      routing.locales.flatMap((locale) =>
        formsOf(folder, ask).map(([form, headers]) => ({
          ...ask,
          ...(ask.sight === "list" && isEmpty(form, ask) && { sight: "silent" as const }),
          path: localePath(ask.path, locale),
          headers,
          name: `${localePath(ask.path, locale)} ${form}`,
        })),
      ),
    ),
  );
  const routes = Object.values(routeAddresses).flatMap((asks) =>
    asks(subject).map((ask) => ({ ...ask, headers: {}, name: `${ask.method ?? "GET"} ${ask.path}` })),
  );
  return [...pages, ...routes];
}

interface Seen {
  readonly status: number;
  readonly bytes: Buffer;
  readonly hasPost: boolean;
}

async function look(baseURL: string, subject: Subject, address: Address): Promise<Seen> {
  const { path, sight, headers, as, method, body, sign, isEchoed } = address;
  const answer = await fetch(`${baseURL}${path}`, {
    ...(method && { method }),
    headers: { ...headers, ...asOwnPage(as), ...(body && { "Content-Type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const { marker, storageKey, id } = subject;
  const traces = [storageKey, `/(?:images|previews)/${id}(?!\\d)`, ...(isEchoed ? [] : [marker])];
  const signs = [new RegExp(traces.join("|")), ...(sign ? [sign] : [])];
  const own = sight === "own" ? withoutLocale(path) : "";
  // The post's own address stands on its own 404, in each language.
  const text = own ? bytes.toString().replaceAll(own, "") : bytes.toString();
  return { status: answer.status, bytes, hasPost: signs.some((each) => each.test(text)) };
}

/** Asks for everything until each address that should have the post has had it, and once more, so that all of it is kept. */
async function warm(baseURL: string, subject: Subject): Promise<Map<Address, Seen>> {
  const addresses = addressesOf(subject);
  const missing = new Set(addresses.filter(({ sight }) => sight === "list" || sight === "own"));
  const shows = (address: Address, { status, hasPost }: Seen) =>
    address.sight === "own" ? status === 200 : status === 200 && hasPost;
  await expect
    .poll(
      async () => {
        await askEach([...missing], async (address) => {
          if (shows(address, await look(baseURL, subject, address))) missing.delete(address);
        });
        return [...missing].map(({ name }) => name);
      },
      { timeout: 60_000, intervals: [1_000] },
    )
    .toEqual([]);
  const safe = addresses.filter(({ method }) => !method);
  const seen = await askEach(safe, (address) => look(baseURL, subject, address));
  return new Map(safe.map((address, index) => [address, seen[index] as Seen]));
}

/** What still shows a post that is gone, as sentences. */
async function findTraces(baseURL: string, subject: Subject, before: Map<Address, Seen>): Promise<string[]> {
  const addresses = [...new Set([...before.keys(), ...addressesOf(subject).filter(({ method }) => method)])];
  const traces = await askEach(addresses, async (address) => {
    const { status, bytes, hasPost } = await look(baseURL, subject, address);
    const { sight, name, headers } = address;
    if (hasPost) return `${name} (${status}) shows it`;
    if (status >= 500) return `${name} answers ${status}`;
    // What the router fetches of a page that is not there says so inside, with 200.
    if (sight === "own" && status !== 404 && !headers.RSC) return `${name} answers ${status}`;
    if (sight === "list" && status !== before.get(address)?.status && status !== 404)
      return `${name} answers ${status}`;
    if (sight === "refused" && status < 400) return `${name} is let through: ${status}`;
    if (sight === "drawn" && before.get(address)?.bytes.equals(bytes)) return `${name} is still the same picture`;
    return null;
  });
  return traces.filter((trace) => trace !== null);
}

const act = async (baseURL: string, verb: string, { id }: Subject) =>
  fetch(`${baseURL}/api/v1/moderation/images/${id}/${verb}`, {
    method: "POST",
    headers: { ...asOwnPage(await createMember("moderator")), "Content-Type": "application/json" },
    body: JSON.stringify({ reason: "a test" }),
  });

const ways = {
  hidden: (baseURL: string, subject: Subject) => act(baseURL, "hide", subject),
  deleted: (baseURL: string, { id, author }: Subject) =>
    fetch(`${baseURL}/api/v1/images/${id}`, { method: "DELETE", headers: asOwnPage(author) }),
};

test("a post that is restored is back, with its files and on the days that were written before", async ({
  baseURL,
}) => {
  const url = baseURL as string;
  const subject = await createSubject(url);
  const asks = ["/", `/images/${subject.id}`, `/top/${subject.day}`, ...subject.variants];
  const statuses = () => Promise.all(asks.map(async (path) => (await fetch(url + path)).status));
  const isListed = async (path: string) => (await (await fetch(url + path)).text()).includes(subject.storageKey);
  await act(url, "hide", subject);
  expect((await statuses()).filter((status) => status === 404)).toHaveLength(1 + subject.variants.length);
  expect((await act(url, "restore", subject)).ok).toBe(true);
  expect(await statuses()).toEqual(asks.map(() => 200));
  for (const path of ["/", `/top/${subject.day}`]) expect(await isListed(path), path).toBe(true);
  // Others count places.
  await act(url, "hide", subject);
});

for (const [how, remove] of Object.entries(ways)) {
  test(`a ${how} post is nowhere: no page, payload, feed, list, picture or answer has it, from the same moment on`, async ({
    baseURL,
  }) => {
    test.setTimeout(240_000);
    const url = baseURL as string;
    const subject = await createSubject(url);
    const before = await warm(url, subject);
    expect(before.size).toBeGreaterThan(200);
    expect((await remove(url, subject)).ok).toBe(true);
    expect(await findTraces(url, subject, before)).toEqual([]);
    // Nor does it come back with what was being made at that moment.
    expect(await findTraces(url, subject, before)).toEqual([]);
    const { rows } = await database().query(
      "SELECT image_post_id AS id, like_count AS likes FROM board_day_entries WHERE day = $1",
      [subject.day],
    );
    // The archive stays as it was written.
    expect(rows).toEqual([{ id: subject.id, likes: 9 }]);
  });
}
