import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { findBrowser } from "../lib/browser.mjs";
import { median } from "./load";

/** A slow phone on a slow network. */
const phone = { viewport: { width: 360, height: 800 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const slow = { cpu: 4, latency: 150, bytesPerSecond: 1_600_000 / 8 };
const runs = 5;

interface Load {
  /** Milliseconds. */
  readonly lcp: number;
  readonly cls: number;
  /** Bytes as they went over the wire. */
  readonly script: number;
}

/** What the page itself notes while it comes and is used. */
interface Noted {
  lcp: number;
  cls: number;
  /** Of each interaction, the longest of its events, in ms. */
  interactions: Record<number, number>;
}

function note() {
  const noted: Noted = { lcp: 0, cls: 0, interactions: {} };
  Object.assign(window, { noted });
  const watch = (type: string, take: (entry: never) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry as never);
    }).observe({ type, buffered: true, ...(type === "event" && { durationThreshold: 16 }) });
  watch("largest-contentful-paint", ({ startTime }: PerformanceEntry) => {
    noted.lcp = startTime;
  });
  watch("layout-shift", ({ value, hadRecentInput }: PerformanceEntry & { value: number; hadRecentInput: boolean }) => {
    if (!hadRecentInput) noted.cls += value;
  });
  watch("event", ({ interactionId, duration }: PerformanceEventTiming & { interactionId: number }) => {
    if (interactionId) noted.interactions[interactionId] = Math.max(noted.interactions[interactionId] ?? 0, duration);
  });
}

const notes = (page: Page) => page.evaluate(() => (window as unknown as { noted: Noted }).noted);

/** A page of a slow phone, whose script bytes are counted. */
async function slowPage(context: BrowserContext) {
  const page = await context.newPage();
  // tsx gives functions their names by a helper that the page has not.
  await page.addInitScript("globalThis.__name ??= (each) => each");
  await page.addInitScript(note);
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const scripts = new Set<string>();
  let script = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) script += encodedDataLength;
  });
  await session.send("Network.emulateNetworkConditions", {
    ...{ offline: false, latency: slow.latency },
    ...{ downloadThroughput: slow.bytesPerSecond, uploadThroughput: slow.bytesPerSecond },
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: slow.cpu });
  return { page, scriptBytes: () => script };
}

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A first visit, with nothing in any cache of the browser. */
async function load(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext(phone);
  const { page, scriptBytes } = await slowPage(context);
  await page.goto(url);
  await page.waitForLoadState("networkidle");
  const { lcp, cls } = await notes(page);
  const script = scriptBytes();
  await context.close();
  return { lcp, cls, script };
}

/** The slowest answer to a touch, in ms, of a visit that does what visitors do: theme, menu, more images, an image, a like. */
async function interact(browser: Browser, origin: string, cookie: string): Promise<number> {
  const context = await browser.newContext(phone);
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: origin }]);
  const { page } = await slowPage(context);
  await page.goto(origin);
  await page.locator("header details summary").waitFor();
  for (let turn = 0; turn < 3; turn += 1) await page.locator("header button").first().tap();
  await page.locator("header details summary").tap();
  await page.locator("header details summary").tap();
  const items = page.locator("main li a");
  const count = await items.count();
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await page.waitForFunction((before) => document.querySelectorAll("main li a").length > before, count);
  await page.locator("header button").first().tap();
  await items.nth(count).tap();
  const like = page.locator("main button[aria-pressed]");
  await like.tap();
  await rest(1_000);
  await like.tap();
  await rest(1_000);
  const { interactions } = await notes(page);
  await context.close();
  const times = Object.values(interactions);
  if (times.length === 0) throw new Error("no interaction was noted");
  return Math.max(...times);
}

/** @returns whether `value` is at most its goal; says so */
function judge(name: string, value: number, most: number, unit: string, aside = ""): boolean {
  const isGood = value <= most;
  const digits = most < 10 ? 3 : 0;
  console.log(`${isGood ? "✓" : "✗"} ${name.padEnd(52)} ${value.toFixed(digits)} ${unit}  (at most ${most}${aside})`);
  return isGood;
}

/** How the gallery comes and answers on a slow phone, and whether the Top 10's text stays where it is. `cookie` is a member's. */
export async function benchWeb(origin: string, cookie: string): Promise<boolean> {
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  try {
    const loads: Load[] = [];
    const touches: number[] = [];
    await load(browser, origin);
    for (let run = 0; run < runs; run += 1) {
      loads.push(await load(browser, origin));
      touches.push(await interact(browser, origin, cookie));
    }
    const top = await load(browser, `${origin}/top`);
    // Nothing is there but what every page of the site has.
    const empty = await load(browser, `${origin}/no/such/page`);
    const all = (values: readonly number[]) => `; ${values.map((value) => value.toFixed(0)).join(" ")}`;
    const lcp = loads.map((each) => each.lcp);
    const script = median(loads.map((each) => each.script));
    return [
      judge("gallery, largest contentful paint", median(lcp), 1_800, "ms", all(lcp)),
      judge("gallery, layout shift", Math.max(...loads.map((each) => each.cls)), 0.01, ""),
      judge("Top 10, layout shift", top.cls, 0.01, ""),
      judge("a visit, interaction to next paint", median(touches), 200, "ms", all(touches)),
      judge("gallery, script : an empty page", script / empty.script, 1.3, "", `; ${script} : ${empty.script} bytes`),
    ].every(Boolean);
  } finally {
    await browser.close();
  }
}
