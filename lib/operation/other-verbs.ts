import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/errors/app-error";
import { errorResponse } from "./error-response";
import { type Verb, verbs } from "./rest";

type Handler = (request: Request) => Promise<Response>;

/**
 * Handlers for the verbs that a path does not have: 405 in the API's form, with what it has in `Allow`. Next's own
 * answer has neither.
 */
export function otherVerbs(...known: Verb[]): Record<Verb | "OPTIONS", Handler> {
  const allow = [...(known.includes("GET") ? ["HEAD"] : []), ...known, "OPTIONS"].sort().join(", ");
  const refuse: Handler = async (request) => {
    const response = await errorResponse(new AppError("METHOD_NOT_ALLOWED"), request, randomUUID());
    response.headers.set("Allow", allow);
    return response;
  };
  const tell: Handler = async () => new Response(null, { status: 204, headers: { Allow: allow } });
  return { ...(Object.fromEntries(verbs.map((verb) => [verb, refuse])) as Record<Verb, Handler>), OPTIONS: tell };
}
