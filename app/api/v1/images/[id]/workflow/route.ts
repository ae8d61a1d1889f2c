import { randomUUID } from "node:crypto";
import { unstable_rethrow } from "next/navigation";
import { errorResponse } from "@/lib/operation/error-response";
import { runOperation, toAppError } from "@/lib/operation/run";
import { getWorkflow } from "@/lib/posts/operations";

/** A file that ComfyUI opens, not an answer in the API's own case: its text goes out as it was stored. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/v1/images/[id]/workflow">,
): Promise<Response> {
  const requestId = randomUUID();
  try {
    const { id, workflow } = await runOperation(getWorkflow, {
      requestId,
      expire: () => {},
      findViewer: async () => null,
      readInput: async () => ({ id: (await params).id }),
    });
    return new Response(workflow, {
      headers: {
        "Cache-Control": "no-store",
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": `attachment; filename="podium-${id}.json"`,
        "X-Content-Type-Options": "nosniff",
        "X-Request-Id": requestId,
      },
    });
  } catch (error) {
    unstable_rethrow(error);
    return errorResponse(toAppError(error, { requestId, operation: getWorkflow.name }), request, requestId);
  }
}
