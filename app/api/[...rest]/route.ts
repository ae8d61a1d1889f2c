import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/errors/app-error";
import { errorResponse } from "@/lib/operation/error-response";

/** An address under /api that is no endpoint answers as the API does, not with a page. */
const missing = (request: Request) => errorResponse(new AppError("NOT_FOUND"), request, randomUUID());

export { missing as DELETE, missing as GET, missing as PATCH, missing as POST, missing as PUT };
