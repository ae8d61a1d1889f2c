import { spawnSync } from "node:child_process";

/**
 * Who Postgres runs as. It refuses to run as root, so root hands it to the user `postgres`.
 * @typedef {object} Account
 * @property {{ uid: number, gid: number }} [ids] owner of its files; unset: whoever runs this
 * @property {string} [command] a program that becomes Postgres with more rights than `ids` alone gives
 * @property {string[]} prefix its arguments, before the program and its own
 */

const name = "postgres";

/**
 * @param {string[]} paths what Postgres must reach; it may lie below a folder that only root can enter
 * @returns {Account}
 * @throws Error with a sentence for the reader
 */
export function accountFor(paths) {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const ids = idsOf(name) ?? createAccount();
  if (canReach(paths, (command, args) => spawnSync(command, args, { ...ids, cwd: "/" }))) return { ids, prefix: [] };

  // Linux: the user keeps the one right to pass closed folders (and no other), so nobody's folders need a chmod.
  // access(2) drops such rights unless no_setuid_fixup is set, and Postgres asks access(2) for its own binary.
  // Containers often lack the read-only form of the right but have the wider one.
  for (const right of ["dac_read_search", "dac_override"]) {
    const prefix = [
      `--reuid=${ids.uid}`,
      `--regid=${ids.gid}`,
      "--clear-groups",
      `--inh-caps=+${right}`,
      `--ambient-caps=+${right}`,
      "--securebits=+no_setuid_fixup",
      "--",
    ];
    if (canReach(paths, (command, args) => spawnSync("setpriv", [...prefix, command, ...args], { cwd: "/" }))) {
      return { ids, command: "setpriv", prefix };
    }
  }
  throw new Error(
    `Postgres does not run as root, and the user "${name}" cannot enter ${paths.at(-1)}. Do one of these: start Podium as another user, ` +
      "move it to a folder that others may enter, or set DATABASE_URL to a Postgres of yours.",
  );
}

/** Asks as that user: modes, ACLs and mounts all have a say. */
function canReach(paths, spawnAs) {
  return paths.every((path) => spawnAs("/bin/sh", ["-c", 'test -x "$1"', "sh", path]).status === 0);
}

function createAccount() {
  spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name]);
  const ids = idsOf(name);
  if (ids) return ids;
  throw new Error(
    `Postgres does not run as root, and the user "${name}" could not be created. Start Podium as another user, or set DATABASE_URL to a Postgres of yours.`,
  );
}

function idsOf(/** @type {string} */ user) {
  const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, user], { encoding: "utf8" }));
  if (uid?.status !== 0 || gid?.status !== 0) return null;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
