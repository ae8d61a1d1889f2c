import { asOwnPage, createMember, createPost, database, type Member } from "./support/community";
import { expect, test } from "./support/test";

interface Match {
  match_id: string;
  images: { id: number }[];
}

async function drawMatch(baseURL: string, voter: Member): Promise<Match> {
  const response = await fetch(`${baseURL}/api/v1/tournaments/match`, { headers: asOwnPage(voter) });
  expect(response.status).toBe(200);
  return (await response.json()) as Match;
}

const vote = (baseURL: string, voter: Member, body: unknown) =>
  fetch(`${baseURL}/api/v1/tournaments/vote`, {
    method: "POST",
    headers: { ...asOwnPage(voter), "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

async function votesOf(voter: Member): Promise<number> {
  const { rows } = await database().query("SELECT 1 FROM tournament_votes WHERE voter_id = $1", [voter.id]);
  return rows.length;
}

test("two hundred simultaneous submissions of one match leave one row and one receipt", async ({ baseURL }) => {
  const url = baseURL as string;
  const voter = await createMember();
  const { match_id, images } = await drawMatch(url, voter);
  const [winner] = images;
  const responses = await Promise.all(
    Array.from({ length: 200 }, () => vote(url, voter, { match_id, winner_image_id: winner?.id })),
  );
  const statuses = responses.map((response) => response.status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  expect(await votesOf(voter)).toBe(1);
  const receipts = await Promise.all(
    responses
      .filter((response) => response.ok)
      .map(async (response) => JSON.stringify(((await response.json()) as { vote: unknown }).vote)),
  );
  expect(new Set(receipts).size).toBe(1);
});

test("two hundred simultaneous likes leave one row", async ({ baseURL }) => {
  const url = baseURL as string;
  const fan = await createMember();
  const { id } = await createPost(url, await createMember());
  const responses = await Promise.all(
    Array.from({ length: 200 }, () =>
      fetch(`${url}/api/v1/images/${id}/like`, { method: "POST", headers: asOwnPage(fan) }),
    ),
  );
  const statuses = responses.map((response) => response.status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(statuses.filter((status) => status === 409)).toHaveLength(199);
  const { rows } = await database().query("SELECT 1 FROM image_likes WHERE image_post_id = $1", [id]);
  expect(rows).toHaveLength(1);
});

test("a token of another voter, or with an image outside the pair, is refused and still good for its owner", async ({
  baseURL,
}) => {
  const url = baseURL as string;
  const [owner, stranger] = [await createMember(), await createMember()];
  const { match_id, images } = await drawMatch(url, owner);
  const [left, right] = images as [{ id: number }, { id: number }];

  const stolen = await vote(url, stranger, { match_id, winner_image_id: left.id });
  expect(stolen.status).toBeGreaterThanOrEqual(400);
  expect(stolen.status).toBeLessThan(500);
  const { rows } = await database().query<{ id: number }>(
    "SELECT id FROM image_posts WHERE is_active AND id NOT IN ($1, $2) LIMIT 1",
    [left.id, right.id],
  );
  expect((await vote(url, owner, { match_id, winner_image_id: rows[0]?.id })).status).toBe(422);
  expect((await vote(url, owner, { match_id, winner_image_id: left.id, loser_image_id: rows[0]?.id })).status).toBe(
    422,
  );
  expect(await votesOf(owner)).toBe(0);
  expect(await votesOf(stranger)).toBe(0);

  expect((await vote(url, owner, { match_id, winner_image_id: left.id, loser_image_id: right.id })).status).toBe(201);
  expect(await votesOf(owner)).toBe(1);
});

test("an unknown match is gone, a deactivated voter is out at once", async ({ baseURL }) => {
  const url = baseURL as string;
  const voter = await createMember();
  const { match_id, images } = await drawMatch(url, voter);
  const winner_image_id = images[0]?.id;
  const unknown = await vote(url, voter, { match_id: crypto.randomUUID(), winner_image_id });
  expect(unknown.status).toBe(410);
  expect(((await unknown.json()) as { error_code: string }).error_code).toBe("MATCH_EXPIRED");

  await database().query("UPDATE users SET is_active = false WHERE id = $1", [voter.id]);
  expect((await vote(url, voter, { match_id, winner_image_id })).status).toBe(401);
  expect(await votesOf(voter)).toBe(0);
});
