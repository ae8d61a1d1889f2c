declare module "ioredis-mock" {
  /** A Redis in this process: every command a method of its name in lower case, all instances of one host and port share data. */
  export default class RedisMock {
    constructor(options?: { host?: string; port?: number });
    readonly data: { has(key: string): boolean };
    readonly [command: string]: unknown;
  }
}
