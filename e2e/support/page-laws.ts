import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/**
 * Resolves when React has taken over what the server drew there: from then on a click does what it should, and a frame later,
 * when effects have run, so does a key.
 */
export async function hydrated(page: Page, selector = "header button"): Promise<void> {
  await page.waitForFunction((where) => {
    const button = document.querySelector(where);
    return !button || Object.keys(button).some((key) => key.startsWith("__reactProps"));
  }, selector);
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

/** The laws of axe that a theme can break; all others look at what is there, in whatever colour. */
const aboutColours = ["color-contrast", "link-in-text-block"];

/** axe's violations, as `rule: elements`. */
export async function findViolations(page: Page, { ofColour = false } = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (ofColour ? axe.withRules(aboutColours) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

/** Has the browser draw what is far below the screen too: else it keeps the colours of the theme before. */
const drawAll = (page: Page) =>
  page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>("*"))
      if (getComputedStyle(element).contentVisibility === "auto") element.style.contentVisibility = "visible";
  });

/** axe's violations as the page stands, and in the other theme. */
export async function findViolationsInBothThemes(page: Page, present: "light" | "dark" = "light"): Promise<string[]> {
  await drawAll(page);
  const faults = await findViolations(page);
  const other = present === "light" ? "dark" : "light";
  await page.emulateMedia({ colorScheme: other });
  return [...faults, ...(await findViolations(page, { ofColour: true })).map((fault) => `${other}: ${fault}`)];
}

/** What is lost where the page has as little room as now: it scrolls sideways, or what one reads or uses leaves the screen or lies on another. */
export function findLosses(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const losses: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) losses.push(`scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}`);
    const nameOf = (element: Element) => element.outerHTML.slice(0, 120);
    const isShown = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) &&
      !element.closest("[inert], .sr-only");
    /** In a box of its own that scrolls, or laid over the page on purpose. */
    const hasOwnRoom = (element: Element) => {
      for (let each: Element | null = element; each && each !== document.body; each = each.parentElement) {
        const { overflowX, position } = getComputedStyle(each);
        if (/auto|scroll/.test(overflowX) || position === "fixed" || position === "sticky") return true;
      }
      return false;
    };
    const top = document.querySelector("dialog[open]") ?? document.body;
    const used = [...top.querySelectorAll("a, button, summary, input, select, textarea")].filter(isShown);
    const words = [...top.querySelectorAll("h1, h2, h3, p, li, dt, dd, label, legend, td, th")].filter(isShown);
    for (const element of [...used, ...words]) {
      const { left, right, width, height } = element.getBoundingClientRect();
      if (width <= 1 || height <= 1 || hasOwnRoom(element)) continue;
      if (left < -0.5 || right > root.clientWidth + 0.5) losses.push(`leaves the screen: ${nameOf(element)}`);
    }
    // Only what is meant to end in an ellipsis may be cut.
    for (const element of words) {
      const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(element);
      const isCut =
        (overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1) ||
        (overflowY === "hidden" && element.scrollHeight > element.clientHeight + 1);
      if (isCut && textOverflow !== "ellipsis" && webkitLineClamp === "none") losses.push(`is cut: ${nameOf(element)}`);
    }
    const boxes = used
      .filter((element) => !hasOwnRoom(element))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1);
    for (const [index, a] of boxes.entries()) {
      for (const b of boxes.slice(index + 1)) {
        if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (across > 1 && down > 1) losses.push(`lies on another: ${nameOf(a.element)} and ${nameOf(b.element)}`);
      }
    }
    return [...new Set(losses)];
  });
}

/** What moves, or would, although the reader asked for no motion. */
export function findMotion(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const moving: string[] = [];
    const seconds = (list: string) => Math.max(...list.split(",").map(Number.parseFloat));
    for (const animation of document.getAnimations()) {
      const { activeDuration } = animation.effect?.getComputedTiming() ?? {};
      if (animation.playState === "running" && Number(activeDuration) > 1)
        moving.push(`an animation of ${activeDuration} ms runs`);
    }
    for (const element of document.querySelectorAll("*")) {
      for (const part of [undefined, "::before", "::after"]) {
        const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element, part);
        const longest = Math.max(seconds(transitionDuration), seconds(animationDuration));
        if (longest > 0.001 || scrollBehavior === "smooth")
          moving.push(`${longest} s, ${scrollBehavior}: ${element.outerHTML.slice(0, 100)}${part ?? ""}`);
      }
    }
    return moving;
  });
}
