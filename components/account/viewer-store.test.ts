import { afterEach, expect, test, vi } from "vitest";
import { createViewerStore } from "./viewer-store";

const mina = { id: 1, handle: "mina", role: "member" };
const juno = { id: 2, handle: "juno", role: "member" };

/** A server whose answers the test gives when it wants to. */
function server() {
  const asked: string[] = [];
  const waiting: ((body: unknown) => void)[] = [];
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    return new Promise((resolve) =>
      waiting.push((body) => resolve(body === null ? new Response("", { status: 503 }) : Response.json(body))),
    );
  });
  const answer = async (body: unknown) => {
    waiting.shift()?.(body);
    await wait();
  };
  return { asked, answer };
}

const wait = () => new Promise((resolve) => setTimeout(resolve, 30));

afterEach(() => vi.unstubAllGlobals());

test("however many components ask, a page asks the server once", async () => {
  const { asked, answer } = server();
  const store = createViewerStore();
  for (const id of [3, 1, 2, 1]) store.want(id);
  store.refresh();
  await wait();
  expect(asked).toEqual(["/api/v1/me/state?ids=1,2,3"]);
  await answer({ viewer: mina, liked_ids: [2], like_counts: { 2: 9 } });
  expect(store.getViewer()).toEqual({ status: "ready", viewer: mina, avatar: [] });
  expect([1, 2, 3].map((id) => store.getLike(id).liked)).toEqual([false, true, false]);
  expect(store.getLike(2).count).toBe(9);
});

test("a like given while an answer is under way is not taken back by it", async () => {
  const { answer } = server();
  const store = createViewerStore();
  store.want(1);
  store.refresh();
  await wait();
  store.setLike(1, { liked: true, count: 5 });
  await answer({ viewer: mina, liked_ids: [], like_counts: { 1: 4 } });
  expect(store.getLike(1)).toEqual({ liked: true, count: 5 });
});

test("who acts before the answer is here waits for it, but not for ever", async () => {
  const { answer } = server();
  const store = createViewerStore();
  store.want(1);
  const learned = store.learned(1);
  await wait();
  await answer({ viewer: mina, liked_ids: [1], like_counts: { 1: 4 } });
  expect(await learned).toEqual({ liked: true, count: 4 });
  expect(await store.learned(1)).toEqual({ liked: true, count: 4 });
  expect(await store.learned(2, 10)).toEqual({ liked: null, count: null });
});

test("after signing in as another, nobody sees the former one's likes", async () => {
  const { asked, answer } = server();
  const store = createViewerStore();
  const leave = store.want(1);
  store.refresh();
  await wait();
  await answer({ viewer: mina, liked_ids: [1] });
  leave();
  store.refresh();
  await wait();
  await answer({ viewer: juno, liked_ids: [] });
  expect(store.getViewer().viewer).toEqual(juno);
  expect(store.getLike(1).liked).toBeNull();
  expect(asked).toHaveLength(2);
});

test("an answer from before the sign-out does not sign in again", async () => {
  const { answer } = server();
  const store = createViewerStore();
  store.refresh();
  await wait();
  store.refresh();
  await wait();
  await answer({ viewer: mina, liked_ids: [] });
  expect(store.getViewer().status).toBe("loading");
  await answer({ viewer: null, liked_ids: [] });
  expect(store.getViewer()).toEqual({ status: "ready", viewer: null, avatar: [] });
});

test("without an answer everyone is signed out, and what was known stays", async () => {
  const { answer } = server();
  const store = createViewerStore();
  store.refresh();
  await wait();
  await answer(null);
  expect(store.getViewer()).toEqual({ status: "ready", viewer: null, avatar: [] });
  store.refresh();
  await wait();
  await answer({ viewer: mina, liked_ids: [] });
  store.refresh();
  await wait();
  await answer(null);
  expect(store.getViewer().viewer).toEqual(mina);
});

test("that somebody has left is said once, and not of a reader who was nobody", async () => {
  const { answer } = server();
  const onLeft = vi.fn();
  const store = createViewerStore({ onLeft });
  const learn = async (viewer: unknown) => {
    store.refresh();
    await wait();
    await answer({ viewer, liked_ids: [] });
    return onLeft.mock.calls.length;
  };
  expect([await learn(null), await learn(mina), await learn(mina)]).toEqual([0, 0, 0]);
  expect([await learn(juno), await learn(null), await learn(null)]).toEqual([1, 2, 2]);
});
