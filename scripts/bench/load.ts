import http from "node:http";

export interface Reply {
  readonly status: number;
  readonly body: Buffer;
}

/** A client with its own kept-alive connections, as cheap as Node has one, because it shares the machine with the server. */
export function client(origin: string, connections: number) {
  const { hostname, port } = new URL(origin);
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  return (
    method: string,
    path: string,
    headers: http.OutgoingHttpHeaders = {},
    body?: Buffer | string,
  ): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const request = http.request({ hostname, port, method, path, agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
        response.on("error", reject);
      });
      request.on("error", reject);
      request.end(body);
    });
}

/** How many times a second `once(worker)` completes when `workers` of them go on for `seconds`. */
export async function rate(
  once: (worker: number) => Promise<void>,
  { workers = 16, seconds = 4 } = {},
): Promise<number> {
  const started = performance.now();
  const end = started + seconds * 1_000;
  let done = 0;
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (performance.now() < end) {
        await once(worker);
        done += 1;
      }
    }),
  );
  return (done * 1_000) / (performance.now() - started);
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
};

export interface Comparison {
  readonly ratio: number;
  readonly ours: number;
  readonly theirs: number;
}

/** Two figures measured in turn, A B A B …, because a machine's speed drifts; the ratio is the median of the pairs'. */
export async function compare(
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
  rounds = 3,
): Promise<Comparison> {
  const pairs: [number, number][] = [];
  await ours();
  await theirs();
  for (let round = 0; round < rounds; round += 1) pairs.push([await ours(), await theirs()]);
  return {
    ratio: median(pairs.map(([a, b]) => a / b)),
    ours: median(pairs.map(([a]) => a)),
    theirs: median(pairs.map(([, b]) => b)),
  };
}
