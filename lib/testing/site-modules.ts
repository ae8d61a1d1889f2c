import { vi } from "vitest";

/**
 * Loads modules as a process with these variables would: the environment is read once a process, so each set of
 * variables needs modules of its own. Undefined unsets one.
 */
export async function withVariables<Modules>(
  variables: Record<string, string | undefined>,
  load: () => Promise<Modules>,
): Promise<Modules> {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  vi.resetModules();
  return load();
}
