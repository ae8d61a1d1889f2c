import { hasAuthServer } from "./auth-server";

/** The OAuth providers that can be offered, by next-auth's names. Each has the variables `<NAME>_ID` and `<NAME>_SECRET`. */
export const oauthProviders = ["github", "google", "discord", "kakao", "naver"] as const;
export type OauthProvider = (typeof oauthProviders)[number];

export type OauthVariable = `${Uppercase<OauthProvider>}_${"ID" | "SECRET"}`;
type Variables = { readonly [name in OauthVariable]?: string | undefined };

const variable = (provider: OauthProvider, part: "ID" | "SECRET") =>
  `${provider.toUpperCase()}_${part}` as OauthVariable;

export const oauthVariables = oauthProviders.flatMap((provider) => [
  variable(provider, "ID"),
  variable(provider, "SECRET"),
]);

/** The providers whose variables are set, with what they were given. */
export function configuredProviders(env: Variables): { name: OauthProvider; id: string; secret: string }[] {
  return oauthProviders.flatMap((name) => {
    const [id, secret] = [env[variable(name, "ID")], env[variable(name, "SECRET")]];
    return id && secret ? [{ name, id, secret }] : [];
  });
}

/** What is wrong with these variables together: each the variable's name and the rest of a sentence. */
export function oauthComplaints(env: Variables & Parameters<typeof hasAuthServer>[0]): [string, string][] {
  return oauthProviders.flatMap((provider): [string, string][] => {
    const [id, secret] = [variable(provider, "ID"), variable(provider, "SECRET")];
    if (!env[id] && !env[secret]) return [];
    if (!env[id]) return [[id, `and ${secret} must be set together`]];
    if (!env[secret]) return [[secret, `and ${id} must be set together`]];
    return hasAuthServer(env) ? [[id, "cannot be used while an external auth server is the source of users"]] : [];
  });
}
