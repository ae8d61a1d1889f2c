import createClient from "openapi-fetch";
import type { paths } from "./generated/api";
import { asOwnPage, createMember, type Member, pictureFile } from "./support/community";
import { expect, test } from "./support/test";

/**
 * A client made from the document alone: the types are generated from it before the types are checked, so that a call
 * which the document does not describe does not compile. Reading a success is enough: an error would have no `data`.
 */
const clientFor = (baseURL: string, member: Member) =>
  createClient<paths>({ baseUrl: `${baseURL}/api/v1`, headers: asOwnPage(member) });

function must<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.data === undefined) throw new Error(`${answer.response.status} ${JSON.stringify(answer.error)}`);
  return answer.data;
}

test("a typed client goes the whole way: post, list, like, match, vote, rankings, edit, delete", async ({
  baseURL,
}) => {
  const [author, voter] = await Promise.all([createMember(), createMember()]);
  const own = clientFor(baseURL as string, author);
  const theirs = clientFor(baseURL as string, voter);
  const file = (await pictureFile()).toString("latin1");

  const { id } = must(
    await own.POST("/images", {
      params: { header: { "Idempotency-Key": `journey-${author.id}` } },
      body: { file, prompt: "Two colours meet", model_name: "gradient", is_tournament_opt_in: true },
      bodySerializer({ file: bytes, ...texts }) {
        const form = new FormData();
        form.set("file", new Blob([Buffer.from(bytes, "latin1")]), "gradient.png");
        for (const [name, value] of Object.entries(texts)) form.set(name, String(value));
        return form;
      },
    }),
  );

  const listed = must(await theirs.GET("/images", { params: { query: { user_id: author.id, sort: "top" } } }));
  expect(listed.items.map((image) => image.id)).toEqual([id]);
  expect(listed.next_cursor).toBeNull();

  const liked = must(await theirs.POST("/images/{id}/like", { params: { path: { id } } }));
  expect(liked).toEqual({ image_id: id, like_count: 1, is_liked: true });
  expect(must(await theirs.GET("/images/{id}", { params: { path: { id } } })).is_liked_by_me).toBe(true);
  const twice = await theirs.POST("/images/{id}/like", { params: { path: { id } } });
  expect(twice.error?.error_code).toBe("ALREADY_LIKED");

  const match = must(await theirs.GET("/tournaments/match"));
  const [left, right] = match.images;
  if (!left || !right) throw new Error("a match has two images");
  const receipt = must(
    await theirs.POST("/tournaments/vote", {
      body: { match_id: match.match_id, winner_image_id: left.id, loser_image_id: right.id },
    }),
  );
  expect(receipt.vote).toMatchObject({ winner_image_id: left.id, loser_image_id: right.id });
  expect(receipt.next_match?.match_id).not.toBe(match.match_id);
  const votes = must(await theirs.GET("/me/votes"));
  expect(votes.items.map((vote) => vote.id)).toEqual([receipt.vote.id]);

  const rankings = must(await theirs.GET("/tournaments/rankings", { params: { query: { limit: 100 } } }));
  const wins = rankings.items.map((image) => image.tournament_win_count);
  expect(wins).toEqual([...wins].sort((a, b) => b - a));
  expect(rankings.items.some((image) => image.id === left.id)).toBe(true);
  const top = must(await theirs.GET("/images/top-24h"));
  expect(
    top.items.every(
      ({ total_score, like_count, tournament_win_count }) => total_score === like_count + tournament_win_count,
    ),
  ).toBe(true);

  const edited = must(
    await own.PATCH("/images/{id}", { params: { path: { id } }, body: { prompt: "Two colours part" } }),
  );
  expect(edited).toMatchObject({ prompt: "Two colours part", model_name: "gradient" });
  expect((await theirs.DELETE("/images/{id}", { params: { path: { id } } })).response.status).toBe(403);
  expect((await own.DELETE("/images/{id}", { params: { path: { id } } })).response.status).toBe(204);
  const gone = await own.GET("/images/{id}", { params: { path: { id } } });
  expect(gone.error?.error_code).toBe("NOT_FOUND");
});
