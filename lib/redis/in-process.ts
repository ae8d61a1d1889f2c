import { Redis } from "@upstash/redis";
import type RedisMock from "ioredis-mock";
import { commandRequester, type Reply } from "./requester";

/** How often keys that expired untouched are dropped, in ms. */
const sweepEvery = 60_000;

/** What tells this Redis from a real one. */
export interface InProcess {
  readonly isInProcess: true;
}

type Command = (...values: string[]) => Promise<unknown>;

/** The keys that a command names, as far as they can expire. */
function keysOf([name, ...values]: readonly string[]): readonly string[] {
  return name?.startsWith("eval") ? values.slice(2, 2 + Number(values[1])) : values.slice(0, 1);
}

/** ioredis-mock knows options in capitals alone, and no `#!lua` line. */
function adapt(name: string, values: readonly string[]): string[] {
  if (name === "set") return values.map((value, index) => (index < 2 ? value : value.toUpperCase()));
  if (name === "eval" || name === "script") return values.map((value) => value.replace(/^#!lua.*\n/, ""));
  return [...values];
}

/**
 * A Redis in the memory of this process, for one server alone; a restart forgets it. Instances of the same `port` share
 * their data, which is what makes the several bundles of one Next server see one Redis.
 */
export function inProcessRedis({ port = 6379 }: { port?: number } = {}): Redis & InProcess {
  let loaded: Promise<RedisMock> | undefined;
  const load = async () => {
    const { default: Mock } = await import("ioredis-mock");
    return new Mock({ port });
  };
  const seen = new Set<string>();
  let sweptAt = Date.now();

  const send = async (command: readonly string[]): Promise<Reply> => {
    loaded ??= load();
    const mock = await loaded;
    const name = (command[0] as string).toLowerCase();
    for (const key of keysOf(command)) seen.add(key);
    if (Date.now() - sweptAt > sweepEvery) {
      sweptAt = Date.now();
      // The mock drops an expired key only when it is asked for.
      for (const key of seen) if (!mock.data.has(key)) seen.delete(key);
    }
    try {
      return { result: await (mock[name] as Command)(...adapt(name, command.slice(1))) };
    } catch (error) {
      return { error: (error as Error).message };
    }
  };
  return Object.assign(new Redis(commandRequester(send)), { isInProcess: true } as const);
}
